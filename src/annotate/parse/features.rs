//! What the parser looks at before each transition, and before it gives an arc its relation.
//!
//! Templates after Zhang and Nivre (2011), with distances, valencies and sets of relations, and with the preposition or
//! conjunction that a phrase begins with, which tells most about where it belongs. They stand in stages, the most telling
//! first: most decisions are clear after the first or second, and the others need not be looked at (Strubell, Vilnis, Silverstein
//! and `McCallum`, 2015).

use super::super::linear::{Hash, Key};
use super::state::{LEFT, Place, State};

/// More than the number of features of a stage.
pub(super) const COUNT: usize = 64;

/// How many stages there are before a transition.
pub(in super::super) const STAGES: usize = 4;

/// How many stages there are before a relation.
pub(in super::super) const ARC_STAGES: usize = 3;

/// So many stages, the first, are learnt as one.
pub(in super::super) const JOINT: usize = 2;

/// The features of one stage, before a transition.
#[inline]
pub(in super::super) fn features(view: &View, stage: usize, keys: &mut Vec<Key>) {
    keys.clear();
    let mut out = Out { keys, first: 0 };
    match stage {
        0 => out.first(view),
        1 => out.second(view),
        2 => out.third(view),
        _ => out.fourth(view),
    }
}

/// The features of one stage, before an arc gets its relation.
#[inline]
pub(in super::super) fn arc_features(arc: &Arc, stage: usize, keys: &mut Vec<Key>) {
    keys.clear();
    let mut out = Out { keys, first: (arc.side * COUNT) as u32 };
    match stage {
        0 => out.first_of_arc(arc),
        1 => out.second_of_arc(arc),
        _ => out.third_of_arc(arc),
    }
}

/// What the features are made of: the words that a transition is about, with what hangs on them.
pub(in super::super) struct View<'s> {
    state: &'s State<'s>,
    s0: &'s Place,
    s1: &'s Place,
    s2: &'s Place,
    b0: &'s Place,
    b1: &'s Place,
    b2: &'s Place,
    near: u32,
    far: u32,
}

impl<'s> View<'s> {
    pub(in super::super) fn new(state: &'s State<'s>) -> Self {
        let [s0, s1, s2] = [0, 1, 2].map(|depth| state.stacked(depth));
        let b0 = state.next;
        let place = |ix: usize| &state.places[ix];
        Self {
            state,
            s0: place(s0),
            s1: place(s1),
            s2: place(s2),
            b0: place(b0),
            b1: place(state.ahead(1)),
            b2: place(state.ahead(2)),
            near: distance(s0, b0),
            far: distance(s1, s0),
        }
    }

    /// Parts of speech between the top of the stack and the next word: one bit each.
    fn near_set(&self) -> u32 {
        self.state.between(self.state.stacked(0), self.state.next)
    }

    /// The same between the two on the stack.
    fn far_set(&self) -> u32 {
        self.state.between(self.state.stacked(1), self.state.stacked(0))
    }

    /// Tag of the third word after the next.
    fn b3(&self) -> u32 {
        self.state.words[self.state.ahead(3)].tag
    }

    /// Tag of the first verb after the next word.
    fn verb(&self) -> u32 {
        self.state.words[self.state.verb_after(self.state.next)].tag
    }

    /// The first punctuation mark after the next word.
    fn mark(&self) -> u32 {
        self.state.words[self.state.mark_after(self.state.next)].form
    }
}

