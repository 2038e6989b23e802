//! Web pages: the article in them, and what they say about it in JSON-LD, `OpenGraph` and plain HTML.

use dom_smoothie::{Config, Readability, TextMode};
use jiff::civil::Date;
use serde_json::Value;

use super::{Outcome, dateline, text, warning};
use crate::model::Metadata;

/// Elements nested deeper than in any article could not be walked on a thread's stack.
const DEEPEST: usize = 400;

/// Meta elements with the day of publication, the surest first.
const PUBLISHED: [&str; 8] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "date",
    "dc.date",
    "dc.date.issued",
    "publish-date",
];

/// The article of a page.
pub(super) fn document(page: &str, location: &str) -> Outcome {
    if depth(page) > DEEPEST {
        return Err(warning(location, format!("the page nests its elements more than {DEEPEST} deep")));
    }
    let config = Config { text_mode: TextMode::Formatted, char_threshold: 0, ..Config::default() };
    let mut page =
        Readability::new(page, None, Some(config)).map_err(|error| warning(location, error.to_string()))?;
    let meta = metadata(&page, location);
    let found = page.parse().map_err(|error| {
        warning(location, format!("no article was found in the page: {error}")).hint("save its text as .txt")
    })?;
    let body = tidy(&found.text_content);
    if body.is_empty() {
        return Err(warning(location, "no article was found in the page").hint("save its text as .txt"));
    }
    let title = meta.title.or_else(|| Some(found.title).filter(|title| !title.is_empty()));
    Ok(text::complete(body, Metadata { title, ..meta }))
}

/// How deep the tags of `page` nest at most, counted generously: tags that are never closed count as open.
fn depth(page: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in page.split('<').skip(1) {
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if tag.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_void(tag) {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// Elements without an end, or whose end is often left out.
fn is_void(tag: &str) -> bool {
    const VOID: [&str; 18] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
        "p", "li", "td", "tr", "option",
    ];
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
    VOID.iter().any(|void| tag[..end].eq_ignore_ascii_case(void))
        || tag.split('>').next().is_some_and(|t| t.ends_with('/'))
}

/// Paragraphs apart by one empty line, no white space around lines.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            blank = true;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank { "\n\n" } else { "\n" });
        }
        out.push_str(line);
        blank = false;
    }
    out
}

fn metadata(page: &Readability, location: &str) -> Metadata {
    let said = json_ld(page).unwrap_or_default();
    let meta = |keys: &[&str]| keys.iter().find_map(|key| meta_element(page, key));
    Metadata {
        location: location.to_owned(),
        title: said.title.or_else(|| meta(&["og:title", "twitter:title"])),
        url: said
            .url
            .or_else(|| attribute(page, "link[rel=canonical]", "href"))
            .or_else(|| meta(&["og:url"])),
        publisher: said.publisher.or_else(|| meta(&["og:site_name", "application-name"])),
        published: said
            .published
            .or_else(|| meta(&PUBLISHED).as_deref().and_then(dateline::day))
            .or_else(|| time_element(page)),
    }
}

fn meta_element(page: &Readability, key: &str) -> Option<String> {
    let metas = page.doc.select("meta[content]");
    let is_key = |value: &str| value.trim().eq_ignore_ascii_case(key);
    let found = metas.iter().find(|meta| {
        ["property", "name", "itemprop"]
            .iter()
            .any(|name| meta.attr(name).is_some_and(|value| is_key(&value)))
    })?;
    filled(found.attr("content")?.as_ref())
}

fn attribute(page: &Readability, selector: &str, name: &str) -> Option<String> {
    filled(page.doc.select(selector).attr(name)?.as_ref())
}

/// The day of the page's `<time>` if it is said to be that of publication, or if the page has no other.
fn time_element(page: &Readability) -> Option<Date> {
    let marked = ["time[itemprop=datePublished]", "time[pubdate]", "[itemprop=datePublished]"];
    let marked = marked.iter().find_map(|selector| {
        attribute(page, selector, "datetime").or_else(|| attribute(page, selector, "content"))
    });
    let only = || {
        let times = page.doc.select("time[datetime]");
        let mut days: Vec<Date> =
            times.iter().filter_map(|time| dateline::day(time.attr("datetime")?.as_ref())).collect();
        days.dedup();
        if let [day] = days[..] { Some(day) } else { None }
    };
    marked.as_deref().and_then(dateline::day).or_else(only)
}

/// What schema.org JSON-LD in the page says of its article.
#[derive(Default)]
struct Said {
    title: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    published: Option<Date>,
}

