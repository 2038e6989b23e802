//! What fills a role: what its places in the grammar hold, if it is of a fitting class.

use toml::Spanned;

use super::super::slots;
use super::super::syntax::{Syntax, is_rel};
use super::super::trigger::Trigger;
use super::Roles;
use super::fits::only_qualifies;
use super::words::{phrase, tells_where, text};
use crate::model::{Edge, Filler, FillerValue, Mention, MentionKind, Upos, Value};
use crate::pack::Pack;
use crate::pack::frames::{FrameRule, RoleRule, Slot};

/// What fills `role`, the tokens it was found at, and how far that place can be trusted.
pub(super) fn fillers(
    syntax: &Syntax,
    trigger: Trigger,
    role: &RoleRule,
    rule: &FrameRule,
    roles: &Roles,
    pack: &Pack,
) -> (Vec<Filler>, Vec<usize>, f64) {
    let mut all: (Vec<Filler>, Vec<usize>, f64) = (Vec::new(), Vec::new(), 1.0);
    let aside = only_qualifies(syntax, trigger, pack);
    let mut whole = false;
    // "is merging it with Kestrel": who does so is no party if it is not known whom he does it to.
    let object = |slot: &Spanned<Slot>| *slot.get_ref() == Slot::Object;
    if role.least > 1 && role.at.iter().any(object) && holds_unknown(syntax, trigger, &Slot::Object, pack) {
        return all;
    }
    let mut acted_on = false;
    let mut enough = false;
    for slot in role.at.iter().map(Spanned::get_ref) {
        // "merges its mill with Kestrel's": where what is merged is told first, who merges it is no part of it.
        if *slot == Slot::Subject && acted_on {
            continue;
        }
        // "Lumen and its unit will end the partnership *with Kestrel*"
        if enough && !is_companion(slot, pack) {
            continue;
        }
        let (found, tokens) = at_slot(syntax, trigger, slot, role, rule, roles, pack);
        // Far from the trigger only what there is no choice about counts, and only if nobody unknown stands near.
        let far = matches!(slot, Slot::Clause | Slot::Sentence);
        let beside = matches!(slot, Slot::Before | Slot::After);
        if found.is_empty()
            || enough && !tokens.iter().all(|&token| hangs_near(syntax, trigger, token))
            || (far && (aside || found.len() > role.least))
            || ((far || beside) && is_somebody_else(syntax, trigger, role, beside, pack))
            || (*slot == Slot::Sentence
                && all.0.is_empty()
                && is_known(syntax, trigger)
                && !go_together(syntax, &tokens))
        {
            continue;
        }
        acted_on |= *slot == Slot::Object;
        if far || !role.gather {
            all = (Vec::new(), Vec::new(), if far { 0.8 } else { 1.0 });
        }
        for (filler, token) in found.into_iter().zip(tokens) {
            if all.0.iter().all(|known| known.value != filler.value) {
                all.0.push(filler);
                all.1.push(token);
            }
        }
        // A role that gathers stops where it has as many as it was told to want; one that wants any goes on. Whom one
        // does something with is never all of them.
        let partial = role.gather && !whole && is_companion(slot, pack);
        whole |= !partial;
        if !partial && all.0.len() >= role.least && (far || !role.gather || role.least > 1) {
            enough = role.gather && !far;
            if !enough {
                break;
            }
        }
    }
    all
}

/// Whether `slot` holds a definite noun, a name or a pronoun that stands for something unknown; nouns that evoke
/// frames themselves ("the deal") do not count.
pub(super) fn holds_unknown(syntax: &Syntax, trigger: Trigger, slot: &Slot, pack: &Pack) -> bool {
    let looked = matches!(
        slot,
        Slot::Preposition(_) | Slot::Object | Slot::Possessor | Slot::Indirect | Slot::Path(..)
    );
    // "an investment in *new technology*"
    let inside = matches!(slot, Slot::Preposition(word) if word == "in" || word == "into");
    let common = |token: usize| {
        let owned = |owner: usize| syntax.mention(owner).is_some_and(|mention| !mention.refers.is_empty());
        syntax.node(token).upos == Upos::Noun
            && (syntax.has_child(token, "det")
                || syntax.has_child(token, "nmod:poss")
                || inside && syntax.has_child(token, "amod"))
            && !syntax.children_by(token, "nmod:poss").any(owned)
    };
    let unknown = |token: usize| {
        let stands = |mention: &Mention| mention.kind != MentionKind::Value && mention.refers.is_empty();
        syntax.mention(token).map_or_else(|| common(token), stands)
    };
    looked
        && slots::find(syntax, trigger, slot)
            .into_iter()
            .any(|token| unknown(token) && !pack.frames.is_trigger(syntax.lemma(token)))
}

