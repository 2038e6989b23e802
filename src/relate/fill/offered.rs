//! What one phrase offers to a role: whom or what it names, of a class that the role takes.

use super::super::syntax::{Syntax, is_rel};
use super::words::{phrase, tells_where, text};
use crate::model::{Filler, FillerValue, Mention, MentionKind, Upos, Value};
use crate::pack::Pack;
use crate::pack::frames::{FrameRule, RoleRule, Slot};

/// What the phrase headed by `token` offers to `role` at `slot`.
pub(super) fn offered(
    syntax: &Syntax,
    token: usize,
    slot: &Slot,
    role: &RoleRule,
    rule: &FrameRule,
    pack: &Pack,
) -> Vec<Filler> {
    let filter = role.is.get_ref();
    if slot.tells_maker() {
        return maker(syntax, token, pack).into_iter().collect();
    }
    if filter
        .0
        .iter()
        .any(|class| class == "Phrase" || class == "Whereabouts" && tells_where(syntax, token, pack))
    {
        return phrase(syntax, token).into_iter().collect();
    }
    let candidates = candidates(syntax, token, pack);
    let members: Vec<&Mention> =
        members(syntax, token, slot, pack).into_iter().chain(examples(syntax, token)).collect();
    for class in &filter.0 {
        for mention in &candidates {
            let mut found = from_mention(syntax, mention, class, pack);
            if !found.is_empty() {
                found.extend(listed(syntax, token, mention));
                return found;
            }
        }
    }
    for class in &filter.0 {
        let found: Vec<Filler> =
            members.iter().flat_map(|mention| from_mention(syntax, mention, class, pack)).collect();
        if !found.is_empty() {
            return found;
        }
    }
    if takes_unclassed(slot, role, pack) && !is_counted(syntax, token) {
        let unclassed = |mention: &&&Mention| {
            mention.kind == MentionKind::Name && mention.class.is_empty() && !is_model(syntax, slot, mention)
        };
        if let Some(mention) = candidates.iter().find(unclassed) {
            return referents(mention).chain(listed(syntax, token, mention)).collect();
        }
    }
    // "supplies it with lamps": who is meant is no product.
    let agent = |mention: &Mention| {
        let things = filter.0.len() > 1;
        let organization = &pack.lexicon.names.classes.organization;
        things
            && mention.kind == MentionKind::Pronoun
            && !from_mention(syntax, mention, organization, pack).is_empty()
    };
    if filter.0.iter().any(|class| class == "Text") && !syntax.mention(token).is_some_and(agent) {
        return text(syntax, token, slot, rule, pack).into_iter().collect();
    }
    Vec::new()
}

/// What the phrase headed by `token` offers to `role`, wherever it stands.
pub(super) fn one_filler(
    syntax: &Syntax,
    token: usize,
    role: &RoleRule,
    rule: &FrameRule,
    pack: &Pack,
) -> Vec<Filler> {
    offered(syntax, token, &Slot::Subject, role, rule, pack)
}

/// Those who may be meant by the phrase headed by `token`: what it names, what stands beside that, and what that is called.
fn candidates<'a>(syntax: &Syntax<'a>, token: usize, pack: &Pack) -> Vec<&'a Mention> {
    // "AWS CEO Jane Doe said": whichever of these heads the phrase, she is who is meant, if a person is asked for first.
    let unknown = syntax.mention(token).is_none() && syntax.node(token).upos == Upos::Propn;
    let ticker = if unknown { "compound" } else { "flat" };
    let beside =
        ["appos", "flat", "nmod:desc", ticker].into_iter().flat_map(|rel| syntax.children_by(token, rel));
    let mut candidates: Vec<&Mention> = std::iter::once(token)
        .chain(beside)
        .chain(called(syntax, token))
        .filter_map(|at| syntax.mention(at))
        .filter(|mention| !only_likens(syntax, mention))
        .collect();
    if is_said_by_person(syntax, token, &candidates, pack) {
        candidates.retain(|mention| mention.class != pack.lexicon.names.classes.title);
    }
    candidates
}

