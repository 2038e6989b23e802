//! What a sentence leaves unsaid because the document has said it: "Microsoft will add $5 billion" after a sentence on
//! whom it invests in.

use toml::Spanned;

use super::fill::Draft;
use crate::model::{Filler, FillerValue, Frame, FrameIx, Modality};
use crate::pack::Pack;
use crate::pack::frames::{RoleRule, Slot};

/// How many sentences back may lie what "the price" is the price of, or of what shares are told.
const REACH: usize = 2;

/// Trust in a role that another sentence tells.
const TOLD: f64 = 0.8;

/// Completes the drafts of a document from each other, drops those that still lack a role they need, and those that
/// have one party on both sides. What speaks of what is known comes last: it may be known only by being completed.
pub(super) fn complete(drafts: Vec<Draft<'_>>, pack: &Pack) -> Vec<Frame> {
    let drafts = directed(drafts);
    let whole: Vec<Frame> =
        drafts.iter().filter(|draft| whole(draft)).map(|draft| draft.frame.clone()).collect();
    let first = |draft: &Draft<'_>| {
        if draft.rule.known { None } else { filled(draft.clone(), &whole, pack) }
    };
    let mut frames: Vec<Option<Frame>> = drafts.iter().map(first).collect();
    let told: Vec<Frame> = frames.iter().flatten().cloned().collect();
    // "It took over the rights from Lumen": of one sentence what one frame lacked another may have been told.
    for (draft, frame) in
        drafts.iter().zip(&mut frames).filter(|(draft, frame)| frame.is_none() && !draft.rule.known)
    {
        let of_same =
            |other: &&Frame| other.sentence == draft.frame.sentence && other.kind == draft.frame.kind;
        let here: Vec<Frame> = told.iter().filter(of_same).cloned().collect();
        if !here.is_empty() {
            *frame = filled(draft.clone(), &here, pack);
        }
    }
    for (draft, frame) in drafts.into_iter().zip(&mut frames).filter(|(draft, _)| draft.rule.known) {
        let told = if speaks_of_known(&draft) { just_told(&draft, &told, pack) } else { Some(&told[..]) };
        *frame = told.and_then(|told| filled(draft, told, pack));
    }
    frames.into_iter().flatten().collect()
}

/// Gives the two roles that a definition does not tell apart to whom the document gives them: "a licence agreement with Lumen" is
/// turned round if it is Lumen that pays for it, "Lumen and Kestrel signed a licence agreement" falls if nothing tells.
fn directed<'p>(drafts: Vec<Draft<'p>>) -> Vec<Draft<'p>> {
    let told = |draft: &Draft<'p>| {
        let [one, two] = draft.rule.either.as_ref()?;
        let tells = |role: &str, filler: &Filler| tells(&drafts, &draft.frame.kind, role, filler);
        let roles = (one.get_ref().as_str(), two.get_ref().as_str());
        if draft.even { parted(draft, roles, tells) } else { Some(turned(draft, roles, tells)) }
    };
    let undirected = |draft: &Draft<'p>| draft.rule.either.is_some();
    let found: Vec<_> = drafts.iter().filter(|draft| undirected(draft)).map(told).collect();
    let mut found = found.into_iter();
    let direct = |draft| if undirected(&draft) { found.next().flatten() } else { Some(draft) };
    drafts.into_iter().filter_map(direct).collect()
}

/// Whether a draft of `kind` that does tell the two apart has `filler` in `role`.
fn tells(drafts: &[Draft<'_>], kind: &str, role: &str, filler: &Filler) -> bool {
    drafts.iter().any(|other| {
        other.rule.either.is_none()
            && other.frame.kind == kind
            && other.frame.modality != Modality::Denied
            && other.frame.fillers(role).iter().any(|own| own.value == filler.value)
    })
}

/// The draft turned round if others tell it the other way and none this way.
fn turned<'p>(
    draft: &Draft<'p>,
    (one, two): (&str, &str),
    tells: impl Fn(&str, &Filler) -> bool,
) -> Draft<'p> {
    let told = |role: &str, of: &str| draft.frame.fillers(of).iter().any(|filler| tells(role, filler));
    let mut draft = draft.clone();
    if (told(one, two) || told(two, one)) && !told(one, one) && !told(two, two) {
        for (role, _) in &mut draft.frame.roles {
            if role == one {
                two.clone_into(role);
            } else if role == two {
                one.clone_into(role);
            }
        }
    }
    draft
}