/// Whether `slot` names something that is no thing and has no other part here: it is what is meant, even if it was taken for a
/// place: "completed the sale of *Kestrel House*".
pub(super) fn holds_another(
    syntax: &Syntax,
    trigger: Trigger,
    slot: &Slot,
    roles: &Roles,
    pack: &Pack,
) -> bool {
    let another = |mention: &Mention| {
        mention.kind == MentionKind::Name
            && !pack.ontology.is_a(&mention.class, &pack.lexicon.names.classes.product)
            && !mention.refers.iter().any(|&entity| roles.uses(&FillerValue::Entity(entity)))
    };
    matches!(slot, Slot::Path(..))
        && slots::find(syntax, trigger, slot)
            .into_iter()
            .any(|token| syntax.mention(token).is_some_and(another))
}

/// Whether the trigger is a noun for what has been told before, so that who else is named in the sentence need not be part
/// of it: "welcomed *the merger*".
fn is_known(syntax: &Syntax, trigger: Trigger) -> bool {
    let head = syntax.head(trigger.token).filter(|_| syntax.rel(trigger.token) == "compound");
    syntax.node(trigger.token).upos == Upos::Noun
        && std::iter::once(trigger.token)
            .chain(head)
            .any(|noun| syntax.children_by(noun, "det").any(|det| syntax.lower(det) == "the"))
}

/// Whether all of several names are coordinated: "Lumen and Kestrel".
fn go_together(syntax: &Syntax, tokens: &[usize]) -> bool {
    let joined =
        |at: usize| syntax.rel(at) == "conj" && syntax.head(at).is_some_and(|head| tokens.contains(&head));
    tokens.len() > 1 && tokens.iter().filter(|&&at| !joined(at)).count() == 1
}

/// Whether the place where the role is sought first holds somebody of whom nothing is known: "a merger with *its affiliate*",
/// "the chief executive of *the new company*".
fn is_somebody_else(syntax: &Syntax, trigger: Trigger, role: &RoleRule, beside: bool, pack: &Pack) -> bool {
    let near = |slot: &&Spanned<Slot>| match slot.get_ref() {
        Slot::Preposition(word) => {
            beside && role.least == 1 && word == "of" || is_companion(slot.get_ref(), pack)
        }
        _ => false,
    };
    let named = |token: usize| pack.lexicon.names.nominal_class(syntax.lemma(token)).is_some();
    role.at.iter().filter(near).any(|slot| {
        holds_unknown(syntax, trigger, slot.get_ref(), pack)
            && slots::find(syntax, trigger, slot.get_ref()).into_iter().any(named)
    })
}

/// Whether an amount is that of something other than a price: "savings of $9 million", "$3 billion in assets".
fn counts_other(syntax: &Syntax, token: usize) -> bool {
    let other = |at: usize| syntax.grammar.other_sums.contains(syntax.lemma(at));
    let above = syntax.head(token).filter(|_| {
        let rel = syntax.rel(token);
        rel == "compound" || is_rel(rel, "nmod") && syntax.preposition(token) == "of"
    });
    let inside =
        syntax.children_by(token, "nmod").find(|&at| matches!(&*syntax.preposition(at), "in" | "of"));
    above.into_iter().chain(inside).any(other)
}

/// Whether `slot` holds those with whom something is done.
fn is_companion(slot: &Slot, pack: &Pack) -> bool {
    match slot {
        Slot::Preposition(word) => pack.lexicon.grammar.companion.contains(word),
        Slot::Path(_, rest) => is_companion(rest, pack),
        _ => false,
    }
}

/// Whether a phrase hangs on the trigger, its carrier or an argument of these, and did not only stand to the right.
fn hangs_near(syntax: &Syntax, trigger: Trigger, token: usize) -> bool {
    let joined = |&at: &usize| syntax.head(at).filter(|_| syntax.rel(at) == "conj");
    let first = std::iter::successors(Some(token), joined).last().unwrap_or(token);
    let own = |at: usize| at == trigger.token || Some(at) == trigger.carrier;
    let argument = |at: usize| {
        matches!(syntax.rel(at), "obj" | "nsubj:pass" | "obl") && syntax.head(at).is_some_and(own)
    };
    syntax.head(first).is_some_and(|head| own(head) || argument(head))
}

/// What one place offers to `role`, and the token of each.
fn at_slot(
    syntax: &Syntax,
    trigger: Trigger,
    slot: &Slot,
    role: &RoleRule,
    rule: &FrameRule,
    roles: &Roles,
    pack: &Pack,
) -> (Vec<Filler>, Vec<usize>) {
    let mut found: Vec<Filler> = Vec::new();
    let mut tokens = Vec::new();
    let near = match slot {
        Slot::Object => true,
        Slot::Preposition(word) => word == "of",
        _ => false,
    };
    for token in slots::find(syntax, trigger, slot) {
        // "an investment that values Lumen at $3 billion", "saves $9 million of costs": such sums do not change hands.
        if matches!(slot, Slot::Clause | Slot::Sentence)
            && (is_money(syntax, token) && priced(syntax, token, role)
                || syntax.is_value(token) && counts_other(syntax, token))
        {
            continue;
        }
        if matches!(slot, Slot::Clause | Slot::Sentence) && is_source(syntax, token, pack) {
            continue;
        }
        for filler in filler(syntax, token, slot, role, rule, pack) {
            if matches!(slot, Slot::Time | Slot::TimeAbove | Slot::Clause) && lasts(&filler.value) {
                continue;
            }
            let taken = (!role.shared && roles.uses(&filler.value))
                || likens(syntax, &filler, role, roles)
                || is_text(&filler) && near && fills_another(syntax, token, role, roles, pack);
            if !taken && found.iter().all(|known| known.value != filler.value) {
                found.push(filler);
                tokens.push(token);
            }
        }
        if !found.is_empty() && matches!(slot, Slot::Before | Slot::After) {
            break;
        }
    }
    (found, tokens)
}

