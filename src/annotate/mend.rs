//! What the words of a sentence make certain about its tree, whatever the parser took it for.

mod clause;
mod headline;
mod joint;
mod measure;
mod opening;
mod part;
mod phrase;
mod preposition;
mod role;
mod speech;
mod subject;
mod trades;

use crate::model::{Rel, Tree};
use crate::pack::lexicon::grammar::Grammar;

/// Puts right what is a verb, what belongs to which noun, and who does what to whom. What a later mend looks at, an earlier one has
/// put right: words and phrases first, then what hangs together, then infinitives and possessors.
pub(super) fn mend(tree: &mut Tree, named: &[bool], grammar: &Grammar) {
    for at in 0..tree.nodes.len() {
        clauses(tree, at, named);
        parts(tree, at, named, grammar);
    }
    for at in 0..tree.nodes.len() {
        saying(tree, at, named, grammar);
    }
    for at in 1..tree.nodes.len() {
        wholes(tree, at, named, grammar);
    }
}

/// What is a verb at `at`, and which clauses belong together.
fn clauses(tree: &mut Tree, at: usize, named: &[bool]) {
    part::auxiliary(tree, at, named);
    part::after_modal(tree, at, named);
    part::noun(tree, at);
    part::plural(tree, at);
    part::takes_object(tree, at, named);
    part::with_particle(tree, at, named);
    part::behind_particle(tree, at, named);
    part::counted(tree, at);
    part::of_amount(tree, at);
    part::behind_of(tree, at);
    phrase::owner(tree, at);
    clause::verbal(tree, at);
    clause::active(tree, at);
    clause::being(tree, at);
    clause::that(tree, at);
    clause::content(tree, at);
    clause::relative(tree, at);
    clause::relative_verb(tree, at);
    clause::relative_clause(tree, at);
    clause::verb_of_name(tree, at, named);
    clause::verb_with_object(tree, at, named);
    role::second_subject(tree, at);
    role::named_subject(tree, at, named);
    joint::second_clause(tree, at, named);
    joint::explained_subject(tree, at, named);
    joint::joined(tree, at);
    joint::before_and(tree, at);
    joint::run_of_verbs(tree, at, named);
    joint::own_object(tree, at, named);
    joint::gapped(tree, at, named);
    joint::along_with(tree, at, named);
    joint::describing(tree, at);
    joint::second_title(tree, at, named);
    joint::first_of_two(tree, at);
    joint::of_several(tree, at, named);
    joint::own_phrase(tree, at, named);
}

/// Objects and phrases at `at`.
fn parts(tree: &mut Tree, at: usize, named: &[bool], grammar: &Grammar) {
    preposition::with_name(tree, at, named);
    preposition::with_which(tree, at);
    speech::colon(tree, at);
    preposition::across(tree, at, named);
    preposition::example(tree, at, named, &grammar.examples);
    preposition::of(tree, at);
    preposition::of_what(tree, at);
    measure::about_a_part(tree, at);
    measure::up_to(tree, at);
    preposition::of_counted(tree, at, &grammar.counting);
    phrase::beside_object(tree, at, named);
    phrase::divided_object(tree, at, named, &grammar.described);
    phrase::second_object(tree, at, named);
    phrase::venture(tree, at, &grammar.ventures);
    headline::predicate(tree, at, named, &grammar.ventures);
    role::titled_subject(tree, at, named);
    preposition::between(tree, at);
    phrase::list(tree, at);
    role::receiver(tree, at, named, &grammar.takes_receiver);
    clause::perfect(tree, at);
    clause::has(tree, at);
    preposition::party(tree, at);
    clause::end_served(tree, at, named);
    clause::brought_to(tree, at, &grammar.brought_to);
    measure::said_share(tree, at);
    measure::together(tree, at, named, &grammar.time.units);
    clause::part_owned(tree, at, &grammar.part_owned);
    role::bought_before(tree, at, named, &grammar.subordinators);
    role::opening_object(tree, at, named);
    clause::participle(tree, at);
    measure::interval(tree, at, &grammar.time);
    opening::whereabouts(tree, at);
    opening::counted_from(tree, at, &grammar.time.units);
    opening::counted_from_doing(tree, at, &grammar.time.units);
    measure::lately(tree, at, named, &grammar.time.units);
    preposition::preposition(tree, at);
    preposition::including(tree, at);
    phrase::phrase(tree, at, named);
    phrase::maker(tree, at, named);
    phrase::object_by_name(tree, at, named);
    phrase::described_subject(tree, at, named);
    phrase::bearer(tree, at, named);
    phrase::parted(tree, at, named);
    measure::dated(tree, at, named);
    role::taker(tree, at);
    role::particle(tree, at, &grammar.takes_particle);
    role::objects(tree, at, &grammar.takes_receiver);
    role::kind_of_gift(tree, at, named);
    role::counterpart(tree, at, named, grammar);
    role::handed(tree, at, named, "to", &grammar.takes_to);
    role::handed(tree, at, named, "from", &grammar.takes_from);
    role::entitled(tree, at, named, &grammar.takes_title);
    role::introduced_holder(tree, at, named, &grammar.takes_title);
    role::titled(tree, at, &grammar.takes_title);
}

