//! Things that have no name of their own but an owner: "Lumen's models", "its wireless business", "the Bedrock platform".

mod again;
mod unnamed;

use std::ops::Range;

use crate::model::{Annotated, Entity, EntityIx, Mention, MentionKind, Node, Tree, Upos, Value, lower, slug};
use crate::pack::Pack;
use crate::pack::gazetteer::Entry;
use crate::pack::lexicon::Described;

/// How many words may stand between the name of a site and its noun: "Boddington *copper and gold* mine".
const BETWEEN: usize = 4;

/// Adds a mention for each noun that an owner's name or pronoun possesses or stands before, and the thing as an entity.
/// A noun after a name of its own class ("the Bedrock platform") means what that names.
pub fn describe(annotated: &mut Annotated, pack: &Pack) {
    let mut found = Vec::new();
    for sentence in 0..annotated.sentences.len() {
        found.extend(in_sentence(annotated, sentence, pack));
    }
    for (place, thing) in found {
        let (entity, class) = match thing {
            Thing::Named(entity) => (entity, annotated.entities[entity].class.clone()),
            Thing::Known(entry) => (known(annotated, entry), entry.class.clone()),
            Thing::Site { words, lemma, class } => (alone(annotated, words, &lemma, &class), class),
            Thing::Owned { owner, words, lemma, class, bare } => {
                (owned(annotated, owner, &words, &lemma, &class, bare), class)
            }
        };
        let inside = |other: &Mention| {
            other.sentence == place.sentence
                && place.tokens.contains(&(other.tokens.end - 1))
                && means_nothing(other)
        };
        annotated.mentions.retain(|other| !inside(other));
        annotated.mentions.push(Mention { refers: vec![entity], class, ..place });
    }
    annotated.mentions.sort_by_key(|mention| (mention.sentence, mention.span));
    again::again(annotated, pack);
    unnamed::unnamed(annotated, pack);
}

enum Thing<'p> {
    Named(EntityIx),
    /// By what the gazetteer says of it.
    Known(&'p Entry),
    /// With what tells it apart, nobody's.
    Site {
        words: String,
        lemma: String,
        class: String,
    },
    Owned {
        owner: EntityIx,
        words: String,
        lemma: String,
        class: String,
        /// Whether it is called without its owner, whom only what is done with it tells.
        bare: bool,
    },
}

fn in_sentence<'p>(annotated: &Annotated, sentence: usize, pack: &'p Pack) -> Vec<(Mention, Thing<'p>)> {
    let Some(tree) = &annotated.trees[sentence] else { return Vec::new() };
    let here = |mention: &&Mention| mention.sentence == sentence && !means_nothing(mention);
    let mentions = annotated.mentions.iter().filter(here).collect();
    let phrases = Phrases { annotated, sentence, tree, mentions, pack };
    let described = &pack.lexicon.grammar.described;
    let is_noun = |&token: &usize| {
        matches!(tree.nodes[token].upos, Upos::Noun | Upos::Propn)
            && phrases.mention(token).is_none_or(|mention| mention.value.is_some())
    };
    (0..tree.nodes.len())
        .filter(is_noun)
        .filter_map(|token| described.iter().find_map(|rule| phrases.thing(token, rule)))
        .collect()
}

/// Whether a noun might have meant somebody spoken of and does not: "the lamp business", "the truck".
fn means_nothing(mention: &Mention) -> bool {
    mention.kind == MentionKind::Nominal && mention.refers.is_empty()
}

/// The noun phrases of one sentence.
struct Phrases<'a, 'p> {
    annotated: &'a Annotated,
    sentence: usize,
    tree: &'a Tree,
    mentions: Vec<&'a Mention>,
    pack: &'p Pack,
}