/// The draft with those of whom others tell it in the first role and the rest in the second, or the other way round; `None` if
/// that leaves nobody in one of them.
fn parted<'p>(
    draft: &Draft<'p>,
    (one, two): (&str, &str),
    tells: impl Fn(&str, &Filler) -> bool,
) -> Option<Draft<'p>> {
    let all = draft.frame.fillers(one).to_vec();
    let (first, rest): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|filler| tells(one, filler) && !tells(two, filler));
    let (second, first) = if first.is_empty() {
        rest.into_iter().partition(|filler| tells(two, filler) && !tells(one, filler))
    } else {
        (rest, first)
    };
    if first.is_empty() || second.is_empty() {
        return None;
    }
    let mut draft = draft.clone();
    draft.frame.roles.retain(|(role, _)| role != one);
    draft.frame.roles.extend([(one.to_owned(), first), (two.to_owned(), second)]);
    Some(draft)
}

/// The frame of a draft, with what `told` says of the roles it lacks; `None` if it still lacks one it needs.
fn filled(mut draft: Draft<'_>, told: &[Frame], pack: &Pack) -> Option<Frame> {
    for (name, role) in draft.rule.roles.iter() {
        let name = name.get_ref();
        if !draft.frame.fillers(name).is_empty() {
            continue;
        }
        if role.least == 1 && draft.unclear.contains(name) {
            if role.need {
                return None;
            }
            continue;
        }
        let fillers = told_fillers(&draft, role, told, pack);
        let own = draft.partial.iter().filter(|(role, _)| role == name).flat_map(|(_, own)| own);
        let speaks_of = own.into_iter().all(|own| fillers.iter().any(|other| other.value == own.value));
        if speaks_of && !fillers.is_empty() && fillers.len() >= role.least {
            draft.frame.confidence *= TOLD;
            draft.frame.roles.push((name.clone(), fillers));
        } else if role.need {
            return None;
        }
    }
    Some(draft.frame)
}

/// What other frames tell of `role`, from its first places on until there is enough.
fn told_fillers(draft: &Draft<'_>, role: &RoleRule, told: &[Frame], pack: &Pack) -> Vec<Filler> {
    let told_at = |slot| match Spanned::get_ref(slot) {
        Slot::Told { kind, role } => Some((kind.as_str(), role.as_str())),
        _ => None,
    };
    let places = || role.at.iter().filter_map(told_at);
    let mut fillers: Vec<Filler> = Vec::new();
    // "Norvik belongs to Lumen, which has 55%": what the sentence tells itself goes before.
    let frame = &draft.frame;
    let here = |other: &&Frame| other.sentence == frame.sentence && other.kind == frame.kind;
    let own: Vec<Frame> = told.iter().filter(|_| role.anyone).filter(here).cloned().collect();
    for (kind, from) in places().filter(|(kind, _)| *kind == frame.kind) {
        if let Some(found) = recall(draft, role, (kind, from), &own, pack) {
            return found;
        }
    }
    for found in places().filter_map(|(kind, from)| recall(draft, role, (kind, from), told, pack)) {
        for filler in found {
            if fillers.iter().all(|known| known.value != filler.value) {
                fillers.push(filler);
            }
        }
        if fillers.len() >= role.least {
            break;
        }
    }
    if fillers.is_empty() && role.anyone {
        fillers.extend(places().find_map(|(kind, from)| sole(draft, (kind, from), told, pack)));
    }
    fillers
}

/// The one filler of role `from` in all frames of kind `kind` that the document tells without a day long gone: "Lumen buys Norvik.
/// … … … Kestrel, which has 7%, agrees." What has no measure of its own, as "the rest" has none, goes by no frame of its own kind.
fn sole(draft: &Draft<'_>, (kind, from): (&str, &str), told: &[Frame], pack: &Pack) -> Option<Filler> {
    let date = &pack.lexicon.grammar.agreement.date;
    let measured = draft.frame.roles.iter().flat_map(|(_, own)| own).any(|own| !is_entity(own));
    let fits = |other: &&Frame| {
        other.kind == kind && other.fillers(date).is_empty() && (measured || other.kind != draft.frame.kind)
    };
    let mut all = told.iter().filter(fits).flat_map(|other| other.fillers(from));
    let first = all.next()?;
    let free = !unused(&draft.frame, std::slice::from_ref(first)).is_empty();
    (free && all.all(|other| other.value == first.value)).then(|| first.clone())
}

/// Whether all that says who has a part in it was told before: "The price is $5 million".
fn speaks_of_known(draft: &Draft<'_>) -> bool {
    let own = draft.frame.roles.iter().chain(&draft.partial).flat_map(|(_, own)| own);
    draft.rule.known && !own.into_iter().any(is_entity)
}

