//! From a trigger and its definition to frames: the roles filled, each with what its place in the grammar holds.

use toml::Spanned;

use super::slots::{self, Trigger};
use super::stance::{self, Held};
use super::syntax::{Syntax, is_rel};
use crate::model::{
    Edge, Filler, FillerValue, Frame, Mention, MentionKind, Modality, Span, TimeSpan, Upos, Value,
};
use crate::pack::Pack;
use crate::pack::frames::{Constant, Cue, FrameRule, Reach, RoleRule, Slot};

/// A frame that may still lack roles which were told elsewhere in the document.
#[derive(Clone, Debug)]
pub(super) struct Draft<'p> {
    pub(super) frame: Frame,
    pub(super) rule: &'p FrameRule,
    /// Roles whose place holds something of which nothing is known: what was told elsewhere may not fill them.
    pub(super) unclear: Vec<String>,
    /// What roles that want several hold already: what was told elsewhere must speak of it too.
    pub(super) partial: Vec<(String, Vec<Filler>)>,
}

/// The frames that `trigger` evokes by `rule`: none, one, or one for each filler of a role that is told apart.
pub(super) fn drafts<'p>(
    syntax: &Syntax,
    trigger: Trigger,
    rule: &'p FrameRule,
    pack: &Pack,
) -> Vec<Draft<'p>> {
    if !surroundings_fit(syntax, trigger, rule) {
        return Vec::new();
    }
    let aside = only_qualifies(syntax, trigger, pack);
    let mut roles = Roles::default();
    let mut arguments = Vec::new();
    let mut unclear = Vec::new();
    let mut partial = Vec::new();
    for (name, role) in in_file_order(rule) {
        let (fillers, tokens, trust) = fillers(syntax, trigger, role, rule, &roles, pack);
        arguments.extend(tokens);
        if !fillers.is_empty() && fillers.len() >= role.least {
            roles.trust *= trust;
            roles.filled.push((name.clone(), fillers));
        } else if role.need
            && (aside || !role.at.iter().any(|slot| matches!(slot.get_ref(), Slot::Told { .. })))
        {
            return Vec::new();
        } else if role.least > 1 {
            partial.push((name.clone(), fillers));
        } else if role.at.iter().any(|slot| holds_unknown(syntax, trigger, slot.get_ref(), pack)) {
            unclear.push(name.clone());
        }
    }
    if !roles.has_known(syntax) {
        return Vec::new();
    }
    let grammar = &pack.lexicon.grammar;
    let held = stance::held(syntax, trigger, &arguments, rule.negated, rule.modality, grammar);
    let Some(held) = held else { return Vec::new() };
    add_constants(syntax, trigger, rule, held, pack, &mut roles);
    add_times(syntax, trigger, rule, pack, &mut roles);
    let frame = frame(syntax, trigger, rule, held, roles);
    apart(frame, rule)
        .into_iter()
        .map(|frame| Draft { frame, rule, unclear: unclear.clone(), partial: partial.clone() })
        .collect()
}

/// The roles found so far, by name, and how far the places they were found in can be trusted.
struct Roles {
    filled: Vec<(String, Vec<Filler>)>,
    trust: f64,
}

impl Default for Roles {
    fn default() -> Self {
        Self { filled: Vec::new(), trust: 0.95 }
    }
}

impl Roles {
    fn uses(&self, value: &FillerValue) -> bool {
        self.filled.iter().flat_map(|(_, fillers)| fillers).any(|filler| filler.value == *value)
    }

    fn has(&self, name: &str) -> bool {
        self.filled.iter().any(|(known, _)| known == name)
    }

    /// Whether the class of one of the entities is known, if there are several: of nothing but names of unknown things
    /// nobody can tell what they do with each other.
    fn has_known(&self, syntax: &Syntax) -> bool {
        let classes: Vec<&str> = self
            .filled
            .iter()
            .flat_map(|(_, fillers)| fillers)
            .filter_map(|filler| match filler.value {
                FillerValue::Entity(entity) => Some(syntax.annotated.entities[entity].class.as_str()),
                _ => None,
            })
            .collect();
        classes.len() < 2 || classes.iter().any(|class| !class.is_empty())
    }
}