impl<'p> Phrases<'_, 'p> {
    /// What the noun at `token` names by `rule`, and where it stands.
    fn thing(&self, token: usize, rule: &Described) -> Option<(Mention, Thing<'p>)> {
        if let Some(site) = self.site(token, rule) {
            return Some(site);
        }
        // "bought 40 radio towers from Lumen": what is counted is told apart by whose it is and what it is.
        if self.mention(token).is_some_and(|mention| mention.value.is_none() || !rule.told_apart) {
            return None;
        }
        if rule.plural && self.tree.nodes[token].xpos != "NNS" {
            return None;
        }
        let written_here = |noun: &&String| ends_with(self.tree, token, noun);
        let noun = rule.nouns.iter().chain(&rule.named).find(written_here)?;
        let modifiers = self.modifiers(token);
        let referents: Vec<EntityIx> =
            modifiers.iter().chain(&self.of(token, rule)).filter_map(|&at| self.referent(at)).collect();
        let is = |class: &str| {
            let fits =
                |&entity: &EntityIx| self.pack.ontology.is_a(&self.annotated.entities[entity].class, class);
            referents.iter().copied().find(fits)
        };
        if let Some(named) = is(&rule.class) {
            return Some((self.place(token..token + 1), Thing::Named(named)));
        }
        let named = self.named_before(token, rule).or_else(|| self.named_behind(token, rule));
        if let Some(named) = named.or_else(|| self.named_beside(token, rule)) {
            return Some((self.place(token..token + 1), Thing::Named(named)));
        }
        let owner = is(&rule.owner).or_else(|| self.seller(token, rule));
        let from = || self.bought_from(token, rule);
        let bare = owner.is_none();
        let owner = owner.or_else(from).filter(|_| !rule.named.contains(noun))?;
        let apart = if rule.told_apart { self.told_apart(token, rule) } else { Some(token..token + 1) };
        let at_place = || self.at_place(token, bare).map(|words| (token..token + 1, words));
        let (tokens, written) =
            apart.map(|tokens| (tokens.clone(), self.written(tokens))).or_else(at_place)?;
        if let Some(entry) = self.known_as(owner, &written, rule) {
            return Some((self.place(tokens), Thing::Known(entry)));
        }
        let class = rule.class.clone();
        let thing = if rule.told_apart {
            Thing::Owned { owner, lemma: written.clone(), words: written, class, bare }
        } else {
            let shorter = rule.same.get(noun).cloned();
            let lemma = shorter.clone().unwrap_or_else(|| noun.clone());
            Thing::Owned { owner, words: shorter.unwrap_or(written), lemma, class, bare }
        };
        Some((self.place(tokens), thing))
    }

    /// "the Boddington gold mine", "its Louisiana refinery": what is at a place or has a name of which nothing else is known.
    fn site(&self, token: usize, rule: &Described) -> Option<(Mention, Thing<'p>)> {
        let node = &self.tree.nodes[token];
        if node.xpos == "NNS" || !rule.sites.contains(&lower(&node.lemma)) {
            return None;
        }
        let plain = |&at: &usize| {
            let node = &self.tree.nodes[at];
            self.mention(at).is_none()
                && (matches!(node.upos, Upos::Noun | Upos::Adj | Upos::Propn) || node.lemma == "-")
        };
        let between = (0..token).rev().take_while(plain).count();
        let last = token.checked_sub(between + 1).filter(|_| between <= BETWEEN)?;
        let name = self.mention(last).filter(|mention| mention.kind == MentionKind::Name)?;
        let [entity] = name.refers[..] else { return None };
        let class = &self.annotated.entities[entity].class;
        let place = &self.pack.lexicon.names.classes.place;
        if !class.is_empty() && !self.pack.ontology.is_a(class, place) || name.tokens.end != last + 1 {
            return None;
        }
        let tokens = name.tokens.start..token + 1;
        let words = self.written(tokens);
        let named = self.written(name.tokens.clone());
        let lemma = format!("{named} {}", node.lemma);
        Some((self.place(token..token + 1), Thing::Site { words, lemma, class: rule.class.clone() }))
    }

    /// "Lumen's lamp division" is what the gazetteer knows as Lumen's lamp unit.
    fn known_as(&self, owner: EntityIx, written: &str, rule: &Described) -> Option<&'p Entry> {
        let owner = self.annotated.entities.get(owner).filter(|owner| owner.known && rule.told_apart)?;
        let without_noun = |words: &str| {
            let (what, noun) = words.rsplit_once(' ')?;
            rule.nouns.iter().any(|known| known == noun).then(|| what.to_lowercase())
        };
        let what = without_noun(written)?;
        let owned = |entry: &&Entry| entry.owner.as_deref() == Some(&*owner.id);
        let mut entries = self.pack.gazetteer.entries().iter().filter(owned);
        entries.find(|entry| entry.descriptors.iter().any(|told| without_noun(told).as_ref() == Some(&what)))
    }

    /// "Lumen's *Kestrel* unit" is Kestrel: of a unit that is told apart by the name right before it. "Its *Halden* plant" is at Halden.
    fn named_before(&self, token: usize, rule: &Described) -> Option<EntityIx> {
        let at_place = rule.sites.contains(&lower(&self.tree.nodes[token].lemma));
        let before = token.checked_sub(1).filter(|_| rule.told_apart && !at_place)?;
        let named = self.mention(before).filter(|mention| mention.kind == MentionKind::Name)?;
        let owned = self.tree.nodes.iter().any(|node| node.head == Some(token) && node.rel.0 == "nmod:poss");
        let [entity] = named.refers[..] else { return None };
        let fits = self.pack.ontology.is_a(&self.annotated.entities[entity].class, &rule.owner);
        (owned && fits).then_some(entity)
    }

    /// "Lumen's lamp unit *Kestrel*" is Kestrel: of a unit with the name of a company right behind it.
    fn named_behind(&self, token: usize, rule: &Described) -> Option<EntityIx> {
        let named = self.mention(token + 1).filter(|mention| {
            rule.told_apart && mention.kind == MentionKind::Name && mention.tokens.start == token + 1
        })?;
        let head = self.tree.head_of(named.tokens.clone());
        let joined = self.tree.nodes[token].head == Some(head) || self.tree.nodes[head].head == Some(token);
        let [entity] = named.refers[..] else { return None };
        let class = &self.annotated.entities[entity].class;
        let fits = class.is_empty() || self.pack.ontology.is_a(class, &rule.owner);
        (joined && fits).then_some(entity)
    }

    /// "Glow, Lumen's lamp app" and "Lumen's lamp app, Glow" are Glow, and so is "Glow, Lumen's lamp unit".
    fn named_beside(&self, token: usize, rule: &Described) -> Option<EntityIx> {
        let nodes = &self.tree.nodes;
        let explains = |at: usize, by: usize| nodes[by].head == Some(at) && nodes[by].rel.0 == "appos";
        let beside = |&at: &usize| explains(at, token) || explains(token, at);
        let named = |at: usize| {
            self.referent(at).filter(|&entity| {
                let class = &self.annotated.entities[entity].class;
                let is = |wanted: &str| self.pack.ontology.is_a(class, wanted);
                is(&rule.class) || rule.told_apart && (class.is_empty() || is(&rule.owner))
            })
        };
        (0..nodes.len()).filter(beside).find_map(named)
    }

    /// The words before the noun at `token` that hang on it as names and possessors do, or on a noun before it: "the *Codex*
    /// coding agent".
    fn modifiers(&self, token: usize) -> Vec<usize> {
        let is_compound = |at: usize| self.tree.nodes[at].rel.0 == "compound";
        // "*its* frozen vegetables business": whose it is may hang on the word between.
        let nests = |at: usize| is_compound(at) || self.tree.nodes[at].rel.0 == "nmod:poss";
        let hangs = |&at: &usize| {
            let head = self.tree.nodes[at].head;
            let nested = head.is_some_and(|head| {
                is_compound(head) && nests(at) && self.tree.nodes[head].head == Some(token)
            });
            nested
                || head == Some(token)
                    && matches!(
                        self.tree.nodes[at].rel.0,
                        "nmod:poss" | "compound" | "nmod:desc" | "nmod" | "flat"
                    )
        };
        (0..token).filter(hangs).collect()
    }

    /// "*Lumen* sells lamp unit to Kestrel", "*Lumen* agreed to sell a lamp unit": who parts with what nobody else is said to own.
    fn seller(&self, token: usize, rule: &Described) -> Option<EntityIx> {
        let nodes = &self.tree.nodes;
        let verb = nodes[token].head.filter(|_| nodes[token].rel.0 == "obj" && nodes[token].xpos == "NN")?;
        let owned = self.tree.child(token, "nmod:poss").is_some();
        if owned || !rule.parted_with.contains(&nodes[verb].lemma) {
            return None;
        }
        let above = |&at: &usize| nodes[at].head.filter(|_| nodes[at].rel.0 == "xcomp");
        let subject = std::iter::successors(Some(verb), above).find_map(|at| self.tree.child(at, "nsubj"));
        // A headline: "Lumen to sell lamp unit".
        let headed = || nodes[verb].head.filter(|_| nodes[verb].rel.0 == "acl");
        let owner = self.referent(subject.or_else(headed)?)?;
        self.pack.ontology.is_a(&self.annotated.entities[owner].class, &rule.owner).then_some(owner)
    }

    /// "bought 40 radio towers from *Lumen*": of whom what nobody else is said to own was got.
    fn bought_from(&self, token: usize, rule: &Described) -> Option<EntityIx> {
        let nodes = &self.tree.nodes;
        let verb = nodes[token].head.filter(|_| nodes[token].rel.0 == "obj" && rule.told_apart)?;
        let owned = self.tree.child(token, "nmod:poss").is_some();
        if owned || !self.pack.lexicon.grammar.takes_from.contains(&nodes[verb].lemma) {
            return None;
        }
        let from = |&at: &usize| {
            at > token
                && matches!(nodes[at].rel.0, "nmod" | "obl")
                && self.tree.child(at, "case").is_some_and(|case| nodes[case].lemma == "from")
        };
        let giver = self.tree.children(token).chain(self.tree.children(verb)).find(from)?;
        let owner = self.referent(giver)?;
        self.pack.ontology.is_a(&self.annotated.entities[owner].class, &rule.owner).then_some(owner)
    }

    /// "the wireless operations *of Lumen*", where a word before the noun tells them apart; "shareholders *of Lumen*".
    fn of(&self, token: usize, rule: &Described) -> Vec<usize> {
        let is_of = |&at: &usize| {
            self.tree.nodes[at].head == Some(token)
                && self.tree.nodes[at].rel.0 == "nmod"
                && self.tree.nodes[token + 1].lemma == "of"
        };
        let of = rule.told_apart || rule.plural;
        if of { (token + 1..self.tree.nodes.len()).filter(is_of).collect() } else { Vec::new() }
    }

    /// The words right before the noun that tell which of its owner's it is, and the noun; `None` if none does.
    fn told_apart(&self, token: usize, rule: &Described) -> Option<Range<usize>> {
        let tells = |at: usize| {
            let node = &self.tree.nodes[at];
            // "its *frozen* food business"
            let participle = node.upos == Upos::Verb && node.rel.0 == "amod";
            (participle || matches!(node.upos, Upos::Noun | Upos::Adj | Upos::Propn | Upos::Punct))
                && (node.upos != Upos::Punct || node.lemma == "-")
                && self.mention(at).is_none_or(|mention| self.may_tell(mention, node))
                && !rule.idle.contains(&node.lemma.to_lowercase())
                && !rule.idle.contains(&self.written(at..at + 1).to_lowercase())
        };
        let mut first = token;
        while first > 0 && tells(first - 1) {
            first -= 1;
        }
        let first = self.list_before(token, first).unwrap_or(first);
        (first < token && self.tree.nodes[first].upos != Upos::Punct).then_some(first..token + 1)
    }

    /// Whether a word of a mention may tell which of its owner's a thing is: "Lumen's *Oslo* assets", and in "bought 40 radio towers"
    /// what is counted.
    fn may_tell(&self, mention: &Mention, node: &Node) -> bool {
        let counted = matches!(mention.value, Some(Value::Quantity(_))) && node.upos != Upos::Num;
        let place = || self.pack.ontology.is_a(&mention.class, &self.pack.lexicon.names.classes.place);
        counted || mention.kind == MentionKind::Name && place()
    }

    /// Where a list behind the owner begins that ends with what stands at `first` before the noun at `token`: "Lumen's *life,
    /// accident and* health businesses".
    fn list_before(&self, token: usize, first: usize) -> Option<usize> {
        const LONGEST: usize = 9;
        let nodes = &self.tree.nodes;
        let owner =
            |at: usize| matches!(&*nodes[at].lemma, "'s" | "’s" | "'" | "’") || nodes[at].xpos == "PRP$";
        let start = (token.saturating_sub(LONGEST)..first).rev().find(|&at| owner(at))? + 1;
        let mut list = start..first;
        let listed = |at: usize| match nodes[at].upos {
            Upos::Noun | Upos::Adj | Upos::Propn => self.mention(at).is_none(),
            Upos::Punct => nodes[at].lemma == ",",
            _ => matches!(&*nodes[at].lemma, "and" | "&"),
        };
        let joins = || (start..first).any(|at| matches!(&*nodes[at].lemma, "and" | "&"));
        (list.all(listed) && joins()).then_some(start)
    }

    /// "Lumen's *assets in California*", "its *business in Canada*": where all that its owner has of a kind is tells it apart too.
    fn at_place(&self, token: usize, traded: bool) -> Option<String> {
        let owned = traded || self.tree.child(token, "nmod:poss").is_some();
        let inside = self.tree.nodes.get(token + 1).filter(|node| owned && node.lemma == "in")?;
        let article = usize::from(self.tree.nodes.get(token + 2).is_some_and(|node| node.lemma == "the"));
        let place = self.mention(token + 2 + article).filter(|mention| mention.kind == MentionKind::Name)?;
        let class = &self.pack.lexicon.names.classes.place;
        let is_place = inside.upos == Upos::Adp && self.pack.ontology.is_a(&place.class, class);
        is_place.then(|| self.written(token..place.tokens.end))
    }

    fn mention(&self, token: usize) -> Option<&Mention> {
        self.mentions.iter().copied().find(|mention| mention.tokens.contains(&token))
    }

    fn referent(&self, token: usize) -> Option<EntityIx> {
        match self.mention(token)?.refers[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    fn written(&self, tokens: Range<usize>) -> String {
        let place = self.place(tokens).span;
        place.of(&self.annotated.document.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn place(&self, tokens: Range<usize>) -> Mention {
        let words = &self.annotated.sentences[self.sentence].tokens;
        Mention {
            span: words[tokens.start].span.join(words[tokens.end - 1].span),
            sentence: self.sentence,
            tokens,
            kind: MentionKind::Nominal,
            class: String::new(),
            found_by: "describe",
            known: None,
            value: None,
            refers: Vec::new(),
        }
    }
}

/// Whether the words that end at `token` are `noun`.
fn ends_with(tree: &Tree, token: usize, noun: &str) -> bool {
    let mut rest = noun;
    for node in tree.nodes[..=token].iter().rev() {
        let from = rest.len().checked_sub(node.lemma.len());
        let Some((before, word)) = from.and_then(|from| rest.split_at_checked(from)) else { return false };
        if !word.eq_ignore_ascii_case(&node.lemma) {
            return false;
        }
        let Some(before) = before.strip_suffix(' ') else { return before.is_empty() };
        rest = before;
    }
    false
}

/// The entity of an entry of the gazetteer.
fn known(annotated: &mut Annotated, entry: &Entry) -> EntityIx {
    let (id, class, name) = (entry.id.clone(), entry.class.clone(), entry.name.clone());
    once(annotated, Entity { id, class, name, aliases: Vec::new(), known: true })
}

/// The thing of that class by its own name.
fn alone(annotated: &mut Annotated, name: String, lemma: &str, class: &str) -> EntityIx {
    thing(annotated, &slug(lemma), name, class)
}

/// The thing of that class that `owner` has, by its noun; the same noun is the same thing.
fn owned(
    annotated: &mut Annotated,
    owner: EntityIx,
    words: &str,
    lemma: &str,
    class: &str,
    bare: bool,
) -> EntityIx {
    let owner = &annotated.entities[owner];
    let owner_slug = owner.id.split_once('/').map_or(owner.id.as_str(), |(_, name)| name);
    let name = if bare { words.to_owned() } else { format!("{} {words}", owner.name) };
    let own = format!("{owner_slug}-{}", slug(lemma));
    thing(annotated, &own, name, class)
}

/// The thing of that class whose id ends with `own`.
fn thing(annotated: &mut Annotated, own: &str, name: String, class: &str) -> EntityIx {
    let folder = slug(class.rsplit(':').next().unwrap_or(class));
    let (id, class, aliases) = (format!("{folder}/{own}"), class.to_owned(), vec![name.clone()]);
    once(annotated, Entity { id, class, name, aliases, known: false })
}

/// The entity with the id of `entity`, which it becomes if there is none.
fn once(annotated: &mut Annotated, entity: Entity) -> EntityIx {
    let known = annotated.entities.iter().position(|other| other.id == entity.id);
    known.unwrap_or_else(|| {
        annotated.entities.push(entity);
        annotated.entities.len() - 1
    })
}