/// What a frame that names nobody speaks of: the last frame told before it, in the sentence that last told of a sum or might
/// have, if it is of the kind asked for.
fn just_told<'a>(draft: &Draft<'_>, told: &'a [Frame], pack: &Pack) -> Option<&'a [Frame]> {
    let frame = &draft.frame;
    let in_reach = |other: &Frame| {
        other.trigger.start < frame.trigger.start
            && other.sentence + REACH >= frame.sentence
            && other.modality != Modality::Denied
            && has_sum(&other.kind, pack)
    };
    let last = told.iter().filter(|other| in_reach(other)).map(|other| other.sentence).max()?;
    let found = told
        .iter()
        .rposition(|other| in_reach(other) && other.sentence == last && other.kind == frame.kind)?;
    Some(&told[found..=found])
}

/// Whether frames of a kind may tell of a sum.
fn has_sum(kind: &str, pack: &Pack) -> bool {
    let sums = &pack.lexicon.grammar.quantity.sum;
    pack.ontology.roles_of(kind).any(|role| role.range.contains(sums))
}

/// Ties each frame in which two parties of an agreement take part to that agreement: the one told last before it, else
/// the first after.
pub(super) fn tie(frames: &mut [Frame], pack: &Pack) {
    let rules = &pack.lexicon.grammar.agreement;
    let agreements: Vec<FrameIx> = (0..frames.len()).filter(|&ix| frames[ix].kind == rules.kind).collect();
    for ix in 0..frames.len() {
        let kind = &frames[ix].kind;
        if *kind == rules.kind || rules.apart.contains(kind) {
            continue;
        }
        let Some(link) = rules.links.iter().find(|link| pack.ontology.has_role(kind, link)) else { continue };
        let binds = |&&other: &&FrameIx| {
            let parties = frames[other].fillers(&rules.party);
            parties.iter().filter(|party| has_part(&frames[ix], party)).count() >= 2
                && frames[other].modality != Modality::Denied
        };
        let before = agreements.iter().filter(|&&other| other < ix).rev().find(binds);
        let Some(&agreement) = before.or_else(|| agreements.iter().find(binds)) else { continue };
        let filler = Filler { value: FillerValue::Frame(agreement), span: frames[agreement].trigger };
        frames[ix].roles.push((link.clone(), vec![filler]));
    }
}

/// Gives what has ended an end: the day on which its agreement changed, told in the same sentence, else by the change
/// told nearest before in which one of its parties takes part.
pub(super) fn end(frames: &mut [Frame], pack: &Pack) {
    let grammar = &pack.lexicon.grammar;
    let rules = &grammar.agreement;
    let changes: Vec<Frame> = frames
        .iter()
        .filter(|frame| frame.kind == rules.change && !frame.fillers(&rules.date).is_empty())
        .cloned()
        .collect();
    let ended = |frame: &Frame| {
        grammar.ended.iter().any(|(role, term)| {
            frame.fillers(role).iter().any(|filler| filler.value == FillerValue::Term(term.clone()))
        })
    };
    for frame in frames.iter_mut() {
        if !ended(frame) || !frame.fillers(&grammar.time.through).is_empty() {
            continue;
        }
        let binds = |change: &&Frame| {
            change.sentence == frame.sentence
                || (change.sentence < frame.sentence
                    && change.fillers(&rules.party).iter().any(|party| has_part(frame, party)))
        };
        if let Some(change) = changes.iter().rfind(binds) {
            frame.roles.push((grammar.time.through.clone(), change.fillers(&rules.date).to_vec()));
        }
    }
}

fn has_part(frame: &Frame, party: &Filler) -> bool {
    frame.roles.iter().flat_map(|(_, fillers)| fillers).any(|filler| filler.value == party.value)
}

/// Whether nothing that the frame needs is missing.
fn whole(draft: &Draft<'_>) -> bool {
    draft.rule.roles.iter().all(|(name, role)| !role.need || !draft.frame.fillers(name.get_ref()).is_empty())
}