/// The names joined to `first`, which a plural noun at `token` introduces: "the brands Lumen, *Kestrel* and *Norvik*".
fn listed<'a>(syntax: &'a Syntax, token: usize, first: &Mention) -> impl Iterator<Item = Filler> + use<'a> {
    let head = syntax.head_of(first);
    let plural = head != token && syntax.node(token).xpos == "NNS";
    let others = syntax.children_by(head, "conj").filter(move |_| plural);
    let named =
        others.filter_map(|at| syntax.mention(at)).filter(|mention| mention.kind == MentionKind::Name);
    named.flat_map(referents)
}

/// "*Lumen*-compatible lamps", "*Lumen*-specific rights": what a name is tied to only says of what kind something is.
fn only_likens(syntax: &Syntax, mention: &Mention) -> bool {
    let hyphen = mention.tokens.end;
    mention.kind == MentionKind::Name
        && hyphen + 1 < syntax.len()
        && syntax.word(hyphen) == "-"
        && syntax.grammar.likening.contains(syntax.lower(hyphen + 1))
}

/// "Chief executive *Jane Doe* said": she has said so, and not whose post it is; what she does she may do for that.
fn is_said_by_person(syntax: &Syntax, token: usize, candidates: &[&Mention], pack: &Pack) -> bool {
    let verbs = &syntax.grammar.report.verbs;
    let said = syntax.head(token).is_some_and(|verb| verbs.contains(syntax.lemma(verb)));
    let person = &pack.lexicon.names.classes.person;
    said && candidates.iter().any(|mention| pack.ontology.is_a(&mention.class, person))
}

/// "20,000 *DMT*", "a 1% *NSR*": what is counted or measured acts nowhere.
fn is_counted(syntax: &Syntax, token: usize) -> bool {
    let measure = |at: usize| {
        syntax.rel(at) == "nummod"
            || syntax.mention(at).is_some_and(|mention| mention.kind == MentionKind::Value)
    };
    syntax.children(token).iter().any(|&at| at < token && measure(at))
}

/// The maker of the product that the phrase at `token` names, if the document names it too.
fn maker(syntax: &Syntax, token: usize, pack: &Pack) -> Option<Filler> {
    let entities = &syntax.annotated.entities;
    let beside = syntax.children_by(token, "compound");
    let mention = std::iter::once(token).chain(beside).find_map(|at| syntax.mention(at))?;
    let [product] = mention.refers[..] else { return None };
    let classes = &pack.lexicon.names.classes;
    if !pack.ontology.is_a(&entities[product].class, &classes.product) {
        return None;
    }
    let owner = pack.gazetteer.get(&entities[product].id).and_then(|entry| entry.owner.clone());
    let maker = entities.iter().position(|entity| {
        let begins = |name: &String| {
            entities[product]
                .name
                .strip_prefix(name.as_str())
                .is_some_and(|rest| rest.starts_with([' ', '-']))
        };
        pack.ontology.is_a(&entity.class, &classes.organization)
            && (owner.as_ref() == Some(&entity.id)
                || begins(&entity.name)
                || entity.aliases.iter().any(begins))
    })?;
    Some(Filler { value: FillerValue::Entity(maker), span: mention.span })
}

/// The names that a phrase gives as the members of a group, as whom somebody speaks for, or as whose part acts: "a consortium led
/// by *Lumen*", "a *Lumen*-led consortium", "a spokesperson for *Lumen*", "a unit of *Lumen* bought".
fn members<'a>(syntax: &Syntax<'a>, token: usize, slot: &Slot, pack: &Pack) -> Vec<&'a Mention> {
    let (lemma, grammar) = (syntax.lemma(token), syntax.grammar);
    let takes = |word: &str| *slot == Slot::Preposition(word.to_owned());
    let acts = (*slot == Slot::Subject || takes("to") || takes("by")) && grammar.branches.contains(lemma);
    if !acts && !grammar.groups.contains(lemma) && !grammar.voices.contains(lemma) {
        return Vec::new();
    }
    let inside = syntax.subtree_without(token, |at| syntax.rel(at) == "acl:relcl");
    // "a group led by the owner of Lumen": Lumen is no part of it.
    let title = &pack.lexicon.names.classes.title;
    let of_other = |head: usize| {
        syntax.ancestors(head).take_while(|&at| at != token).any(|at| {
            syntax
                .mention(at)
                .is_some_and(|mention| mention.class == *title || mention.kind == MentionKind::Nominal)
        })
    };
    let alone = |mention: &&Mention| {
        let head = syntax.head_of(mention);
        let rel = syntax.rel(head);
        // "Lumen's product group": what is Lumen's is not Lumen and others.
        if of_other(head) || rel == "nmod:poss" {
            return false;
        }
        inside.contains(&head)
            && mention.kind == MentionKind::Name
            && (head < token
                || matches!(rel, "conj" | "obj")
                || is_rel(rel, "obl")
                || is_rel(rel, "nmod") && rel != "nmod:poss")
    };
    syntax.mentions().filter(alone).collect()
}

