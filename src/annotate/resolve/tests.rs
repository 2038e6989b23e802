use std::sync::LazyLock;

use proptest::prelude::*;

use crate::annotate::annotate;
use crate::model::{Document, MentionKind, Metadata};
use crate::pack::Pack;

fn pack() -> &'static Pack {
    static PACK: LazyLock<Pack> = LazyLock::new(Pack::embedded);
    &PACK
}

/// For each noun and pronoun that stands for something, "words = names".
fn resolved(text: &str) -> Vec<String> {
    let annotated = annotate(Document::new(text.to_owned(), Metadata::default()), pack());
    let anaphors = annotated
        .mentions
        .iter()
        .filter(|mention| mention.found_by == "anaphor" && !mention.refers.is_empty());
    anaphors
        .map(|mention| {
            let names: Vec<&str> =
                mention.refers.iter().map(|&ix| annotated.entities[ix].name.as_str()).collect();
            format!("{} = {}", mention.span.of(text), names.join(", "))
        })
        .collect()
}

#[test]
fn short_names_surnames_and_acronyms_are_one_entity() {
    let text = "Lumen Bright Technologies Inc. (LBT) named Jane Doe. Doe thanked LBT. Lumen Bright said so.";
    let annotated = annotate(Document::new(text.to_owned(), Metadata::default()), pack());
    let ids: Vec<&str> = annotated.entities.iter().map(|entity| entity.id.as_str()).collect();
    assert_eq!(ids, ["company/lumen-bright-technologies", "person/jane-doe"]);
}

#[test]
fn an_acronym_that_nothing_introduces_has_the_first_letters_of_one_name() {
    let text = "Lumen Bright Technologies buys Kestrel. LBT said so. XBT said no.";
    let annotated = annotate(Document::new(text.to_owned(), Metadata::default()), pack());
    let names: Vec<&str> = annotated.entities.iter().map(|entity| entity.name.as_str()).collect();
    assert_eq!(names, ["Lumen Bright Technologies", "Kestrel", "XBT"]);
}