/// Whether `slot` holds a definite noun, a name or a pronoun that stands for something unknown; nouns that evoke
/// frames themselves ("the deal") do not count.
fn holds_unknown(syntax: &Syntax, trigger: Trigger, slot: &Slot, pack: &Pack) -> bool {
    let looked = matches!(
        slot,
        Slot::Preposition(_) | Slot::Object | Slot::Possessor | Slot::Indirect | Slot::Path(..)
    );
    let unknown = |token: usize| match syntax.mention(token) {
        Some(mention) => mention.kind != MentionKind::Value && mention.refers.is_empty(),
        None => {
            syntax.node(token).upos == Upos::Noun
                && (syntax.has_child(token, "det") || syntax.has_child(token, "nmod:poss"))
                && !syntax
                    .children_by(token, "nmod:poss")
                    .any(|owner| syntax.mention(owner).is_some_and(|mention| !mention.refers.is_empty()))
        }
    };
    looked
        && slots::find(syntax, trigger, slot)
            .into_iter()
            .any(|token| unknown(token) && !pack.frames.is_trigger(syntax.lemma(token)))
}

/// Whether the trigger only says of what kind another noun is, and that noun tells no relation: an "*investment* firm" or
/// an "*investment* decision" invests in nobody. What stands far off has nothing to do with it then.
fn only_qualifies(syntax: &Syntax, trigger: Trigger, pack: &Pack) -> bool {
    let governors = &syntax.grammar.governor;
    let colours = [&governors.planned, &governors.hypothetical, &governors.denied, &governors.ended];
    trigger.carrier.is_none()
        && syntax.node(trigger.token).upos == Upos::Noun
        && syntax.rel(trigger.token) == "compound"
        && syntax.head(trigger.token).is_some_and(|head| {
            let lemma = syntax.lemma(head).to_lowercase();
            syntax.mention(head).is_none()
                && !pack.frames.is_trigger(&lemma)
                && !colours.iter().any(|words| words.contains(&lemma))
        })
}

/// The roles of a definition as its author wrote them: the first take their fillers first.
pub(super) fn in_file_order(rule: &FrameRule) -> Vec<(&String, &RoleRule)> {
    let mut roles: Vec<(&Spanned<String>, &RoleRule)> = rule.roles.iter().collect();
    roles.sort_by_key(|(name, _)| name.span().start);
    roles.into_iter().map(|(name, role)| (name.get_ref(), role)).collect()
}

fn surroundings_fit(syntax: &Syntax, trigger: Trigger, rule: &FrameRule) -> bool {
    if !modifier_fits(syntax, trigger, rule) || !object_fits(syntax, trigger, rule) {
        return false;
    }
    if rule.near.is_empty() && rule.never.is_empty() {
        return true;
    }
    let root = syntax.clause_root(trigger.token);
    let mut clause = syntax.clause(root);
    // "a contract that could grow to"
    clause.extend(syntax.head(root).filter(|_| is_rel(syntax.rel(root), "acl")));
    let holds =
        |word: &String| clause.iter().any(|&at| syntax.lemma(at) == word || syntax.lower(at) == *word);
    (rule.near.is_empty() || rule.near.iter().any(holds)) && !rule.never.iter().any(holds)
}

fn modifier_fits(syntax: &Syntax, trigger: Trigger, rule: &FrameRule) -> bool {
    let modifies = |&at: &usize| {
        at < trigger.token
            && rule.modified.iter().any(|word| {
                *word == syntax.lower(at) || word == syntax.lemma(at) || hyphenated(syntax, at, word)
            })
    };
    rule.modified.is_empty() || syntax.subtree(trigger.token).iter().any(modifies)
}

fn object_fits(syntax: &Syntax, trigger: Trigger, rule: &FrameRule) -> bool {
    let fits = |at: usize| {
        let lemma = syntax.lemma(at).to_lowercase();
        rule.objects.contains(&lemma)
    };
    let objects = || slots::find(syntax, trigger, &Slot::Object);
    (rule.objects.is_empty() || objects().into_iter().any(fits))
        && !(rule.intransitive && syntax.has_child(trigger.token, "obj"))
}