/// Names side by side, who says what, agents and subjects.
fn saying(tree: &mut Tree, at: usize, named: &[bool], grammar: &Grammar) {
    phrase::the_two(tree, at);
    speech::nearest(tree, at, &grammar.report.verbs);
    phrase::alike(tree, at, named, &grammar.companion);
    joint::titled(tree, at, named);
    joint::explains_both(tree, at, named);
    phrase::aside(tree, at, named);
    phrase::called(tree, at, named);
    phrase::goes_by(tree, at, named, &grammar.naming);
    if grammar.report.verbs.contains(&tree.nodes[at].lemma) {
        speech::announced(tree, at);
        speech::answer(tree, at);
        speech::told_at_end(tree, at);
        speech::told_behind(tree, at);
        speech::said_besides(tree, at);
        speech::dated(tree, at, named);
        speech::told(tree, at);
        speech::nominative(tree, at);
        speech::spokesperson(tree, at);
        speech::explained(tree, at, named);
        speech::speaker_at_end(tree, at, named);
        speech::behind_opening(tree, at, named);
        speech::titled_speaker(tree, at, named);
        speech::speaker(tree, at, named);
        speech::quoted(tree, at);
        speech::quoted_phrase(tree, at);
        speech::reported(tree, at);
        speech::behind_phrase(tree, at);
        speech::predicate(tree, at);
        speech::behind_place(tree, at);
        speech::complements(tree, at);
    }
    subject::behind_phrase(tree, at, named);
    subject::not_addressed(tree, at, named);
    subject::of_name(tree, at, named);
    subject::titled(tree, at);
    subject::behind_time(tree, at, named, &grammar.subordinators);
    subject::of_gerund(tree, at, named, &grammar.takes_clause);
    headline::done_by(tree, at, named);
    role::agent(tree, at, named);
    role::subject(tree, at, named);
}

/// Infinitives, shares, possessors, relative clauses.
fn wholes(tree: &mut Tree, at: usize, named: &[bool], grammar: &Grammar) {
    if tree.nodes[at].xpos == "TO" {
        preposition::before_infinitive(tree, at);
        headline::infinitive(tree, at, named);
        clause::infinitive(tree, at, &grammar.takes_infinitive);
        clause::made_to(tree, at, &grammar.causing);
        joint::for_whom(tree, at, named);
    }
    role::sold_to(tree, at, named, grammar);
    measure::share(tree, at);
    measure::share_of_which(tree, at, named);
    joint::remaining(tree, at);
    joint::second_share(tree, at);
    joint::share_aside(tree, at);
    joint::owned_by(tree, at, named);
    joint::another_share(tree, at, named);
    joint::shared_out(tree, at, named);
    clause::verb_noun(tree, at, &grammar.governor.planned);
    if tree.nodes[at].xpos == "POS" {
        phrase::possessor(tree, at);
    }
    phrase::owned_unit(tree, at, named, &grammar.described);
    trades::of_parts(tree, at, named, &grammar.described);
    role::object_before_mark(tree, at, named);
    clause::describing(tree, at);
    if tree.nodes[at].rel.0 == "acl:relcl" {
        clause::plural_clause(tree, at, &grammar.jointly);
    }
}

/// Puts `by` in the place of `of`, which then hangs on it as `rel`.
fn take_place(tree: &mut Tree, by: usize, of: usize, rel: &'static str) {
    tree.nodes[by].head = tree.nodes[of].head;
    tree.nodes[by].rel = tree.nodes[of].rel;
    tree.nodes[of].head = Some(by);
    tree.nodes[of].rel = Rel(rel);
}
