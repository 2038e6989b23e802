//! Dev tool (not committed): files -> jsonl for score.py
use pactum::model::*;
use pactum::pack::Pack;
fn camel(k: &str) -> String {
    let l = k.rsplit(':').next().unwrap();
    let mut c = l.chars();
    c.next().unwrap().to_lowercase().collect::<String>() + c.as_str()
}
fn main() {
    let pack = Pack::embedded();
    let dir = std::env::args().nth(1).unwrap();
    let mut files: Vec<_> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for p in files {
        let mut text = std::fs::read_to_string(&p).unwrap();
        let mut meta = Metadata { location: p.display().to_string(), ..Metadata::default() };
        if text.starts_with("---\n")
            && let Some(end) = text[4..].find("---\n")
        {
            let head = text[4..4 + end].to_owned();
            text = text[4 + end + 4..].to_owned();
            if let Some(d) = head.strip_prefix("published: ") {
                meta.published = d.trim().parse().ok();
            }
        } else if let Some(at) = text.find("Published April 27, 2026") {
            let _ = at;
            meta.published = Some("2026-04-27".parse().unwrap());
        }
        let annotated = pactum::annotate::annotate(Document::new(text, meta), &pack);
        let frames = pactum::relate::relate(&annotated, &pack);
        let _claims = pactum::relate::claims(&annotated, &frames, &pack);
        for f in frames {
            let mut roles = serde_json::Map::new();
            for (r, fs) in &f.roles {
                let vs: Vec<serde_json::Value> = fs.iter().map(|x| match &x.value {
                    FillerValue::Entity(e) => annotated.entities[*e].name.clone().into(),
                    FillerValue::Text(t) => t.clone().into(),
                    FillerValue::Flag(b) => (*b).into(),
                    FillerValue::Term(t) => camel(t).into(),
                    FillerValue::Value(Value::Money(m)) => serde_json::json!({"value": m.value.to_string().parse::<f64>().unwrap(), "currency": m.currency, "qualifier": m.qualifier.as_str()}),
                    FillerValue::Value(Value::Date(d)) => d.point().map(|d| d.to_string()).unwrap_or_default().into(),
                    FillerValue::Value(Value::Percent(d)) => d.value.to_string().parse::<f64>().unwrap().into(),
                    FillerValue::Value(Value::Quantity(d)) => d.value.to_string().parse::<f64>().unwrap().into(),
                    other => format!("{other:?}").into(),
                }).collect();
                roles.insert(r.rsplit(':').next().unwrap().to_owned(), vs.into());
            }
            let ev = annotated.sentences[f.sentence].span.of(&annotated.document.text);
            println!(
                "{}",
                serde_json::json!({"document": annotated.document.meta.location, "kind": camel(&f.kind), "roles": roles, "modality": f.modality.as_str(), "attributedTo": f.attributed_to.map(|e| annotated.entities[e].name.clone()), "evidence": {"text": ev}, "rule": f.rule, "confidence": f.confidence})
            );
        }
    }
}