fn distance(from: usize, to: usize) -> u32 {
    match to.wrapping_sub(from) {
        near @ 0..=4 => near as u32,
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

/// An arc between two words.
pub(in super::super) struct Arc<'v, 's> {
    view: &'v View<'s>,
    /// Left or right, as 0 or 1.
    side: usize,
    d: &'s Place,
    h: &'s Place,
    head: usize,
    near: u32,
}

impl<'v, 's> Arc<'v, 's> {
    /// That of the top of the stack to this side.
    pub(in super::super) fn new(view: &'v View<'s>, kind: usize) -> Self {
        let (side, h, near) = if kind == LEFT { (0, view.b0, view.near) } else { (1, view.s1, view.far) };
        Self { view, side, d: view.s0, h, head: view.state.arc(kind).0, near }
    }

    /// Tags of the words before and after one of both.
    fn beside(&self, place: usize) -> [u32; 2] {
        let words = self.view.state.words;
        let tag = |place: Option<usize>| place.and_then(|place| words.get(place)).map_or(0, |word| word.tag);
        [tag(place.checked_sub(1)), tag(Some(place + 1))]
    }

    fn beside_d(&self) -> [u32; 2] {
        self.beside(self.view.state.stacked(0))
    }

    fn beside_h(&self) -> [u32; 2] {
        self.beside(self.head)
    }

    /// Parts of speech between both.
    fn between(&self) -> u32 {
        if self.side == 0 { self.view.near_set() } else { self.view.far_set() }
    }

    /// Tag of what lies deeper on the stack.
    fn below(&self) -> u32 {
        if self.side == 0 { self.view.s1.t } else { self.view.s2.t }
    }
}

/// Where features go. Each template has a number for good, which weights in the model file go by: templates may be looked at
/// in another order without training anew.
struct Out<'a> {
    keys: &'a mut Vec<Key>,
    /// What the numbers of the templates start from.
    first: u32,
}

impl Out<'_> {
    #[inline]
    fn push<const N: usize>(&mut self, template: u32, values: [u32; N]) {
        let mut hash = Hash::new(self.first + template);
        for value in values {
            hash = hash.with(value);
        }
        self.keys.push(hash.key());
    }

    /// What decides most: the words that an arc may join, their neighbours, and what hangs on them already.
    #[inline]
    fn first(&mut self, v: &View) {
        let View { s0, s1, s2, b0, b1, .. } = v;
        self.push(23, [s0.t, b0.t, b0.left.rels]);
        self.push(2, [b0.w]);
        self.push(22, [s0.t, s0.right.rels, b0.t]);
        self.push(25, [s1.t, s0.case, s0.t]);
        self.push(5, [s0.wt, b0.t]);
        self.push(15, [s1.t, s0.t, b0.t, b1.t]);
        self.push(17, [s2.t, s1.t, s0.t, b0.t]);
        self.push(11, [s1.t, s0.t, v.far]);
        self.push(10, [s0.t, b0.t, v.near]);
        self.push(14, [s0.t, b0.t, b1.t]);
        self.push(21, [s0.t, s0.left.rels, b0.t]);
        self.push(0, [s0.w]);
    }

    /// More of the same; the preposition of a phrase against what it could belong to.
    #[inline]
    fn second(&mut self, v: &View) {
        let View { s0, s1, b0, b1, b2, .. } = v;
        self.push(6, [s0.t, b0.wt]);
        self.push(9, [s1.t, s0.wt]);
        self.push(24, [s1.t, s1.right.rels, s0.t, b0.t]);
        self.push(12, [s0.t, b0.t, v.near_set()]);
        self.push(19, [s1.t, s0.w, b0.t]);
        self.push(4, [s0.wt, b0.wt]);
        self.push(26, [s1.w, s0.case, s0.t]);
        self.push(3, [b1.w]);
        self.push(1, [s1.w]);
        self.push(16, [s0.t, b0.t, b1.t, b2.t]);
        self.push(7, [s1.wt, s0.wt]);
        self.push(20, [s1.t, s0.t, b0.w]);
        self.push(8, [s1.wt, s0.t]);
        self.push(18, [s1.w, s0.t, b0.t]);
        self.push(13, [s1.t, s0.t, b0.t]);
    }

    /// More words; prepositions and conjunctions against what their phrase could belong to.
    #[inline]
    fn third(&mut self, v: &View) {
        let View { s0, s1, s2, b0, b1, b2, .. } = v;
        self.push(64, [s1.w, b0.w]);
        self.push(65, [s1.wt, b0.t]);
        self.push(66, [s1.t, b0.wt]);
        self.push(67, [b0.wt, b1.t]);
        self.push(68, [b0.t, b1.wt]);
        self.push(69, [s0.w, b0.t, b1.t]);
        self.push(70, [s0.t, b0.w, b1.t]);
        self.push(71, [s0.t, b0.t, b1.w]);
        self.push(72, [s2.t, s1.t, s0.t]);
        self.push(73, [s2.w, s1.t, s0.t]);
        self.push(74, [s2.t, s1.w, s0.t]);
        self.push(75, [s2.t, s1.t, s0.w]);
        self.push(76, [s1.p, s0.p, b0.p, b1.p, b2.p]);
        self.push(77, [s1.w, s0.case]);
        self.push(78, [s1.w, s0.case, s0.w]);
        self.push(79, [s2.w, s0.case, s1.t]);
        self.push(80, [s2.t, s1.t, s0.case]);
        self.push(81, [s2.t, s1.w, s0.case]);
        self.push(82, [s0.t, b0.case, b0.t]);
        self.push(83, [s0.w, b0.case]);
        self.push(84, [s1.t, s0.t, b0.case]);
        self.push(85, [s1.t, s0.cc, s0.t]);
        self.push(86, [s2.t, s1.t, s0.cc, s0.t]);
        self.push(87, [s0.w, s0.left.rels]);
        self.push(88, [s0.w, s0.right.rels]);
        self.push(89, [s1.w, s1.left.rels]);
        self.push(90, [s1.w, s1.right.rels]);
        self.push(91, [b0.w, b0.left.rels]);
        self.push(92, [s1.t, s1.left.rels, s0.t, s0.left.rels]);
        self.push(93, [s1.t, s0.t, b0.t, v.verb()]);
        self.push(94, [s1.t, s0.t, b0.t, v.mark()]);
        self.push(95, [s0.t, b0.t, v.mark()]);
        self.push(96, [s1.t, s0.t, v.far_set()]);
        self.push(97, [s0.p, b0.p, v.near_set(), v.near]);
    }

    /// Single children, distances, and what is rare.
    #[inline]
    fn fourth(&mut self, v: &View) {
        let View { s0, s1, s2, b0, b1, b2, .. } = v;
        self.push(128, [s2.wt]);
        self.push(129, [b2.w]);
        self.push(130, [b2.t]);
        self.push(131, [v.b3()]);
        self.push(132, [b0.t, b1.t, b2.t, v.b3()]);
        self.push(133, [s0.w, v.near]);
        self.push(134, [b0.w, v.near]);
        self.push(135, [s1.w, v.far]);
        self.push(136, [s0.w, v.far]);
        self.push(137, [s0.t, b0.t, v.verb()]);
        self.push(138, [s0.t, s0.left.t, b0.t]);
        self.push(139, [s0.t, s0.right.t, b0.t]);
        self.push(140, [s0.t, b0.t, b0.left.t]);
        self.push(141, [s1.t, s1.left.t, s0.t]);
        self.push(142, [s1.t, s1.right.t, s0.t]);
        self.push(143, [s1.t, s0.t, s0.left.t]);
        self.push(144, [s1.t, s0.t, s0.right.t]);
        self.push(145, [s1.w, s1.right.w, s0.w]);
        self.push(146, [s0.t, s0.right.w]);
        self.push(147, [s0.t, s0.left.w]);
        self.push(148, [s1.t, s1.right.w]);
        self.push(149, [b0.t, b0.left.w]);
        self.push(150, [s0.t, s0.left.rel, s0.left.rel2]);
        self.push(151, [s0.w, s0.left.rel]);
        self.push(152, [s0.t, s0.right.rel, s0.right.rel2]);
        self.push(153, [s0.w, s0.right.rel]);
        self.push(154, [s0.w, s0.left.count]);
        self.push(155, [s0.w, s0.right.count]);
        self.push(156, [s0.t, s0.left.rels]);
        self.push(157, [s0.t, s0.right.rels]);
        self.push(158, [s1.t, s1.left.rel, s1.left.rel2]);
        self.push(159, [s1.w, s1.left.rel]);
        self.push(160, [s1.t, s1.right.rel, s1.right.rel2]);
        self.push(161, [s1.w, s1.right.rel]);
        self.push(162, [s1.w, s1.left.count]);
        self.push(163, [s1.w, s1.right.count]);
        self.push(164, [s1.t, s1.left.rels]);
        self.push(165, [s1.t, s1.right.rels]);
        self.push(166, [b0.t, b0.left.rel, b0.left.rel2]);
        self.push(167, [s1.t, s1.case, s0.case]);
        self.push(168, [s1.w, s0.t, b0.case]);
        self.push(169, [s1.t, s0.w, b0.case]);
        self.push(170, [s0.case, s0.t, b0.t]);
        self.push(171, [s0.case, s0.t, b0.w]);
        self.push(172, [s1.w, s0.cc, s0.w]);
        self.push(173, [s0.t, b0.cc, b0.t]);
        self.push(174, [s1.w, s0.t, b0.w]);
        self.push(175, [s1.t, s0.w, b0.w]);
        self.push(176, [s1.w, s0.w, b0.w]);
        self.push(177, [s0.w, b0.w, b1.t]);
        self.push(178, [s0.t, b0.w, b1.w]);
        self.push(179, [s1.w, b0.w, b1.t]);
        self.push(180, [s1.t, b0.w, b1.w]);
        self.push(181, [s0.t, b0.w, b1.t, b2.t]);
        self.push(182, [s1.w, s0.t, b0.w, b1.t]);
        self.push(183, [s0.w, b0.w, b2.w]);
    }

    /// What names most relations: what hangs on both, and the preposition that the lower begins with.
    #[inline]
    fn first_of_arc(&mut self, arc: &Arc) {
        let Arc { d, h, .. } = arc;
        self.push(9, [d.t, d.right.rels, h.t]);
        self.push(14, [h.left.rels, d.case, d.t]);
        self.push(6, [d.w, d.case]);
        self.push(8, [d.t, d.left.rels, h.t]);
        self.push(12, [h.w, h.right.rels, d.t]);
        self.push(5, [d.t, d.case, h.t]);
        self.push(10, [d.t, h.t, h.left.rels]);
    }

    /// Both words, and what stands beside them.
    #[inline]
    fn second_of_arc(&mut self, arc: &Arc) {
        let Arc { d, h, .. } = arc;
        let [before, after] = arc.beside_d();
        self.push(2, [d.wt, h.t]);
        self.push(1, [d.t, h.t]);
        self.push(4, [d.t, h.t, arc.near]);
        self.push(0, [d.wt]);
        self.push(7, [h.w, d.case, d.t]);
        self.push(11, [d.t, h.t, h.right.rels]);
        self.push(15, [d.t, h.t, before, after]);
        self.push(3, [d.t, h.wt]);
        self.push(13, [d.t, h.t, arc.view.b0.t, arc.view.b1.t]);
    }

    /// Words in pairs, single children, neighbours.
    #[inline]
    fn third_of_arc(&mut self, arc: &Arc) {
        let Arc { d, h, .. } = arc;
        let ([before, after], [h_before, h_after]) = (arc.beside_d(), arc.beside_h());
        self.push(128, [d.w, h.w]);
        self.push(129, [h.wt]);
        self.push(130, [d.w, d.left.rels]);
        self.push(131, [d.w, d.right.rels]);
        self.push(132, [h.w, h.left.rels]);
        self.push(133, [h.w, h.left.rels, d.t]);
        self.push(134, [d.t, d.left.w, h.t]);
        self.push(135, [d.t, d.right.w, h.t]);
        self.push(136, [d.t, d.left.t, d.right.t, h.t]);
        self.push(137, [d.t, h.t, h.left.t, h.right.t]);
        self.push(138, [h.t, h.right.rel, h.right.rel2, d.t]);
        self.push(139, [h.t, h.left.rel, h.left.rel2, d.t]);
        self.push(140, [d.w, h.t, h.left.rels]);
        self.push(141, [d.w, h.t, h.right.rels]);
        self.push(142, [d.t, h.t, arc.between()]);
        self.push(143, [d.t, h.t, h_before, h_after]);
        self.push(144, [d.w, h.t, arc.view.b0.t]);
        self.push(145, [d.w, arc.near]);
        self.push(146, [d.t, d.cc, h.t]);
        self.push(147, [d.t, h.t, h.case]);
        self.push(148, [d.t, d.left.rels, d.right.rels, h.t]);
        self.push(149, [d.t, h.t, arc.view.mark()]);
        self.push(150, [d.w, before]);
        self.push(151, [d.w, after]);
        self.push(152, [d.w, h.w, d.case]);
        self.push(153, [d.w, d.case, h.t, arc.near]);
        self.push(154, [h.w, h.case, d.t]);
        self.push(155, [d.t, h.t, d.left.rels, h.left.rels]);
        self.push(156, [d.t, h.t, d.left.rels, h.right.rels]);
        self.push(157, [d.t, h.t, arc.below()]);
        self.push(158, [d.w, h.t, before]);
        self.push(159, [d.w, h.t, after]);
        self.push(160, [d.w, h.w, arc.view.b0.t]);
    }
}
