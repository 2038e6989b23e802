use jiff::civil;
use proptest::prelude::*;

use super::find;
use crate::model::{
    Date, Edge, Mention, Money, Qualifier, Sentence, SentenceKind, Span, TimeSpan, Token, Value,
};
use crate::pack::Files;
use crate::pack::lexicon::ValueLexicon;
use crate::pack::lexicon::values::pieces;

fn lexicon() -> ValueLexicon {
    ValueLexicon::load(&Files::embedded()).expect("the default pack's values")
}

/// One sentence with a token for each run of letters, number or sign.
fn sentence(text: &str) -> Vec<Sentence> {
    let span = Span::new(0, text.len());
    let tokens = pieces(text).map(|span| Token { span }).collect();
    vec![Sentence { span, kind: SentenceKind::Prose, tokens }]
}

/// What is found, as `words = value`, one after the other.
fn read(text: &str, published: Option<civil::Date>, lexicon: &ValueLexicon) -> String {
    let found = find(text, &sentence(text), published, lexicon);
    let show = |mention: &Mention| {
        let value = mention.value.as_ref().map_or("?".to_owned(), show);
        format!("{} = {value}", mention.span.of(text))
    };
    found.iter().map(show).collect::<Vec<_>>().join("; ")
}

fn show(value: &Value) -> String {
    match value {
        Value::Date(span) => show_time(span),
        Value::Duration(duration) => format!("{} {}", duration.count, duration.unit),
        Value::Money(money) => show_money(money),
        Value::Percent(percent) => {
            let to = percent.to.map_or(String::new(), |to| format!("..{to}"));
            format!("{}{}{to}%", sign(percent.qualifier), percent.value)
        }
        Value::Quantity(many) => format!("{}{} {}", sign(many.qualifier), many.value, many.unit),
    }
}

fn show_time(span: &TimeSpan) -> String {
    let date = |date: &Option<Date>| date.as_ref().map_or(String::new(), ToString::to_string);
    match span.edge {
        Edge::At => date(&span.from),
        Edge::Between => format!("{} to {}", date(&span.from), date(&span.through)),
        Edge::Since => format!("since {}", date(&span.from)),
        Edge::Through => format!("through {}", date(&span.through)),
        Edge::By => format!("by {}", date(&span.through)),
        Edge::After => format!("after {}", date(&span.from)),
    }
}

fn show_money(money: &Money) -> String {
    let to = money.to.map_or(String::new(), |to| format!("..{to}"));
    let per = money.per.as_ref().map_or(String::new(), |per| format!(" per {per}"));
    format!("{}{} {}{to}{per}", sign(money.qualifier), money.currency, money.value)
}

fn sign(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "",
        Qualifier::About => "~",
        Qualifier::UpTo => "<=",
        Qualifier::AtLeast => ">=",
    }
}

