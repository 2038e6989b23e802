use proptest::prelude::*;

use super::*;
use crate::pack::Files;

fn words() -> Segmentation {
    Segmentation::load(&Files::embedded()).unwrap()
}

/// The sentences of `text`.
fn cut(text: &str) -> Vec<&str> {
    segment(text, &words()).iter().map(|sentence| sentence.span.of(text)).collect()
}

/// The tokens of `text`, with spaces between.
fn tokens(text: &str) -> String {
    let sentences = segment(text, &words());
    let tokens = sentences.iter().flat_map(|sentence| &sentence.tokens);
    tokens.map(|token| token.span.of(text)).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn one(text: &str) {
    assert_eq!(cut(text), [text]);
}

#[test]
fn full_stops_of_abbreviations_end_no_sentence() {
    one("Acme Inc. said on Jan. 3 that Dr. J. P. Moss would join its U.S. arm.");
    one("Yahoo! Inc. and Brightwater Corp. Chief Executive Ann Lee met at 5 p.m. Eastern Time.");
    one("Shares of No. 2 lender Orbis rose 3.5% vs. the index.");
    one("The maker of tools, i.e. Lumen Co. Ltd., sold its St. Louis plant.");
}

#[test]
fn they_do_where_a_sentence_plainly_begins() {
    assert_eq!(
        cut("It bought Acme Inc. The price was $3 million."),
        ["It bought Acme Inc.", "The price was $3 million."]
    );
    assert_eq!(
        cut("Orbis makes cells for the Swift-E. Lumen's plant is idle."),
        ["Orbis makes cells for the Swift-E.", "Lumen's plant is idle."]
    );
    assert_eq!(
        cut("Sales rose in the U.S. In Europe they fell."),
        ["Sales rose in the U.S.", "In Europe they fell."]
    );
    assert_eq!(cut("It moved to Calif. Shares fell."), ["It moved to Calif.", "Shares fell."]);
    assert_eq!(cut("He said no. Lumen left."), ["He said no.", "Lumen left."]);
    assert_eq!(cut("They met at 9 a.m. “We agreed.”"), ["They met at 9 a.m.", "“We agreed.”"]);
}

#[test]
fn quotes_close_the_sentence_they_are_in() {
    assert_eq!(
        cut("“This is big.” Lumen agreed. \"Is it?\" she asked. “Yes!” he said."),
        ["“This is big.”", "Lumen agreed.", "\"Is it?\" she asked.", "“Yes!” he said."]
    );
}

#[test]
fn names_that_begin_in_lower_case_begin_sentences() {
    assert_eq!(cut("The deal is done. eBay paid in cash."), ["The deal is done.", "eBay paid in cash."]);
}

#[test]
fn bullets_and_headings_run_into_a_line_are_cut() {
    let text = "- Acme pays $3 million. - Lumen keeps its licence - and its name. ### What changed? Much did. ## Why\nMoney.";
    assert_eq!(
        cut(text),
        [
            "Acme pays $3 million.",
            "Lumen keeps its licence - and its name.",
            "What changed?",
            "Much did.",
            "Why",
            "Money."
        ]
    );
    let kinds: Vec<_> = segment(text, &words()).iter().map(|sentence| sentence.kind).collect();
    let [item, heading, prose] = [SentenceKind::Item, SentenceKind::Heading, SentenceKind::Prose];
    assert_eq!(kinds, [item, item, heading, prose, heading, prose]);
}

#[test]
fn lines_without_an_end_are_headings() {
    let text = "Acme buys Lumen\nBy Ann Lee\n\nAcme said it would buy Lumen. Terms:\n\"Cash only.\"";
    let kinds: Vec<_> =
        segment(text, &words()).iter().map(|sentence| (sentence.span.of(text), sentence.kind)).collect();
    assert_eq!(
        kinds,
        [
            ("Acme buys Lumen", SentenceKind::Heading),
            ("By Ann Lee", SentenceKind::Heading),
            ("Acme said it would buy Lumen.", SentenceKind::Prose),
            ("Terms:", SentenceKind::Prose),
            ("\"Cash only.\"", SentenceKind::Prose),
        ]
    );
}

#[test]
fn lines_broken_at_a_fixed_width_are_one_paragraph() {
    let text = "Acme, which makes optical parts for networks, said on Monday that it had\n\
                agreed to buy Lumen, the maker of lasers, for about $3 million in cash and\n\
                Acme shares.";
    one(text);
}

#[test]
fn bracketed_sources_stand_apart() {
    let text = "The licence ends. (lumen.com) (blog.acme.co.uk/post) Acme left (orbis.org).";
    assert_eq!(
        cut(text),
        ["The licence ends.", "(lumen.com)", "(blog.acme.co.uk/post)", "Acme left (orbis.org)."]
    );
    assert_eq!(tokens("Acme left (orbis.org)."), "Acme left .");
    assert_eq!(tokens("Acme left.[12]"), "Acme left .");
}

#[test]
fn semicolons_part_clauses() {
    assert_eq!(
        cut("Lumen will study it; its rival, Acme, has sued. They met."),
        ["Lumen will study it;", "its rival, Acme, has sued.", "They met."]
    );
    assert_eq!(cut("Lumen (maker of lamps; the rest is sold) grew; and sank.").len(), 1);
    assert_eq!(cut("“Lumen grew; it will sink,” she said.").len(), 1);
    assert_eq!(cut("It has sites in Oslo, Norway; Turku, Finland; and Lund, Sweden.").len(), 1);
}

#[test]
fn datelines_stand_apart() {
    for (text, dateline) in [
        ("SAN FRANCISCO, Nov. 23, 2025 – Lumen today said it bought Acme.", "SAN FRANCISCO, Nov. 23, 2025 –"),
        ("NEW YORK--Lumen today said that it bought Acme.", "NEW YORK--"),
        (
            "BOSTON and ZUG, Switzerland, April 20 — Lumen today said it bought Acme.",
            "BOSTON and ZUG, Switzerland, April 20 —",
        ),
        ("MCLEAN, Va. - Lumen today said that it bought Acme.", "MCLEAN, Va. -"),
        ("TROY, Mich. and DOVER, Del. - Lumen today bought Acme.", "TROY, Mich. and DOVER, Del. -"),
        ("LONG BEACH, California - Lumen today said it bought Acme.", "LONG BEACH, California -"),
        ("ROME/PARIS – Lumen today said that it bought Acme.", "ROME/PARIS –"),
        ("Jan 14 (Reuters) - Lumen Inc on Thursday bought Acme.", "Jan 14 (Reuters) -"),
        (
            "BOSTON & PARIS--(BUSINESS WIRE)--Lumen today said it bought Acme.",
            "BOSTON & PARIS--(BUSINESS WIRE)--",
        ),
        (
            "Palo Alto, Calif. – March 3, 2024 – Lumen today bought Acme.",
            "Palo Alto, Calif. – March 3, 2024 –",
        ),
        (
            "DALLAS, April 2, 2024 /PRNewswire/ -- Lumen today bought Acme.",
            "DALLAS, April 2, 2024 /PRNewswire/ --",
        ),
    ] {
        assert_eq!(cut(text)[0], dateline);
        assert_eq!(cut(text).len(), 2);
    }
    assert_eq!(
        cut("Posted 2024-05-03 Lumen has bought Acme for cash."),
        ["Posted 2024-05-03", "Lumen has bought Acme for cash."]
    );
    one("On 2024-05-03 Lumen said that it had bought Acme.");
    one("Lumen — Acme's oldest rival — said it was glad.");
    one("In May 2024 — Lumen's best month — it bought Acme.");
    one("On April 27, OpenLight – A rival – bought it.");
}

#[test]
fn text_glued_by_a_bad_export_is_cut() {
    assert_eq!(
        cut("Acme closed the deal.The price was high."),
        ["Acme closed the deal.", "The price was high."]
    );
    assert_eq!(cut("Is it done?Yes, said Lumen."), ["Is it done?", "Yes, said Lumen."]);
    one("He works at Booking.Com and reads Example.Net daily.");
}

#[test]
fn tokens_are_cut_as_the_treebanks_do() {
    for (text, cut) in [
        ("It doesn’t, can't and won't.", "It does n’t , ca n't and wo n't ."),
        ("Lumen's and the companies' deal, they'd say.", "Lumen 's and the companies ' deal , they 'd say ."),
        ("a $4.5B deal, US$2.6bn or €30", "a $ 4.5B deal , US$ 2.6bn or € 30"),
        ("10.5% of 3,000 shares at 5:30", "10.5 % of 3,000 shares at 5:30"),
        ("a U.S.-based co-founder's long-term view", "a U.S. - based co-founder 's long - term view"),
        ("AT&T (NYSE: T) owns 50–60", "AT&T ( NYSE : T ) owns 50 – 60"),
        ("He left—really--at last...", "He left — really -- at last ..."),
        ("In the '90s, 2019-07-10, 713-853-3989", "In the '90s , 2019-07-10 , 713-853-3989"),
        (
            "see https://x.com/a?b=1, www.lumen.com or a@b.org.",
            "see https://x.com/a?b=1 , www.lumen.com or a@b.org .",
        ),
        ("Disney+’s C++ and #1 #deal @lumen", "Disney+ ’s C++ and # 1 #deal @lumen"),
        ("They cannot go with Acme Inc.", "They can not go with Acme Inc."),
        ("“Fine,” said J. Moss. 'Yes'", "“ Fine , ” said J. Moss . ' Yes '"),
        ("**Bold** move 🚀👩‍💻 by Crédit", "Bold move 🚀 👩‍💻 by Crédit"),
        ("Cafe\u{301}s open", "Cafe\u{301}s open"),
    ] {
        assert_eq!(tokens(text), cut);
    }
}

proptest! {
    #[test]
    fn spans_are_sound(text in "([A-Za-z0-9 .,!?'’“”()\\[\\]#*•|$€%/@:—–\\-\n\r🚀é\u{301}\u{a0}]|\\. |Inc\\. |\\(x\\.com\\)|### |- ){0,60}") {
        check(&text)?;
    }

    #[test]
    fn spans_are_sound_in_any_text(text in "\\PC{0,80}") {
        check(&text)?;
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let sentences = segment(text, &words());
    let mut last = 0;
    for sentence in &sentences {
        prop_assert!(sentence.span.start >= last && !sentence.span.is_empty());
        let left_out = &text[last..sentence.span.start];
        prop_assert!(left_out.chars().all(is_mark), "left out {left_out:?}");
        prop_assert_eq!(sentence.span.of(text).trim(), sentence.span.of(text));
        last = sentence.span.end;
        let mut at = sentence.span.start;
        for token in &sentence.tokens {
            prop_assert!(token.span.start >= at && !token.span.is_empty());
            prop_assert!(token.span.of(text).chars().all(|c| !c.is_whitespace()));
            at = token.span.end;
        }
        prop_assert!(at <= sentence.span.end);
    }
    prop_assert!(text[last..].chars().all(is_mark), "left out {:?}", &text[last..]);
    Ok(())
}

/// White space, or part of a mark of a list or heading.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || c.is_ascii_digit() || "#|-*–—>+.)•▪‣◦●·".contains(c)
}