/// The names that a plural noun at `token` gives as examples: "bought brands such as *Lumen* and *Kestrel*".
fn examples<'a>(syntax: &'a Syntax, token: usize) -> impl Iterator<Item = &'a Mention> + use<'a> {
    let many = syntax.node(token).xpos == "NNS" && syntax.mention(token).is_none();
    let opened = |&at: &usize| syntax.grammar.examples.contains(&syntax.preposition(at));
    let first = syntax.children_by(token, "nmod").filter(move |at| many && opened(at));
    let all = first.flat_map(|at| syntax.subtree_without(at, |below| syntax.rel(below) != "conj"));
    all.filter_map(|at| syntax.mention(at)).filter(|mention| mention.kind == MentionKind::Name)
}

/// The name in "a tool called *Kestrel*".
fn called(syntax: &Syntax, token: usize) -> Option<usize> {
    let named = |&at: &usize| syntax.grammar.naming.contains(syntax.lemma(at));
    let name = syntax.children_by(token, "acl").find(named)? + 1;
    (name < syntax.len() && syntax.is_name(name)).then_some(name)
}

/// Whether a name of which nothing else is known may fill `role` at `slot`: one that takes organizations, where the
/// grammar says that it is one who acts. Far off, or in front of a noun, a name may be that of anything.
fn takes_unclassed(slot: &Slot, role: &RoleRule, pack: &Pack) -> bool {
    let near = !matches!(
        slot,
        Slot::Clause
            | Slot::Sentence
            | Slot::Before
            | Slot::After
            | Slot::BeforeBeside
            | Slot::AfterBeside
            | Slot::Own
            | Slot::Time
            | Slot::TimeAbove
    );
    let organization = &pack.lexicon.names.classes.organization;
    near && role.takes_unknown(organization, &pack.ontology) && (role.names || *slot != Slot::Compound)
}

/// Whether a name before what it is the name of looks like that of a model: "*X-1A* engines".
fn is_model(syntax: &Syntax, slot: &Slot, mention: &Mention) -> bool {
    let before = matches!(slot, Slot::Path(_, last) if matches!(**last, Slot::Compound | Slot::Maker));
    before && mention.tokens.clone().any(|token| syntax.word(token).contains(|c: char| c.is_ascii_digit()))
}

fn from_mention(syntax: &Syntax, mention: &Mention, class: &str, pack: &Pack) -> Vec<Filler> {
    if mention.kind == MentionKind::Value {
        let Some(value) = &mention.value else { return Vec::new() };
        let fits = class == value_class(value, pack);
        let filler = Filler { value: FillerValue::Value(value.clone()), span: mention.span };
        return if fits { vec![filler] } else { Vec::new() };
    }
    referents(mention)
        .filter(|filler| match filler.value {
            FillerValue::Entity(entity) => {
                pack.ontology.is_a(&syntax.annotated.entities[entity].class, class)
            }
            _ => false,
        })
        .collect()
}

/// What a mention refers to, each as a filler.
fn referents(mention: &Mention) -> impl Iterator<Item = Filler> {
    mention.refers.iter().map(|&entity| Filler { value: FillerValue::Entity(entity), span: mention.span })
}

/// The name by which frame definitions ask for a value. Money for each of something other than a time ("$115 per
/// share") is the price of a unit, not an amount.
fn value_class(value: &Value, pack: &Pack) -> &'static str {
    match value {
        Value::Money(money)
            if money.per.as_ref().is_some_and(|unit| !pack.lexicon.grammar.time.units.contains(unit)) =>
        {
            "UnitPrice"
        }
        Value::Date(_) => "Date",
        Value::Duration(_) => "Duration",
        Value::Money(_) => "Money",
        Value::Percent(_) => "Percent",
        Value::Quantity(_) => "Quantity",
    }
}
