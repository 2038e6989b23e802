use std::sync::LazyLock;

use proptest::prelude::*;

use super::names;
use crate::annotate::segment::segment;
use crate::pack::Pack;

fn pack() -> &'static Pack {
    static PACK: LazyLock<Pack> = LazyLock::new(Pack::embedded);
    &PACK
}

/// The names in `text`, each as "text class".
fn found(text: &str) -> Vec<String> {
    let pack = pack();
    let sentences = segment(text, &pack.lexicon.segment);
    let short = |class: &str| class.rsplit(':').next().unwrap_or_default().to_owned();
    names(text, &sentences, pack)
        .iter()
        .map(|mention| format!("{} {}", mention.span.of(text), short(&mention.class)).trim().to_owned())
        .collect()
}

#[test]
fn legal_forms_tell_companies() {
    assert_eq!(
        found("Last week Brightwater Therapeutics, Inc. (NASDAQ: BRWT) met Quellen GmbH in Bonn."),
        ["Brightwater Therapeutics, Inc. Company", "Quellen GmbH Company", "Bonn Place"]
    );
}

#[test]
fn two_trades_and_a_small_word_between_hyphens_are_parts_of_a_name() {
    assert_eq!(found("They met Quellen Oil and Gas Ltd."), ["Quellen Oil and Gas Ltd. Company"]);
    assert_eq!(found("They met Zentro Gas and Quellen Power plc.").len(), 2);
    assert_eq!(found("They left Quellen Hats-a-Plenty Ltd."), ["Quellen Hats-a-Plenty Ltd. Company"]);
}

#[test]
fn titles_tell_people_and_companies() {
    assert_eq!(
        found("Zentro chief executive Mira Okafor thanked Pavel Nowak, chairman and CEO of Quellen."),
        [
            "Zentro Company",
            "chief executive JobTitle",
            "Mira Okafor Person",
            "Pavel Nowak Person",
            "chairman JobTitle",
            "CEO JobTitle",
            "Quellen Company"
        ]
    );
}

#[test]
fn a_name_is_decided_by_all_its_mentions() {
    assert_eq!(
        found("Zentro was founded in 1990. Shares of rival Quellen fell. Zentro's shareholders will vote."),
        ["Zentro Company", "Quellen Company", "Zentro Company"]
    );
}

#[test]
fn products_have_versions() {
    let names = found("The drug ZX-415 and Glow Sonnet 4.5 mini are sold; in May 2026 iOS 18 came.");
    assert_eq!(names, ["ZX-415 Product", "Glow Sonnet 4.5 mini Product", "iOS 18 Product"]);
}

#[test]
fn ordinary_words_need_evidence() {
    assert_eq!(found("Target prices rose. Shell companies were used."), Vec::<String>::new());
    assert_eq!(
        found("The retailer Target opened stores. Target shares rose."),
        ["Target Company", "Target Company"]
    );
}

proptest! {
    #[test]
    fn any_text_gives_names_on_boundaries(text in "(Acme|Inc\\.|Jane|Doe|CEO|of|and|, |\\(|\\)|NYSE: |ABC|-|7|GPT|’s|[ .é\u{301}\u{200d}A-Za-z0-9&\n]){0,60}") {
        let pack = pack();
        let sentences = segment(&text, &pack.lexicon.segment);
        for mention in names(&text, &sentences, pack) {
            prop_assert!(text.get(mention.span.range()).is_some_and(|name| !name.is_empty()));
        }
    }
}

#[test]
fn names_joined_with_companies_are_companies() {
    assert_eq!(
        found("They met Quellen GmbH, Zentro and Morvan."),
        ["Quellen GmbH Company", "Zentro Company", "Morvan Company"]
    );
    assert_eq!(found("They met Quellen GmbH, not Zentro."), ["Quellen GmbH Company", "Zentro"]);
}