/// Each row is a text and what is to be found in it; the dateline is Monday, 27 April 2026.
fn check(rows: &[(&str, &str)]) {
    let lexicon = lexicon();
    let published = Some(civil::date(2026, 4, 27));
    let wrong: Vec<_> = rows
        .iter()
        .map(|(text, wanted)| (text, wanted, read(text, published, &lexicon)))
        .filter(|(_, wanted, got)| *wanted != got)
        .map(|(text, wanted, got)| format!("{text}\n  wanted {wanted}\n  got    {got}\n"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join(""));
}

#[test]
fn days_months_and_years() {
    check(&[
        ("It signed on April 27, 2026, in Paris.", "April 27, 2026 = 2026-04-27"),
        ("It signed on 27 April 2026.", "27 April 2026 = 2026-04-27"),
        ("The 3rd of May 2025 was wet.", "The 3rd of May 2025 = 2025-05-03"),
        ("Dec 11th, 2024", "Dec 11th, 2024 = 2024-12-11"),
        ("Tue 2 Mar 2021", "Tue 2 Mar 2021 = 2021-03-02"),
        ("Friday (October 17)", "Friday (October 17) = 2025-10-17"),
        ("2026-04-27", "2026-04-27 = 2026-04-27"),
        ("announced in February 2026", "February 2026 = 2026-02"),
        ("in 2019 and 2021", "2019 = 2019; 2021 = 2021"),
        ("in Jan. 2021", "Jan. 2021 = 2021-01"),
        ("the 2025 season", "the 2025 season = 2025"),
        ("the 2025-26 season", "the 2025-26 season = 2025/2026"),
        ("music of the 1990s", "the 1990s = 199X"),
    ]);
}

#[test]
fn parts_of_years() {
    check(&[
        ("in late February", "late February = 2026-02-15~/2026-02-28~"),
        ("in Q3 2026", "Q3 2026 = 2026-35"),
        ("Q2 and Q3 2026", "Q2 = 2026-34; Q3 2026 = 2026-35"),
        ("expected to close in the third quarter", "the third quarter = 2026-35"),
        ("the first calendar quarter of 2021", "the first calendar quarter of 2021 = 2021-33"),
        ("the second half of fiscal 2020", "the second half of fiscal 2020 = 2020~"),
        ("the first half of 2027", "the first half of 2027 = 2027-40"),
        ("sales in H1 2025", "H1 2025 = 2025-40"),
        ("closes this fall", "this fall = 2026-23"),
        ("in early 2027", "early 2027 = 2027-37~"),
        ("in mid-2025", "mid-2025 = 2025-38~"),
        ("in the first nine months of 2025", "the first nine months of 2025 = 2025-01-01/2025-09-30"),
        ("earlier this month", "earlier this month = 2026-04-01/2026-04-27"),
        ("the fourth-quarter results", "the fourth-quarter = 2025-36"),
    ]);
}

#[test]
fn times_counted_from_the_dateline() {
    check(&[
        ("The company said today", "today = 2026-04-27"),
        ("shares rose on Wednesday", "Wednesday = 2026-04-22"),
        ("it said on Monday", "Monday = 2026-04-27"),
        ("it will vote on Friday", "Friday = 2026-05-01"),
        ("last Tuesday", "last Tuesday = 2026-04-21"),
        ("next Tuesday", "next Tuesday = 2026-05-05"),
        ("two months ago", "two months ago = 2026-02~"),
        ("almost a year ago", "almost a year ago = 2025~"),
        ("three days ago", "three days ago = 2026-04-24"),
        ("Next year, races move", "Next year = 2027"),
        ("last week", "last week = 2026-04-20/2026-04-26"),
        ("over the next five years", "the next five years = 2026-04-27 to 2031~"),
        ("in two weeks", "in two weeks = 2026-05-11~"),
        ("signed on April 20", "April 20 = 2026-04-20"),
        ("signed on December 3", "December 3 = 2025-12-03"),
        ("expected to close on June 30", "June 30 = 2026-06-30"),
        ("reported in September", "September = 2025-09"),
        ("at the end of the decade", "the end of the decade = 2029~"),
        ("within 18 months", "within 18 months = by 2027-10~"),
        ("in the coming months", "the coming months = ?"),
    ]);
}

#[test]
fn bounds_and_ranges() {
    check(&[
        ("through 2032", "through 2032 = through 2032"),
        ("since 2019", "since 2019 = since 2019"),
        ("by the end of 2026", "by the end of 2026 = by 2026"),
        ("until the end of the 2025 season", "until the end of the 2025 season = through 2025"),
        ("from 2023 to 2025", "from 2023 to 2025 = 2023 to 2025"),
        ("from 2026", "from 2026 = since 2026"),
        ("for five years from 2026", "for five years from 2026 = 2026 to 2030"),
        ("between May and July 2026", "between May and July 2026 = 2026-05 to 2026-07"),
        ("November 18-19, 2025", "November 18-19, 2025 = 2025-11-18 to 2025-11-19"),
        ("after June 2027", "after June 2027 = after 2027-06"),
        ("no later than March 31, 2027", "no later than March 31, 2027 = by 2027-03-31"),
        ("starting in 2027", "starting in 2027 = since 2027"),
        ("before June 30", "before June 30 = by 2026-06-30"),
        ("from November to March", "from November to March = 2025-11 to 2026-03"),
        ("effective January 1, 2027", "effective January 1, 2027 = since 2027-01-01"),
        ("as of December 31, 2025", "as of December 31, 2025 = 2025-12-31"),
    ]);
}

#[test]
fn lengths_of_time() {
    check(&[
        ("for five years", "five years = 5 year"),
        ("a five-year deal", "five-year = 5 year"),
        ("for seven years it was", "seven years = 7 year"),
        ("for more than two months", "more than two months = 2 month"),
        ("a year and a half", ""),
        ("for a year and a half", "a year and a half = 1.5 year"),
        ("within 30 days of closing", "within 30 days = 30 day"),
        ("the 27-year-old driver", ""),
        ("two years after the merger", "two years = 2 year"),
    ]);
}

#[test]
fn times_counted_from_the_date_named_last() {
    let lexicon = lexicon();
    let cases = [
        (
            "On April 27, 2026 it ended. A day later it began.",
            "April 27, 2026 = 2026-04-27; A day later = 2026-04-28",
        ),
        (
            "On April 27, 2026 it ended. On this day it began.",
            "April 27, 2026 = 2026-04-27; this day = 2026-04-27",
        ),
        (
            "On April 27, 2026. The very next day, ",
            "April 27, 2026 = 2026-04-27; The very next day = 2026-04-28",
        ),
        ("In May 2025 it rose. On June 3 it fell.", "May 2025 = 2025-05; June 3 = 2025-06-03"),
        ("Valid through 2032. On April 27", "through 2032 = through 2032; April 27 = ?"),
        ("It said today that on Friday", "today = ?; Friday = ?"),
        ("a day later", "a day later = ?"),
    ];
    for (text, wanted) in cases {
        assert_eq!(read(text, None, &lexicon), wanted, "{text}");
    }
}

#[test]
fn no_times() {
    check(&[
        ("They may march in the second round.", ""),
        ("May I ask?", ""),
        ("Sun servers sold well", ""),
        ("with 2000 employees", "2000 employees = 2000 employee"),
        ("iOS 18 and Phase 3", ""),
        ("It ran Windows 2000", ""),
        ("Tel: 138-2010-2015", ""),
        ("a second wave", ""),
        ("every two weeks", ""),
        ("GPT-4.1 mini", ""),
        ("$2,020", "$2,020 = USD 2020"),
        ("at 2015-1-32", ""),
    ]);
}

#[test]
fn amounts_of_money() {
    check(&[
        (
            "It raised 600 million euros at a valuation of 5.8 billion.",
            "600 million euros = EUR 600000000; 5.8 billion = EUR 5800000000",
        ),
        ("They paid €60 million for 5.8 million lamps", "€60 million = EUR 60000000"),
        ("at a valuation of 5.8 billion", ""),
        ("$4.5B", "$4.5B = USD 4500000000"),
        ("$90million", "$90million = USD 90000000"),
        ("US$1.25 billion", "US$1.25 billion = USD 1250000000"),
        ("1.25 billion dollars", "1.25 billion dollars = USD 1250000000"),
        ("€3.5bn", "€3.5bn = EUR 3500000000"),
        ("up to $50 billion", "up to $50 billion = <=USD 50000000000"),
        ("more than $13 billion", "more than $13 billion = >=USD 13000000000"),
        ("$115 per share in cash", "$115 per share = USD 115 per share"),
        ("$80m a year", "$80m a year = USD 80000000 per year"),
        ("$140 million annually", "$140 million annually = USD 140000000 per year"),
        ("$1.17 billion a year earlier", "$1.17 billion = USD 1170000000; a year earlier = ?"),
        (
            "between $120million and $150million",
            "between $120million and $150million = USD 120000000..150000000",
        ),
        ("$80 million to $90 million", "$80 million to $90 million = USD 80000000..90000000"),
        ("$1.5-2 billion", "$1.5-2 billion = USD 1500000000..2000000000"),
        ("$80 to $90 million", "$80 to $90 million = USD 80000000..90000000"),
        ("rose from $5 million to $6 million", "$5 million = USD 5000000; $6 million = USD 6000000"),
        ("an estimated £50 million", "an estimated £50 million = ~GBP 50000000"),
        ("Rs 35 lakh crore", "Rs 35 lakh crore = INR 35000000000000"),
        ("12,34,567.89 rupees", "12,34,567.89 rupees = INR 1234567.89"),
        ("HK$10.05 billion", "HK$10.05 billion = HKD 10050000000"),
        ("CHF 20 million", "CHF 20 million = CHF 20000000"),
        ("a $50-million deal", "$50-million = USD 50000000"),
        ("half a billion euros", "half a billion euros = EUR 500000000"),
        ("twenty-five million yen", "twenty-five million yen = JPY 25000000"),
        ("470 pence a share", "470 pence a share = GBP 4.7 per share"),
        ("raised to $45 a share from $40", "$45 a share = USD 45 per share; $40 = USD 40 per share"),
        ("$5 million or more", "$5 million or more = >=USD 5000000"),
        (
            "A$3.2 billion for a $4 billion stake",
            "A$3.2 billion = AUD 3200000000; $4 billion = USD 4000000000",
        ),
        ("ALL 5 solutions; won 5 games", "5 games = 5 game"),
        ("about 30 billion won", "about 30 billion won = ~KRW 30000000000"),
        (
            "$100 million upfront and as much as $1.1 billion in milestones",
            "$100 million = USD 100000000; as much as $1.1 billion = <=USD 1100000000",
        ),
    ]);
}

#[test]
fn percentages_and_quantities() {
    check(&[
        ("20%", "20% = 20%"),
        ("about 27 percent", "about 27 percent = ~27%"),
        ("5-10%", "5-10% = 5..10%"),
        ("between 5% and 10%", "between 5% and 10% = 5..10%"),
        ("a 49.9% stake", "49.9% = 49.9%"),
        ("0.5 percentage points", "0.5 percentage points = 0.5 percentage point"),
        ("50 basis points", "50 basis points = 50 basis point"),
        ("two gigawatts", "two gigawatts = 2 gigawatt"),
        ("up to 10GW", "up to 10GW = <=10 gigawatt"),
        ("100 MHz of spectrum", "100 MHz = 100 megahertz"),
        ("40 narrow-body aircraft", "40 narrow-body aircraft = 40 aircraft"),
        ("1,200 stores", "1,200 stores = 1200 store"),
        ("one million Nvidia Blackwell chips", "one million Nvidia Blackwell chips = 1000000 chip"),
        ("more than 300 million users", "more than 300 million users = >=300000000 user"),
    ]);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,80}") {
        spans_fit(&text)?;
    }

    #[test]
    fn words_of_values_in_any_order_are_read(words in proptest::collection::vec(word(), 0..14)) {
        spans_fit(&words.concat())?;
    }
}

fn word() -> impl Strategy<Value = String> {
    let words = "$|€|5|31|2026|99999999999999999999999999999|1.5|billion |trillion |crore |to |-|between |and |\
        from |May |April |Friday |next |last |the |week|years |ago |century |decades |later |\x20|of |\
        first |Q|quarter |half |a |since |through |end |,|.|/|'|é|🎉|percent |USD |per |share |fiscal |\
        today |9999|0001|12|within |for |starting |Feb |29 |hundred |million |chips ";
    proptest::sample::select(words.split('|').map(str::to_owned).collect::<Vec<_>>())
}

fn spans_fit(text: &str) -> Result<(), TestCaseError> {
    thread_local!(static LEXICON: ValueLexicon = lexicon());
    for published in [None, Some(civil::date(2026, 4, 27)), Some(civil::Date::MAX), Some(civil::Date::MIN)] {
        let found = LEXICON.with(|lexicon| find(text, &sentence(text), published, lexicon));
        let mut end = 0;
        for mention in found {
            prop_assert!(text.get(mention.span.range()).is_some_and(|words| !words.is_empty()));
            prop_assert!(end <= mention.span.start);
            end = mention.span.end;
        }
    }
    Ok(())
}