/// What fills `role`, the tokens it was found at, and how far that place can be trusted.
fn fillers(
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
    for slot in role.at.iter().map(Spanned::get_ref) {
        // "merges its mill with Kestrel's": where what is merged is told first, who merges it is no part of it.
        if *slot == Slot::Subject && acted_on {
            continue;
        }
        let (found, tokens) = at_slot(syntax, trigger, slot, role, rule, roles, pack);
        // Far from the trigger only what there is no choice about counts.
        let far = matches!(slot, Slot::Clause | Slot::Sentence);
        if found.is_empty() || (far && (aside || found.len() > role.least)) {
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
            break;
        }
    }
    all
}

/// Whether `slot` holds those with whom something is done.
fn is_companion(slot: &Slot, pack: &Pack) -> bool {
    match slot {
        Slot::Preposition(word) => pack.lexicon.grammar.companion.contains(word),
        Slot::Path(_, rest) => is_companion(rest, pack),
        _ => false,
    }
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
    for token in slots::find(syntax, trigger, slot) {
        // "an investment that values Lumen at $3 billion": what stands after "at" is no sum that changes hands.
        if matches!(slot, Slot::Clause | Slot::Sentence)
            && is_money(syntax, token)
            && priced(syntax, token, role)
        {
            continue;
        }
        for filler in filler(syntax, token, slot, role, rule, pack) {
            if matches!(slot, Slot::Time | Slot::TimeAbove | Slot::Clause) && lasts(&filler.value) {
                continue;
            }
            let taken = (!role.shared && roles.uses(&filler.value)) || likens(syntax, &filler, role, roles);
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
    let candidates: Vec<&Mention> = std::iter::once(token)
        .chain(beside)
        .chain(called(syntax, token))
        .filter_map(|at| syntax.mention(at))
        .collect();
    let members = members(syntax, token);
    for class in &filter.0 {
        for mention in &candidates {
            let found = from_mention(syntax, mention, class, pack);
            if !found.is_empty() {
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
    if takes_unclassed(slot, role, pack) {
        let unclassed = |mention: &&&Mention| mention.kind == MentionKind::Name && mention.class.is_empty();
        if let Some(mention) = candidates.iter().find(unclassed) {
            return referents(mention).collect();
        }
    }
    if filter.0.iter().any(|class| class == "Text") {
        return text(syntax, token, slot, rule, pack).into_iter().collect();
    }
    Vec::new()
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

/// The names that a phrase gives as the members of a group, or as whom somebody speaks for: "a consortium led by *Lumen*",
/// "a *Lumen*-led consortium", "a spokesperson for *Lumen*".
fn members<'a>(syntax: &Syntax<'a>, token: usize) -> Vec<&'a Mention> {
    let lemma = syntax.lemma(token);
    if !syntax.grammar.groups.contains(lemma) && !syntax.grammar.voices.contains(lemma) {
        return Vec::new();
    }
    let inside = syntax.subtree_without(token, |at| syntax.rel(at) == "acl:relcl");
    let alone = |mention: &&Mention| {
        let head = syntax.head_of(mention);
        let rel = syntax.rel(head);
        inside.contains(&head)
            && mention.kind == MentionKind::Name
            && (head < token
                || rel == "conj"
                || is_rel(rel, "obl")
                || is_rel(rel, "nmod") && rel != "nmod:poss")
    };
    syntax.mentions().filter(alone).collect()
}

/// The name in "a tool called *Kestrel*".
fn called(syntax: &Syntax, token: usize) -> Option<usize> {
    let named = |&at: &usize| syntax.grammar.naming.contains(syntax.lemma(at));
    let name = syntax.children_by(token, "acl").find(named)? + 1;
    (name < syntax.len() && slots::names(syntax, name)).then_some(name)
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
            | Slot::AfterBeside
            | Slot::Own
            | Slot::Time
            | Slot::TimeAbove
    );
    let organization = &pack.lexicon.names.classes.organization;
    near && role.takes_unknown(organization, &pack.ontology) && (role.names || *slot != Slot::Compound)
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

/// The words of a phrase, without the relative clauses that hang on it and the articles before it.
fn text(syntax: &Syntax, token: usize, slot: &Slot, rule: &FrameRule, pack: &Pack) -> Option<Filler> {
    if matches!(syntax.node(token).xpos, "WDT" | "WP")
        || (*slot != Slot::Complement && is_measure(syntax, token))
    {
        return None;
    }
    let own_mention = syntax.mention(token).filter(|mention| {
        let evokes = rule.mentions.iter().any(|class| *class.get_ref() == mention.class);
        let title = mention.class == pack.lexicon.names.classes.title;
        *slot == Slot::Own && evokes || title && matches!(slot, Slot::Path(_, last) if **last == Slot::Own)
    });
    let span = if let Some(mention) = own_mention {
        mention.span
    } else {
        let clause = *slot == Slot::Complement || syntax.node(token).upos == Upos::Verb;
        let hangs = |at: usize| {
            let rel = syntax.rel(at);
            rel == "acl:relcl"
                || rel == "parataxis"
                || (rel == "conj" && is_money(syntax, at) && !is_money(syntax, token))
                || (rel == "acl" && syntax.node(at).xpos == "VBG" && syntax.has_child(at, "ccomp"))
                || slots::goes_on(syntax, at)
                || (!clause && (rel == "punct" || rel == "cop" || rel == "nsubj"))
                || (!clause && rel == "conj" && syntax.is_predicate(at) && !syntax.is_predicate(token))
        };
        let mut tokens = syntax.subtree_without(token, hangs);
        let negation = &pack.lexicon.grammar.negation;
        let trims = |at: usize| {
            // "no", "neither": without them the words would say the contrary.
            let negates =
                negation.empty.contains(&syntax.lower(at)) || negation.words.contains(&syntax.lower(at));
            !negates
                && matches!(syntax.rel(at), "case" | "mark" | "det" | "punct" | "cc")
                && matches!(
                    syntax.node(at).upos,
                    Upos::Adp | Upos::Det | Upos::Sconj | Upos::Punct | Upos::Cconj | Upos::Part
                )
        };
        while tokens.len() > 1 && trims(tokens[0]) {
            tokens.remove(0);
        }
        while tokens.len() > 1 && is_rel(syntax.rel(tokens[tokens.len() - 1]), "punct") {
            tokens.pop();
        }
        contiguous(syntax, &tokens, token)
    };
    let words = span.of(&syntax.annotated.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let has_word = words.chars().any(char::is_alphabetic);
    has_word.then_some(Filler { value: FillerValue::Text(words), span })
}

/// The words of a phrase or clause with what introduces it: "*outside* China", "*unless* Lumen sells it".
fn phrase(syntax: &Syntax, token: usize) -> Option<Filler> {
    let opens = |at: usize| matches!(syntax.rel(at), "case" | "mark");
    let first = syntax.children(token).iter().copied().filter(|&at| at < token && opens(at)).min()?;
    let hangs = |at: usize| syntax.rel(at) == "parataxis" || slots::goes_on(syntax, at);
    let mut tokens = syntax.subtree_without(token, hangs);
    tokens.retain(|&at| at >= first);
    while tokens.len() > 1 && is_rel(syntax.rel(tokens[tokens.len() - 1]), "punct") {
        tokens.pop();
    }
    let span = contiguous(syntax, &tokens, token);
    let words = span.of(&syntax.annotated.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Filler { value: FillerValue::Text(words), span })
}

/// Whether a phrase is about a place: "in China", but not "in the deal".
fn tells_where(syntax: &Syntax, token: usize, pack: &Pack) -> bool {
    let place = &pack.lexicon.names.classes.place;
    let is_place = |mention: &Mention| {
        mention
            .refers
            .iter()
            .any(|&entity| pack.ontology.is_a(&syntax.annotated.entities[entity].class, place))
    };
    syntax.mention(token).is_some_and(is_place)
}

/// Whether an amount is a price ("at $3 billion") and the role does not look for one.
fn priced(syntax: &Syntax, token: usize, role: &RoleRule) -> bool {
    let at = Slot::Preposition("at".to_owned());
    syntax.preposition(token) == "at" && role.at.iter().all(|slot| *slot.get_ref() != at)
}

fn is_money(syntax: &Syntax, token: usize) -> bool {
    let value = syntax.mention(token).and_then(|mention| mention.value.as_ref());
    matches!(value, Some(Value::Money(_)))
}

/// Whether the phrase tells when or how much, not what: "on this day", "for $1 billion".
fn is_measure(syntax: &Syntax, token: usize) -> bool {
    let lemma = syntax.lemma(token).to_owned();
    let time = &syntax.grammar.time;
    let value = syntax.mention(token).and_then(|mention| mention.value.as_ref());
    let of_time = syntax.node(token).upos == Upos::Noun
        && !syntax.is_predicate(token)
        && (time.nouns.contains(&lemma) || time.units.contains(&lemma));
    of_time || matches!(value, Some(Value::Date(_) | Value::Duration(_) | Value::Money(_)))
}

/// The stretch of `tokens` around `token` without a hole, so that the span says nothing more than the phrase.
fn contiguous(syntax: &Syntax, tokens: &[usize], token: usize) -> Span {
    let at = tokens.iter().position(|&other| other == token).unwrap_or_default();
    let mut first = at;
    while first > 0 && tokens[first - 1] + 1 == tokens[first] {
        first -= 1;
    }
    let mut last = at;
    while last + 1 < tokens.len() && tokens[last] + 1 == tokens[last + 1] {
        last += 1;
    }
    syntax.cover(&tokens[first..=last])
}

fn add_constants(
    syntax: &Syntax,
    trigger: Trigger,
    rule: &FrameRule,
    held: Held,
    pack: &Pack,
    roles: &mut Roles,
) {
    let span = syntax.span(trigger.token);
    let mut set = |name: &str, value: FillerValue, span: Span| {
        if !roles.has(name) {
            roles.filled.push((name.to_owned(), vec![Filler { value, span }]));
        }
    };
    let happened = matches!(held.modality, Modality::Asserted | Modality::Reported);
    for (name, terms) in pack.lexicon.grammar.outcome.iter().filter(|_| happened) {
        for (term, verbs) in terms {
            if governs(syntax, trigger, verbs) && has_role(rule, name, pack) {
                set(name, FillerValue::Term(term.clone()), span);
            }
        }
    }
    if held.ended {
        for (name, term) in &pack.lexicon.grammar.ended {
            if has_role(rule, name, pack) {
                set(name, FillerValue::Term(term.clone()), span);
            }
        }
    }
    for (name, cues) in &rule.cue {
        if let Some((value, at)) = cues.iter().find_map(|cue| cue_at(syntax, trigger, cue)) {
            set(name.get_ref(), constant(value), syntax.span(at));
        }
    }
    for (name, value) in &rule.set {
        set(name.get_ref(), constant(value), span);
    }
}

fn has_role(rule: &FrameRule, name: &str, pack: &Pack) -> bool {
    pack.ontology.roles_of(rule.kind.get_ref()).any(|role| role.name == name)
}

/// Whether one of `verbs` has as its object what `trigger` tells: "*blocked* the merger", "merger talks were *halted*".
fn governs(syntax: &Syntax, trigger: Trigger, verbs: &[String]) -> bool {
    if let Some(carrier) = trigger.carrier {
        return verbs.iter().any(|verb| verb == syntax.lemma(carrier));
    }
    let noun = if syntax.rel(trigger.token) == "compound" {
        syntax.head(trigger.token).unwrap_or(trigger.token)
    } else {
        trigger.token
    };
    // "was blocked": taggers may take the participle for an adjective.
    let is = |verb: usize| {
        verbs.iter().any(|known| {
            let adjective = syntax.node(verb).upos == Upos::Adj;
            known == syntax.lemma(verb)
                || adjective
                    && syntax
                        .lower(verb)
                        .strip_suffix('d')
                        .is_some_and(|past| past.strip_suffix('e').unwrap_or(past) == known)
        })
    };
    let passive =
        syntax.rel(noun) == "nsubj" && syntax.head(noun).is_some_and(|verb| syntax.has_child(verb, "cop"));
    (passive || matches!(syntax.rel(noun), "obj" | "nsubj:pass")) && syntax.head(noun).is_some_and(is)
}

fn cue_at<'r>(syntax: &Syntax, trigger: Trigger, cue: &'r Cue) -> Option<(&'r Constant, usize)> {
    let tokens = match cue.within {
        Reach::Phrase => {
            let from = trigger.carrier.unwrap_or(trigger.token);
            syntax.clause(if syntax.is_predicate(from) { syntax.clause_root(from) } else { from })
        }
        Reach::Sentence => (0..syntax.len()).collect(),
    };
    let matches = |&&at: &&usize| {
        cue.words
            .iter()
            .any(|word| *word == syntax.lower(at) || word == syntax.lemma(at) || hyphenated(syntax, at, word))
    };
    tokens.iter().find(matches).map(|&at| (&cue.value, at))
}

/// Whether the tokens that end at `at` spell `word`, however its hyphens were cut: "non", "-", "exclusive".
fn hyphenated(syntax: &Syntax, at: usize, word: &str) -> bool {
    if !word.contains(['-', ' ']) {
        return false;
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let wanted = letters(word);
    let mut spelt = String::new();
    for token in (0..=at).rev() {
        spelt.insert_str(0, &letters(&syntax.lower(token)));
        if spelt.len() >= wanted.len() {
            return spelt == wanted;
        }
    }
    false
}

fn constant(value: &Constant) -> FillerValue {
    match value {
        Constant::Flag(flag) => FillerValue::Flag(*flag),
        Constant::Term(words) if value.individual().is_none() => FillerValue::Text(words.clone()),
        Constant::Term(term) => FillerValue::Term(term.clone()),
    }
}

/// "through 2032", "since 2019": every frame may carry them.
fn add_times(syntax: &Syntax, trigger: Trigger, rule: &FrameRule, pack: &Pack, roles: &mut Roles) {
    let time = &pack.lexicon.grammar.time;
    if time.except.iter().any(|kind| pack.ontology.is_a(rule.kind.get_ref(), kind)) {
        return;
    }
    let clause = syntax.clause(syntax.clause_root(trigger.token));
    let mut mentions: Vec<&Mention> =
        syntax.mentions().filter(|mention| clause.contains(&syntax.head_of(mention))).collect();
    // What follows the trigger most closely bounds it; "keeps a licence through 2032, while payments end in 2030".
    mentions.sort_by_key(|mention| {
        let before = mention.tokens.start < trigger.first;
        (before, mention.tokens.start.abs_diff(trigger.token))
    });
    for mention in mentions {
        let Some(Value::Date(span)) = &mention.value else { continue };
        if roles.uses(&FillerValue::Value(Value::Date(span.clone()))) {
            continue;
        }
        let bounds = [
            (&time.since, matches!(span.edge, Edge::Since | Edge::Between) && span.from.is_some()),
            (&time.through, matches!(span.edge, Edge::Through | Edge::Between) && span.through.is_some()),
        ];
        for (name, given) in bounds {
            let fits = pack.ontology.roles_of(rule.kind.get_ref()).any(|role| role.name == *name);
            if given && fits && !roles.has(name) {
                let value = if *name == time.since {
                    TimeSpan { through: None, ..span.clone() }
                } else {
                    TimeSpan { from: None, ..span.clone() }
                };
                let filler = Filler { value: FillerValue::Value(Value::Date(value)), span: mention.span };
                roles.filled.push((name.clone(), vec![filler]));
            }
        }
    }
}

fn frame(syntax: &Syntax, trigger: Trigger, rule: &FrameRule, held: Held, roles: Roles) -> Frame {
    Frame {
        kind: rule.kind.get_ref().clone(),
        roles: roles.filled,
        modality: held.modality,
        attributed_to: held.attributed_to,
        sentence: syntax.sentence,
        evidence: syntax.annotated.sentences[syntax.sentence].span,
        trigger: syntax.cover(&[trigger.first, trigger.token]),
        rule: rule.id.get_ref().clone(),
        confidence: roles.trust,
    }
}

/// One frame for each filler of the roles that are told apart.
fn apart(frame: Frame, rule: &FrameRule) -> Vec<Frame> {
    let mut frames = vec![frame];
    for (name, _) in in_file_order(rule).into_iter().filter(|(_, role)| role.each) {
        frames = frames
            .into_iter()
            .flat_map(|frame| {
                let fillers = frame.fillers(name).to_vec();
                if fillers.len() < 2 {
                    return vec![frame];
                }
                let with = |filler: Filler| {
                    let mut one = frame.clone();
                    for (role, value) in &mut one.roles {
                        if role == name {
                            *value = vec![filler.clone()];
                        }
                    }
                    one
                };
                fillers.into_iter().map(with).collect()
            })
            .collect();
    }
    frames
}
