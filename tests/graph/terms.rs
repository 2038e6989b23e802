//! What an amendment changes, how far a deal has come, and what was known when, as the saved queries tell it.

use pactum::model::Document;

use super::notation::document;
use super::{add, built};
use crate::gold::Graph;

const PARTIES: &str = "company/lumen rdf:type pact:Company
    company/lumen rdfs:label \"Lumen\"
    company/brightwater rdf:type pact:Company
    company/brightwater rdfs:label \"Brightwater\"";

/// What the first agreement gave.
fn before() -> Document {
    let terms = "license/l-b rdf:type pact:License
        license/l-b pact:licensor company/brightwater
        license/l-b pact:licensee company/lumen
        license/l-b pact:exclusive true
        exclusivity/l-b rdf:type pact:Exclusivity
        exclusivity/l-b pact:grantor company/brightwater
        exclusivity/l-b pact:holder company/lumen
        shareholding/l-b rdf:type pact:Shareholding
        shareholding/l-b pact:holder company/lumen
        shareholding/l-b pact:in company/brightwater
        shareholding/l-b pact:percent 27";
    document("Daily Post", "2024-03-01", &format!("# The first deal.\n{PARTIES}\n{terms}"))
}

/// What the amendment made of it.
fn after() -> Document {
    let terms = "amendment/l-b rdf:type pact:Amendment
        amendment/l-b pact:party company/lumen
        amendment/l-b pact:party company/brightwater
        amendment/l-b pact:date 2026-04-27
        license/l-b rdf:type pact:License
        license/l-b pact:licensor company/brightwater
        license/l-b pact:licensee company/lumen
        license/l-b pact:exclusive false
        license/l-b pact:validThrough 2032
        exclusivity/l-b rdf:type pact:Exclusivity
        exclusivity/l-b pact:grantor company/brightwater
        exclusivity/l-b pact:holder company/lumen
        exclusivity/l-b pact:status pact:Ended
        shareholding/l-b rdf:type pact:Shareholding
        shareholding/l-b pact:holder company/lumen
        shareholding/l-b pact:in company/brightwater
        revenue-share/l-b rdf:type pact:RevenueShare
        revenue-share/l-b pact:payer company/brightwater
        revenue-share/l-b pact:payee company/lumen
        revenue-share/l-b pact:validFrom 2026-04-27
        revenue-share/l-b pact:validThrough 2030";
    document("Evening Star", "2026-04-28", &format!("# The new terms.\n{PARTIES}\n{terms}"))
}

/// The columns `columns` of the rows of a saved query, with a bar between the cells.
fn rows(documents: Vec<Document>, name: &str, values: &[(&str, &str)], columns: &[&str]) -> Vec<String> {
    let rows = Graph::in_store(built(documents)).saved(name, values);
    let cells =
        |row: &crate::gold::Row| columns.iter().map(|column| row[*column].clone()).collect::<Vec<_>>();
    rows.iter().map(|row| cells(row).join(" | ")).collect()
}

#[test]
fn the_restated_deal_says_of_each_term_what_became_of_it() {
    assert_eq!(
        rows(vec![before(), after()], "restated", &[], &["kind", "before", "after", "change"]),
        [
            "revenue share |  | in force, valid through 2030 | added",
            "license | in force, exclusive | in force, not exclusive, valid through 2032 | changed",
            "exclusivity | in force | ended | dropped",
            "shareholding | in force, percent 27 | in force, percent 27 | kept",
        ]
    );
}

#[test]
fn terms_are_in_force_before_and_after_the_amendment_as_they_were_then() {
    let on = |day| rows(vec![before(), after()], "terms-in-force", &[("on", day)], &["kind", "status"]);
    assert_eq!(
        on("2026-04-26"),
        [
            "shareholding | in force",
            "exclusivity | in force",
            "revenue share | not yet",
            "license | in force, exclusive",
        ]
    );
    assert_eq!(
        on("2026-05-01"),
        [
            "shareholding | in force",
            "exclusivity | ended",
            "revenue share | in force",
            "license | in force, not exclusive",
        ]
    );
    let later = |day, kind: &str| on(day).into_iter().find(|row| row.starts_with(kind)).unwrap();
    assert_eq!(later("2031-06-30", "revenue share"), "revenue share | ended");
    assert_eq!(later("2031-06-30", "license"), "license | in force, not exclusive");
    assert_eq!(later("2033-06-30", "license"), "license | ended");
    assert_eq!(later("2033-06-30", "shareholding"), "shareholding | unknown (no end told)");
}

#[test]
fn what_was_known_is_what_had_been_published() {
    let known = |day| {
        let values = [("known", day), ("on", "2026-06-01")];
        rows(vec![before(), after()], "as-known", &values, &["kind", "status", "sources"])
    };
    assert_eq!(
        known("2024-12-31"),
        [
            "exclusivity | unknown (no end told) | Daily Post",
            "license | unknown (no end told) | Daily Post",
            "shareholding | unknown (no end told) | Daily Post",
        ]
    );
    assert!(known("2026-04-28").contains(&"exclusivity | ended | Daily Post, Evening Star".to_owned()));
    assert!(known("2024-02-28").is_empty(), "nothing had been published");
}

#[test]
fn the_steps_of_a_deal_stand_in_order_whatever_came_in_first() {
    let told = |day: &str, says: &str| {
        let deal = "acquisition/l-b rdf:type pact:Acquisition\nacquisition/l-b pact:acquirer company/lumen\nacquisition/l-b pact:target company/brightwater";
        let held = if says == "rumour" { " (hypothetical)" } else { "" };
        let deal = deal.lines().map(|line| format!("{line}{held}")).collect::<Vec<_>>().join("\n");
        let more = match says {
            "amended" => {
                "amendment/l-b rdf:type pact:Amendment\namendment/l-b pact:party company/lumen\namendment/l-b pact:party company/brightwater"
            }
            "completed" => "acquisition/l-b pact:status pact:Completed",
            _ => "",
        };
        document(&format!("Paper of {day}"), day, &format!("# {says}\n{PARTIES}\n{deal}\n{more}"))
    };
    let steps = [
        ("2019-06-01", "rumour"),
        ("2019-07-09", "news"),
        ("2021-01-14", "amended"),
        ("2021-03-01", "completed"),
    ];
    let documents: Vec<Document> = steps.iter().map(|(day, says)| told(day, says)).collect();
    let expected = [
        "2019-06-01 | rumoured | acquisition",
        "2019-07-09 | announced | acquisition",
        "2021-01-14 | amended | amendment",
        "2021-03-01 | completed | acquisition",
    ];
    let columns = ["date", "status", "deal"];
    assert_eq!(rows(documents.clone(), "history", &[], &columns), expected);
    let backwards = built(Vec::new());
    for document in documents.into_iter().rev() {
        add(&backwards, vec![document]);
    }
    let rows = Graph::in_store(backwards).saved("history", &[("party", "Brightwater")]);
    assert_eq!(
        rows.iter().map(|row| row["status"].as_str()).collect::<Vec<_>>(),
        ["rumoured", "announced", "amended", "completed"]
    );
}