/// What fills role `from` of the frames of kind `kind`: of the nearest before, else of all after if they agree.
fn recall(
    draft: &Draft<'_>,
    role: &RoleRule,
    (kind, from): (&str, &str),
    told: &[Frame],
    pack: &Pack,
) -> Option<Vec<Filler>> {
    let frame = &draft.frame;
    // Terms of one agreement need not have a party in common: a text speaks of one matter. But two others are not who stands on the
    // other side.
    let term = pack.ontology.is_a(&frame.kind, &pack.lexicon.grammar.loose.kind);
    let free = |other: &Frame| {
        if role.shared { other.fillers(from).to_vec() } else { unused(frame, other.fillers(from)) }
    };
    // "Lumen buys 10% of Norvik. … Kestrel will hold 45%": nobody need have a part in both.
    let close = |other: &Frame| {
        let just_told =
            other.sentence + REACH >= frame.sentence && other.trigger.start <= frame.trigger.start;
        other.sentence == frame.sentence || role.anyone && just_told
    };
    let next_to = |other: &Frame| (other.sentence..=other.sentence + 1).contains(&frame.sentence);
    let fits = |other: &&Frame| {
        other.kind == kind
            && !other.fillers(from).is_empty()
            && (agree(frame, other) || (draft.another || close(other)) && other.kind == frame.kind)
            && (term && free(other).len() == 1
                || other.kind == frame.kind
                || role.anyone && next_to(other)
                || has_common(frame, other))
            && !free(other).is_empty()
    };
    // What one word evokes by two definitions, as "took over the rights from Lumen" does, completes each other.
    let before = || told.iter().filter(|other| other.trigger.start <= frame.trigger.start);
    // What is to come is not of what is told as done long since: "It bought Kestrel in 2016. The deal will close …".
    let date = &pack.lexicon.grammar.agreement.date;
    let over = |other: &&Frame| {
        frame.modality == Modality::Planned
            && other.modality == Modality::Asserted
            && !other.fillers(date).is_empty()
    };
    // Nor is it of what did not come about: "Norvik was turned down by Kestrel last year. … The deal will close …".
    let failed = |other: &&Frame| {
        frame.modality != Modality::Denied && other.kind != frame.kind && other.modality == Modality::Denied
    };
    let open = || before().filter(|other| !over(other) && !failed(other)).filter(fits);
    let firm = || open().filter(|other| other.modality != Modality::Hypothetical);
    // "Lumen said it expects the deal to close": who speaks of a deal without naming it speaks of its own.
    let own = |other: &&Frame| {
        frame.attributed_to.is_some_and(|teller| {
            let parts = other.roles.iter().flat_map(|(_, own)| own);
            parts.into_iter().any(|part| part.value == FillerValue::Entity(teller))
        })
    };
    // Two sentences on an article is back at what it began with: "… Norvik bought Kestrel last year. Jobs are safe. The deal …".
    let near = |other: &&Frame| other.sentence + 1 >= frame.sentence;
    let last = || open().rfind(near).or_else(|| firm().next()).or_else(|| open().next());
    let any = || before().filter(|other| !failed(other)).rfind(fits);
    if let Some(other) = open().rfind(own).or_else(last).or_else(any) {
        return Some(free(other));
    }
    let mut after = told.iter().filter(|other| other.trigger.start > frame.trigger.start).filter(fits);
    let first = free(after.next()?);
    let same = |other: &Frame| free(other).iter().map(|f| &f.value).eq(first.iter().map(|f| &f.value));
    after.all(same).then_some(first)
}

/// Whether the roles that two frames share have a filler in common.
fn agree(frame: &Frame, other: &Frame) -> bool {
    frame.roles.iter().filter(|(_, fillers)| fillers.iter().any(is_entity)).all(|(name, fillers)| {
        let theirs = other.fillers(name);
        theirs.is_empty() || theirs.iter().any(|filler| fillers.iter().any(|own| own.value == filler.value))
    })
}

/// Whether somebody has a part in both, if any entity has one in the first.
fn has_common(frame: &Frame, other: &Frame) -> bool {
    let mut parts = frame.roles.iter().flat_map(|(_, own)| own).filter(|own| is_entity(own)).peekable();
    parts.peek().is_none() || parts.any(|own| has_part(other, own))
}

/// Those of `fillers` that have no part in `frame` yet: all of them, or of two the other one; none if that cannot be told.
fn unused(frame: &Frame, fillers: &[Filler]) -> Vec<Filler> {
    let used = |filler: &Filler| {
        let mut parts = frame.roles.iter().flat_map(|(_, own)| own).filter(|own| is_entity(own));
        parts.any(|own| own.value == filler.value)
    };
    match fillers {
        [one, other] if used(one) != used(other) => vec![if used(one) { other } else { one }.clone()],
        _ if fillers.iter().any(used) => Vec::new(),
        _ => fillers.to_vec(),
    }
}

fn is_entity(filler: &Filler) -> bool {
    matches!(filler.value, FillerValue::Entity(_))
}