fn json_ld(page: &Readability) -> Option<Said> {
    let scripts = page.doc.select("script[type=\"application/ld+json\"]");
    let blocks: Vec<Value> =
        scripts.iter().filter_map(|script| serde_json::from_str(script.text().trim()).ok()).collect();
    let mut nodes = Vec::new();
    for block in &blocks {
        collect(block, &mut nodes);
    }
    let article = nodes.iter().find(|node| is_article(node))?;
    Some(Said {
        title: string(article, "headline").or_else(|| string(article, "name")),
        url: string(article, "url").or_else(|| match &article["mainEntityOfPage"] {
            Value::String(url) => filled(url),
            page => string(page, "@id"),
        }),
        publisher: publisher(&article["publisher"], &nodes),
        published: string(article, "datePublished").as_deref().and_then(dateline::day),
    })
}

/// The objects at the top, in arrays and in `@graph`.
fn collect<'a>(value: &'a Value, nodes: &mut Vec<&'a Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, nodes)),
        Value::Object(members) => {
            nodes.push(value);
            if let Some(graph) = members.get("@graph") {
                collect(graph, nodes);
            }
        }
        _ => {}
    }
}

fn is_article(node: &Value) -> bool {
    let is_kind = |kind: &Value| {
        kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("BlogPosting"))
    };
    match &node["@type"] {
        Value::Array(kinds) => kinds.iter().any(is_kind),
        kind => is_kind(kind),
    }
}

/// The name of a publisher given in place, or by a reference to another node.
fn publisher(publisher: &Value, nodes: &[&Value]) -> Option<String> {
    match publisher {
        Value::Array(several) => several.first().and_then(|first| string(first, "name")),
        Value::String(name) => filled(name),
        node => string(node, "name").or_else(|| {
            let id = node["@id"].as_str()?;
            nodes.iter().find(|other| other["@id"] == id).and_then(|other| string(other, "name"))
        }),
    }
}

fn string(node: &Value, key: &str) -> Option<String> {
    filled(node[key].as_str()?)
}

fn filled(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;

    const BODY: &str = "<article><h1>Lumen buys Brightwater</h1><p>Lumen said on Monday that it had agreed to buy Brightwater for \
        $2 billion, in cash, after months of talks between the two companies.</p><p>The deal, which needs the \
        shareholders&#8217; approval, is expected to close in June, Lumen said in a statement.</p>\
        <ul><li>Price: $2 billion</li><li>Closing: June</li></ul></article>";

    fn page(head: &str) -> Document {
        document(
            &format!("<html><head>{head}</head><body><nav><a href=/>Home</a></nav>{BODY}</body></html>"),
            "p.html",
        )
        .unwrap_or_else(|problem| panic!("{problem}"))
    }

    #[test]
    fn the_article_without_what_stands_around_it() {
        insta::assert_snapshot!(page("<title>Lumen buys Brightwater</title>").text, @r#"
        Lumen said on Monday that it had agreed to buy Brightwater for $2 billion, in cash, after months of talks between the two companies.

        The deal, which needs the shareholders’ approval, is expected to close in June, Lumen said in a statement.

        Price: $2 billion
        Closing: June
        "#);
    }

    #[test]
    fn json_ld_goes_before_open_graph() {
        let document = page(
            "<meta property='og:title' content='Worse'><meta property='og:site_name' content='Worse'>\
             <script type='application/ld+json'>{\"@context\": \"https://schema.org\", \"@graph\": [\
             {\"@type\": \"Organization\", \"@id\": \"#p\", \"name\": \"The Courier\"},\
             {\"@type\": [\"NewsArticle\"], \"headline\": \"Lumen &\\n buys\", \"url\": \"https://a.example/1\",\
              \"publisher\": {\"@id\": \"#p\"}, \"datePublished\": \"2026-04-27T23:30:00-07:00\"}]}</script>",
        );
        assert_eq!(document.meta.title.as_deref(), Some("Lumen & buys"));
        assert_eq!(document.meta.publisher.as_deref(), Some("The Courier"));
        assert_eq!(document.meta.url.as_deref(), Some("https://a.example/1"));
        assert_eq!(document.meta.published.map(|day| day.to_string()).as_deref(), Some("2026-04-27"));
    }

    #[test]
    fn open_graph_and_plain_html_will_do() {
        let document = page(
            "<title>Lumen buys Brightwater | The Courier</title><meta property='og:site_name' content='The Courier'>\
             <link rel='canonical' href='https://a.example/2'>\
             <meta property='article:published_time' content='2026-04-27'>",
        );
        assert_eq!(document.meta.publisher.as_deref(), Some("The Courier"));
        assert_eq!(document.meta.url.as_deref(), Some("https://a.example/2"));
        assert_eq!(document.meta.published.map(|day| day.to_string()).as_deref(), Some("2026-04-27"));
        assert!(document.meta.title.is_some_and(|title| title.starts_with("Lumen buys Brightwater")));
    }

    #[test]
    fn deep_nesting_is_refused_rather_than_overflowing() {
        let deep = "<div>".repeat(100_000);
        assert!(document(&deep, "p.html").is_err());
        let below = format!("{}{BODY}{}", "<div>".repeat(300), "</div>".repeat(300));
        assert!(document(&below, "p.html").is_ok());
        assert!(document(&"<p>".repeat(100_000), "p.html").is_err());
    }
}
