//! Documents that change, stores that are in use, and terms that must exist.

use pactum::pipeline::remove_with;
use pactum::rdf::vocabulary;
#[cfg(feature = "disk")]
use pactum::store::Store;

use super::notation::{self, document};
use super::{add, built, bytes, mint};

#[test]
fn a_text_that_changed_takes_the_place_of_the_old_one() {
    let store = built(vec![document("Daily Post", "2026-04-27", "company/a rdfs:label \"Old\"")]);
    let new = document("Daily Post", "2026-04-27", "company/a rdfs:label \"New\"");
    let summary = add(&store, vec![new.clone()]);
    assert_eq!((summary.added, summary.replaced, summary.unchanged), (1, 1, 0));
    assert_eq!(bytes(&store), bytes(&built(vec![new])));
}

#[test]
fn a_text_in_two_places_is_one_document_until_both_are_gone() {
    let first = document("Daily Post", "2026-04-27", "company/a rdfs:label \"A\"");
    let mut copy = first.clone();
    copy.meta.location = "copy.txt".into();
    let store = built(vec![first.clone(), copy.clone()]);
    assert_eq!(store.locations(&first.id, mint()).unwrap().unwrap().len(), 2);
    let mut changed = document("Daily Post", "2026-04-27", "company/a rdfs:label \"B\"");
    changed.meta.location = "copy.txt".into();
    let summary = add(&store, vec![changed.clone()]);
    assert_eq!((summary.added, summary.replaced), (1, 0));
    assert_eq!(bytes(&store), bytes(&built(vec![first, changed])));
}

#[test]
fn a_document_can_be_named_in_several_ways() {
    let mut article = document("Daily Post", "2026-04-27", "company/a rdfs:label \"A\"");
    article.meta.url = Some("https://daily.example/a".into());
    let ways = [
        "./Daily Post-2026-04-27.txt".to_owned(),
        "Daily Post-2026-04-27.txt".to_owned(),
        "https://daily.example/a".to_owned(),
        article.id.to_string(),
        article.id.as_str()[..6].to_owned(),
        mint().document(&article.id).into_string(),
    ];
    for way in ways {
        let store = built(vec![article.clone()]);
        let removal = remove_with(std::slice::from_ref(&way), &notation::extract, &store, mint()).unwrap();
        assert_eq!(removal.documents.len(), 1, "{way}");
        assert_eq!(bytes(&store), bytes(&built(Vec::new())), "{way}");
    }
}

#[test]
fn what_is_not_there_cannot_be_removed() {
    let store = built(vec![document("Daily Post", "2026-04-27", "company/a rdfs:label \"A\"")]);
    let before = bytes(&store);
    let problem = remove_with(&["nowhere.txt".into()], &notation::extract, &store, mint()).unwrap_err();
    assert!(problem.to_string().contains("nowhere.txt"), "{problem}");
    assert_eq!(before, bytes(&store));
}

#[test]
fn every_triple_of_a_document_has_its_words() {
    let text = "company/é rdfs:label \"Été — naïve\"\ninvestment/a-b pact:amount USD 50 upTo (planned)";
    let store = built(vec![document("Daily Post", "2026-04-27", text)]);
    super::assert_evidence(&store);
}

/// Terms of ours that the code writes are those of the ontology.
#[test]
fn the_terms_of_the_code_are_declared() {
    for term in vocabulary::ALL.iter().filter(|term| term.as_str().starts_with(vocabulary::PACT)) {
        let name = mint().ontology.compact(term.as_str()).unwrap();
        let ontology = mint().ontology;
        let declared = ontology.class(&name).is_some()
            || ontology.property(&name).is_some()
            || ontology.individual(&name).is_some();
        assert!(declared, "{name} is in no file of ontology/");
    }
    for modality in pactum::model::Modality::ALL {
        let name = mint().ontology.compact(mint().modality(modality).as_str()).unwrap();
        assert!(mint().ontology.individual(&name).is_some(), "{name}");
    }
}

#[cfg(feature = "disk")]
#[test]
fn a_store_on_disk_is_kept_and_locked() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store");
    let problem = Store::open_read_only(&path).unwrap_err();
    assert!(problem.hint.unwrap().contains("pactum build"));

    let store = Store::open(&path).unwrap();
    let article = document("Daily Post", "2026-04-27", "company/a rdfs:label \"A\"");
    add(&store, vec![article.clone()]);
    let written = bytes(&store);
    assert!(Store::open(&path).unwrap_err().to_string().contains("in use"));
    assert!(Store::open_read_only(&path).unwrap_err().to_string().contains("in use"));
    drop(store);

    let (one, two) = (Store::open_read_only(&path).unwrap(), Store::open_read_only(&path).unwrap());
    assert_eq!(bytes(&one), written);
    assert_eq!(bytes(&two), written, "several can read at once");
    assert_eq!(one.recorded().unwrap().keys().collect::<Vec<_>>(), [&article.id]);
    assert!(one.remove(&article.id, mint()).is_err(), "what was opened to read cannot be written");
    assert_eq!(written, bytes(&built(vec![article])), "on disk as in memory");
}