/// Whether `token` tells who says so: "is worth $9 million, according to *Lumen*", "according to a filing by *Lumen*". Far from the
/// trigger that is no part of what is said.
fn is_source(syntax: &Syntax, token: usize, pack: &Pack) -> bool {
    let sources = &pack.lexicon.grammar.report.prepositions;
    let noun = |&at: &usize| !syntax.is_predicate(at);
    // "based on *Lumen* estimates"
    let findings = &pack.lexicon.grammar.report.findings;
    let found = syntax.head(token).is_some_and(|head| findings.contains(syntax.lemma(head)));
    if found && matches!(syntax.rel(token), "compound" | "nmod:poss") {
        return true;
    }
    std::iter::once(token)
        .chain(syntax.ancestors(token).take_while(noun))
        .any(|at| sources.iter().any(|words| *words == *syntax.preposition(at)))
}

fn is_text(filler: &Filler) -> bool {
    matches!(filler.value, FillerValue::Text(_))
}

/// Whether the name at `token` itself fills another role: who is supplied with something is not what is supplied.
fn fills_another(syntax: &Syntax, token: usize, role: &RoleRule, roles: &Roles, pack: &Pack) -> bool {
    let title = &pack.lexicon.names.classes.title;
    let name =
        syntax.mention(token).filter(|mention| mention.kind == MentionKind::Name && mention.class != *title);
    let fills = |&entity: &usize| roles.uses(&FillerValue::Entity(entity));
    !role.shared && name.is_some_and(|name| name.refers.iter().any(fills))
}

/// Whether a time has a beginning or an end that is not its own: "through 2032" is not when something happened.
fn lasts(value: &FillerValue) -> bool {
    let FillerValue::Value(Value::Date(span)) = value else { return false };
    matches!(span.edge, Edge::Since | Edge::Through | Edge::Between)
}

/// Whether `filler` is the maker of what fills the role that it must be unlike: "Lumen" for "Lumen models".
fn likens(syntax: &Syntax, filler: &Filler, role: &RoleRule, roles: &Roles) -> bool {
    let (Some(unlike), FillerValue::Entity(entity)) = (&role.unlike, &filler.value) else { return false };
    let entities = &syntax.annotated.entities;
    let own = &entities[*entity].name;
    let others = roles.filled.iter().filter(|(name, _)| name == unlike).flat_map(|(_, fillers)| fillers);
    others.into_iter().any(|other| match other.value {
        FillerValue::Entity(other) => entities[other].name.starts_with(own.as_str()),
        _ => false,
    })
}

/// What the phrase headed by `token` offers to `role`, wherever it stands.
pub(super) fn one_filler(
    syntax: &Syntax,
    token: usize,
    role: &RoleRule,
    rule: &FrameRule,
    pack: &Pack,
) -> Vec<Filler> {
    filler(syntax, token, &Slot::Subject, role, rule, pack)
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

/// What the phrase headed by `token` offers to `role`.
fn filler(
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

/// The names joined to `first`, which a plural noun at `token` introduces: "the brands Lumen, *Kestrel* and *Norvik*".
fn listed<'a>(syntax: &'a Syntax, token: usize, first: &Mention) -> impl Iterator<Item = Filler> + use<'a> {
    let head = syntax.head_of(first);
    let plural = head != token && syntax.node(token).xpos == "NNS";
    let others = syntax.children_by(head, "conj").filter(move |_| plural);
    let named =
        others.filter_map(|at| syntax.mention(at)).filter(|mention| mention.kind == MentionKind::Name);
    named.flat_map(referents)
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
        if of_other(head) {
            return false;
        }
        let rel = syntax.rel(head);
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
    first
        .flat_map(|at| std::iter::once(at).chain(syntax.children_by(at, "conj")))
        .filter_map(|at| syntax.mention(at))
        .filter(|mention| mention.kind == MentionKind::Name)
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

/// Whether an amount is a price ("at $3 billion") and the role does not look for one.
fn priced(syntax: &Syntax, token: usize, role: &RoleRule) -> bool {
    let at = Slot::Preposition("at".to_owned());
    syntax.preposition(token) == "at" && role.at.iter().all(|slot| *slot.get_ref() != at)
}

pub(super) fn is_money(syntax: &Syntax, token: usize) -> bool {
    let value = syntax.mention(token).and_then(|mention| mention.value.as_ref());
    matches!(value, Some(Value::Money(_)))
}