#[test]
fn a_company_is_called_by_where_it_is_known_to_be_at_home() {
    let meant = |text: &str| {
        let annotated = annotate(Document::new(text.to_owned(), Metadata::default()), pack());
        let nouns = annotated.mentions.iter().filter(|mention| mention.kind == MentionKind::Nominal);
        nouns.flat_map(|noun| &noun.refers).map(|&ix| annotated.entities[ix].name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(meant("HSBC sold a bank to Royal Bank of Canada. The London bank is glad."), ["HSBC"]);
    assert_eq!(meant("Ericsson supplies AT&T. The Dallas company will pay."), ["AT&T"]);
    assert_eq!(meant("Ericsson supplies Nokia. The Dallas company will pay."), [""; 0]);
}

#[test]
fn a_family_name_is_the_company_that_was_named_first() {
    let ids = |text: &str| -> Vec<String> {
        let annotated = annotate(Document::new(text.to_owned(), Metadata::default()), pack());
        annotated.entities.into_iter().map(|entity| entity.id).collect()
    };
    let company = "Quellen Labs Inc. named Jane Quellen. Quellen will pay.";
    assert_eq!(ids(company), ["company/quellen-labs", "person/jane-quellen"]);
}

/// The class of each name.
fn classes(text: &str) -> Vec<String> {
    let annotated = annotate(Document::new(text.to_owned(), Metadata::default()), pack());
    let names = annotated.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
    names.map(|mention| format!("{} {}", mention.span.of(text), mention.class)).collect()
}

#[test]
fn a_company_with_a_place_behind_its_name_is_a_company() {
    assert_eq!(classes("It buys from Vodafone España."), ["Vodafone España pact:Company"]);
}

#[test]
fn what_a_noun_is_called_is_of_its_class() {
    assert_eq!(classes("They own a venture called Quellen Fibra."), ["Quellen Fibra pact:Company"]);
    assert_eq!(classes("They sell an app called Quellen Fibra."), ["Quellen Fibra pact:Product"]);
}

#[test]
fn the_portfolio_of_a_minister_is_no_company() {
    let named = classes("Defence Secretary Jane Doe said so.");
    assert!(!named.iter().any(|name| name == "Defence pact:Company"), "{named:?}");
}

#[test]
fn a_short_name_before_a_longer_one_in_its_sentence_is_another() {
    let ids = |text: &str| {
        let annotated = annotate(Document::new(text.to_owned(), Metadata::default()), pack());
        annotated.entities.into_iter().map(|entity| entity.id).collect::<Vec<_>>()
    };
    let apart = ids("Zentro Inc. sold a stake in Zentro Life Insurance. Zentro gave no price.");
    assert_eq!(apart, ["company/zentro", "company/zentro-life-insurance"]);
    assert_eq!(
        ids("Zentro Life Insurance met its goals. Zentro gave no price."),
        ["company/zentro-life-insurance"]
    );
}

#[test]
fn who_says_it_will_is_it() {
    assert_eq!(resolved("Zentro Inc. said it will buy Quellen Corp."), ["it = Zentro"]);
}

#[test]
fn nouns_stand_for_those_they_describe() {
    assert_eq!(
        resolved(
            "Zentro Inc., a Danish grocer, sued Quellen Airways. The grocer lost. Shares of Zentro fell."
        ),
        ["The grocer = Zentro"]
    );
}

#[test]
fn a_venture_goes_by_the_name_it_was_called() {
    let text = "Zentro Inc. created a joint venture called Quellen Fibra. It has a stake in the venture.";
    let told = resolved(text);
    assert!(told.contains(&"the venture = Quellen Fibra".to_owned()), "{told:?}");
    let text =
        "Zentro Inc. created a joint venture called Quellen Fibra. It sold a stake in the joint venture.";
    let told = resolved(text);
    assert!(told.contains(&"the joint venture = Quellen Fibra".to_owned()), "{told:?}");
}

#[test]
fn a_venture_goes_by_the_name_set_behind_it() {
    let resolved = resolved(
        "Zentro Inc. sold part of its Indian joint venture, Quellen Life. It has a stake in the venture.",
    );
    assert!(resolved.contains(&"the venture = Quellen Life".to_owned()), "{resolved:?}");
}

#[test]
fn a_noun_that_only_says_of_what_kind_another_is_stands_for_nothing() {
    let text = "Zentro Inc. makes Glow, a chip. Brightwater Ltd. was bought by the British chip designer.";
    assert_eq!(resolved(text), Vec::<String>::new());
}

#[test]
fn none_of_several_subjects_is_meant_by_one_word_alone() {
    let text = "Zentro Inc., Quellen Corp. and Brightwater Ltd. bought a mine and merged it.";
    assert_eq!(resolved(text), Vec::<String>::new());
}

#[test]
fn both_are_the_two_that_were_joined() {
    let text = "Zentro Inc. and Quellen Corp. met Brightwater Ltd. Both companies agreed. The pair signed.";
    assert_eq!(resolved(text), ["Both companies = Zentro, Quellen", "The pair = Zentro, Quellen"]);
}

#[test]
fn what_is_not_plain_stays_open() {
    assert_eq!(resolved("It is unclear why. The combined company will grow."), Vec::<String>::new());
}

proptest! {
    #[test]
    fn any_text_can_be_annotated(text in "(Acme|Inc\\.|Jane|it |its |They |both |the company |said |and |, |\\(|\\)|\\. |[ .é\u{301}A-Za-z0-9\n]){0,40}") {
        let annotated = annotate(Document::new(text.clone(), Metadata::default()), pack());
        for mention in &annotated.mentions {
            prop_assert!(text.get(mention.span.range()).is_some());
            prop_assert!(mention.kind != MentionKind::Value || mention.refers.is_empty());
            prop_assert!(mention.refers.iter().all(|&ix| ix < annotated.entities.len()));
        }
    }
}

#[test]
fn a_company_is_known_by_where_it_was_introduced_to_be_from() {
    let text = "Boston biotech Tavira Bio Inc. met Germany's Hagen AG. The German drugmaker pays.";
    assert_eq!(resolved(text), ["The German drugmaker = Hagen"]);
    let text = "Danish wind group Ostwind plc buys Calder Marine plc. The Danish company pays.";
    assert_eq!(resolved(text), ["The Danish company = Ostwind"]);
    assert!(resolved("Germany's Hagen AG met Germany's Sulz AG. The German firm pays.").is_empty());
}

#[test]
fn a_people_is_the_one_company_from_its_place() {
    let text = "Denmark's Ostwind plc met Germany's Hagen AG. The Danes bought a mill.";
    assert_eq!(resolved(text), ["The Danes = Ostwind"]);
    assert!(resolved("Germany's Hagen AG met Germany's Sulz AG. The Germans pay.").is_empty());
}

#[test]
fn every_people_stands_for_a_known_place() {
    let unknown = |id: &&String| pack().gazetteer.get(id).is_none();
    assert_eq!(pack().lexicon.names.demonyms.values().find(unknown), None);
}

#[test]
fn what_a_company_owns_a_part_of_is_another() {
    let text = "Calder Marine plc is old. Penrose Partners Ltd., which owns 28% of the company, agreed.";
    assert_eq!(resolved(text), ["the company = Calder Marine"]);
}

#[test]
fn a_company_goes_without_what_only_says_that_it_is_one() {
    let text = "Merrow Foods Inc. sold a mill to Grupo Castell. Castell acquired another.";
    let annotated = annotate(Document::new(text.to_owned(), Metadata::default()), pack());
    let ids: Vec<&str> = annotated.entities.iter().map(|entity| entity.id.as_str()).collect();
    assert_eq!(ids, ["company/merrow-foods", "company/grupo-castell"]);
}

#[test]
fn a_plural_that_opens_a_sentence_names_nobody() {
    let named = classes("Deliveries will begin in May, Chief Executive Officer Jane Doe said.");
    assert!(!named.iter().any(|name| name.starts_with("Deliveries")), "{named:?}");
}

#[test]
fn who_is_told_to_help_somebody_is_somebody_else() {
    let text =
        "Kestrel Grid Ltd. chose Lumen Lamps Inc. to supply lamps. It will help Kestrel Grid buy chips.";
    assert_eq!(resolved(text), ["It = Lumen Lamps"]);
}

#[test]
fn who_says_so_behind_a_clause_is_unknown_if_its_subject_is() {
    let text = "Kestrel Grid Ltd. sold a factory. The lamp maker will buy the rest of Kestrel Grid, it said.";
    assert!(!resolved(text).iter().any(|one| one.starts_with("it =")), "{:?}", resolved(text));
}

#[test]
fn a_noun_is_whom_the_name_behind_it_explains() {
    let found = resolved("Quellen Labs Inc. will buy a mine. Its rival, Norvik Mines Ltd., said no.");
    assert!(found.contains(&"Its rival = Norvik Mines".to_owned()), "{found:?}");
}

#[test]
fn we_is_who_is_quoted_or_for_whom_somebody_is() {
    let text = "\"We will work with Kestrel Ltd.,\" said Jane Doe, chief executive of Norvik Corp.";
    assert_eq!(resolved(text), ["We = Norvik"]);
    assert_eq!(resolved("We like the deal of Kestrel Ltd."), [""; 0]);
    assert_eq!(resolved("\"We agree,\" Kestrel Ltd. and Lumen Corp. said."), [""; 0]);
}

#[test]
fn an_office_is_who_was_named_so() {
    let text = "Jane Doe, chief executive of Quellen Labs Inc., met staff. The chief executive said Quellen would buy Norvik Mines Ltd.";
    let annotated = annotate(Document::new(text.to_owned(), Metadata::default()), pack());
    let officer = annotated.mentions.iter().find(|mention| mention.sentence == 1).unwrap();
    assert_eq!((officer.span.of(text), officer.kind), ("chief executive", MentionKind::Nominal));
    assert_eq!(annotated.entities[officer.refers[0]].name, "Jane Doe");
}

#[test]
fn the_business_is_the_part_that_was_described() {
    let text = "Quellen Labs Inc. will sell its pump business. The business makes pumps.";
    let annotated = annotate(Document::new(text.to_owned(), Metadata::default()), pack());
    let last = annotated.mentions.iter().rfind(|mention| !mention.refers.is_empty()).unwrap();
    assert_eq!(last.sentence, 1);
    assert_eq!(annotated.entities[last.refers[0]].name, "Quellen Labs pump business");
}
