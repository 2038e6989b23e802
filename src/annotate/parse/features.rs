//! What the parser looks at before each transition, and before it gives an arc its relation.
//!
//! Templates after Zhang and Nivre (2011), with distances, valencies and sets of relations, and with the preposition or
//! conjunction that a phrase begins with, which tells most about where it belongs. They stand in stages, the most telling
//! first: most decisions are clear after the first stage, and the others need not be looked at (Strubell, Vilnis,
//! Silverstein and `McCallum`, 2015).

use super::super::linear::{Hash, Key};
use super::state::{LEFT, State};

/// More than the number of features of a stage.
pub(super) const COUNT: usize = 64;

/// How many stages there are before a transition.
pub(in super::super) const STAGES: usize = 3;

/// How many stages there are before a relation.
pub(in super::super) const ARC_STAGES: usize = 2;

/// The features of one stage, before a transition.
#[inline]
pub(in super::super) fn features(view: &View, stage: usize, keys: &mut Vec<Key>) {
    keys.clear();
    let mut out = Out { keys, template: (stage * COUNT) as u32 };
    match stage {
        0 => out.first(view),
        1 => out.second(view),
        _ => out.third(view),
    }
}

/// The features of one stage, before an arc gets its relation.
#[inline]
pub(in super::super) fn arc_features(arc: &Arc, stage: usize, keys: &mut Vec<Key>) {
    keys.clear();
    let mut out = Out { keys, template: ((2 * stage + arc.side) * COUNT) as u32 };
    if stage == 0 { out.arc(arc) } else { out.arc_more(arc) }
}

/// A place with all that hangs on it, as feature values.
#[derive(Clone, Copy)]
struct Place {
    w: u32,
    t: u32,
    p: u32,
    wt: u32,
    /// Tags, words and relations of the outermost children.
    lt: u32,
    rt: u32,
    lw: u32,
    rw: u32,
    ll: u32,
    rl: u32,
    ll2: u32,
    rl2: u32,
    /// Counts and sets of relations of the children.
    lv: u32,
    rv: u32,
    ls: u32,
    rs: u32,
    case: u32,
    cc: u32,
}

/// What the features are made of.
pub(in super::super) struct View {
    s0: Place,
    s1: Place,
    s2: Place,
    b0: Place,
    b1: Place,
    b2: Place,
    b3: u32,
    near: u32,
    far: u32,
    /// Parts of speech between the top of the stack and the next word, and between the two on the stack: one bit each.
    near_set: u32,
    far_set: u32,
    /// Tag of the first verb after the next word; the first punctuation mark after it.
    verb: u32,
    mark: u32,
}

impl View {
    pub(in super::super) fn new(state: &State) -> Self {
        let [s0, s1, s2] = [0, 1, 2].map(|depth| state.stacked(depth));
        let b0 = state.next;
        let distance = |from: usize, to: usize| match to.wrapping_sub(from) {
            near @ 0..=4 => near as u32,
            5..=6 => 5,
            7..=10 => 6,
            11..=20 => 7,
            _ => 8,
        };
        Self {
            s0: Place::new(state, s0),
            s1: Place::new(state, s1),
            s2: Place::new(state, s2),
            b0: Place::new(state, b0),
            b1: Place::new(state, state.ahead(1)),
            b2: Place::new(state, state.ahead(2)),
            b3: state.words[state.ahead(3)].tag,
            near: distance(s0, b0),
            far: distance(s1, s0),
            near_set: state.between(s0, b0),
            far_set: state.between(s1, s0),
            verb: state.words[state.verb_after(b0)].tag,
            mark: state.words[state.mark_after(b0)].form,
        }
    }
}

/// An arc between two words.
pub(in super::super) struct Arc {
    /// Left or right, as 0 or 1.
    side: usize,
    d: Place,
    h: Place,
    near: u32,
    between: u32,
    /// Tags of the words before and after both, and of the next word and the one after it.
    beside_d: [u32; 2],
    beside_h: [u32; 2],
    ahead: [u32; 2],
    mark: u32,
    /// Tag of what lies deeper on the stack.
    below: u32,
}

impl Arc {
    /// That of the top of the stack to this side.
    pub(in super::super) fn new(view: &View, state: &State, kind: usize) -> Self {
        let (side, h, near, between, below) = match kind {
            LEFT => (0, view.b0, view.near, view.near_set, view.s1.t),
            _ => (1, view.s1, view.far, view.far_set, view.s2.t),
        };
        let tag =
            |place: Option<usize>| place.and_then(|place| state.words.get(place)).map_or(0, |word| word.tag);
        let beside = |place: usize| [tag(place.checked_sub(1)), tag(Some(place + 1))];
        Self {
            side,
            d: view.s0,
            h,
            near,
            between,
            beside_d: beside(state.stacked(0)),
            beside_h: beside(state.arc(kind).0),
            ahead: [view.b0.t, view.b1.t],
            mark: view.mark,
            below,
        }
    }
}

impl Place {
    #[inline]
    fn new(state: &State, ix: usize) -> Self {
        let word = state.words[ix];
        let family = &state.families[ix];
        let [left, left2] = family.left;
        let [right, right2] = family.right;
        let fold = |set: u64| (set ^ (set >> 32).wrapping_mul(0x9E37_79B9)) as u32;
        Self {
            w: word.form,
            t: word.tag,
            p: word.upos,
            wt: word.form.wrapping_mul(0x85EB_CA6B) ^ word.tag,
            lt: state.words[left].tag,
            rt: state.words[right].tag,
            lw: state.words[left].form,
            rw: state.words[right].form,
            ll: u32::from(state.rels[left]),
            rl: u32::from(state.rels[right]),
            ll2: u32::from(state.rels[left2]),
            rl2: u32::from(state.rels[right2]),
            lv: family.counts[0].min(4),
            rv: family.counts[1].min(4),
            ls: fold(family.rels[0]),
            rs: fold(family.rels[1]),
            case: family.case,
            cc: family.cc,
        }
    }
}

struct Out<'a> {
    keys: &'a mut Vec<Key>,
    template: u32,
}

impl Out<'_> {
    #[inline]
    fn push<const N: usize>(&mut self, values: [u32; N]) {
        let mut hash = Hash::new(self.template);
        for value in values {
            hash = hash.with(value);
        }
        self.keys.push(hash.key());
        self.template += 1;
    }

    /// The words that an arc may join, their neighbours, and what hangs on them already.
    #[inline]
    fn first(&mut self, v: &View) {
        let View { s0, s1, s2, b0, b1, b2, .. } = v;
        for place in [s0, s1, b0, b1] {
            self.push([place.w]);
        }
        for (a, b) in [(s0, b0), (s1, s0)] {
            self.push([a.wt, b.wt]);
            self.push([a.wt, b.t]);
            self.push([a.t, b.wt]);
        }
        self.push([s0.t, b0.t, v.near]);
        self.push([s1.t, s0.t, v.far]);
        self.push([s0.t, b0.t, v.near_set]);
        self.push([s1.t, s0.t, b0.t]);
        self.push([s0.t, b0.t, b1.t]);
        self.push([s1.t, s0.t, b0.t, b1.t]);
        self.push([s0.t, b0.t, b1.t, b2.t]);
        self.push([s2.t, s1.t, s0.t, b0.t]);
        self.push([s1.w, s0.t, b0.t]);
        self.push([s1.t, s0.w, b0.t]);
        self.push([s1.t, s0.t, b0.w]);
        self.push([s0.t, s0.ls, b0.t]);
        self.push([s0.t, s0.rs, b0.t]);
        self.push([s0.t, b0.t, b0.ls]);
        self.push([s1.t, s1.rs, s0.t, b0.t]);
        self.push([s1.t, s0.case, s0.t]);
        self.push([s1.w, s0.case, s0.t]);
    }

    /// More of the same with more words; prepositions and conjunctions against what their phrase could belong to.
    #[inline]
    fn second(&mut self, v: &View) {
        let View { s0, s1, s2, b0, b1, b2, .. } = v;
        self.push([s1.w, b0.w]);
        self.push([s1.wt, b0.t]);
        self.push([s1.t, b0.wt]);
        self.push([b0.wt, b1.t]);
        self.push([b0.t, b1.wt]);
        self.push([s0.w, b0.t, b1.t]);
        self.push([s0.t, b0.w, b1.t]);
        self.push([s0.t, b0.t, b1.w]);
        self.push([s2.t, s1.t, s0.t]);
        self.push([s2.w, s1.t, s0.t]);
        self.push([s2.t, s1.w, s0.t]);
        self.push([s2.t, s1.t, s0.w]);
        self.push([s1.p, s0.p, b0.p, b1.p, b2.p]);
        self.push([s1.w, s0.case]);
        self.push([s1.w, s0.case, s0.w]);
        self.push([s2.w, s0.case, s1.t]);
        self.push([s2.t, s1.t, s0.case]);
        self.push([s2.t, s1.w, s0.case]);
        self.push([s0.t, b0.case, b0.t]);
        self.push([s0.w, b0.case]);
        self.push([s1.t, s0.t, b0.case]);
        self.push([s1.t, s0.cc, s0.t]);
        self.push([s2.t, s1.t, s0.cc, s0.t]);
        self.push([s0.w, s0.ls]);
        self.push([s0.w, s0.rs]);
        self.push([s1.w, s1.ls]);
        self.push([s1.w, s1.rs]);
        self.push([b0.w, b0.ls]);
        self.push([s1.t, s1.ls, s0.t, s0.ls]);
        self.push([s1.t, s0.t, b0.t, v.verb]);
        self.push([s1.t, s0.t, b0.t, v.mark]);
        self.push([s0.t, b0.t, v.mark]);
        self.push([s1.t, s0.t, v.far_set]);
        self.push([s0.p, b0.p, v.near_set, v.near]);
    }

    /// Single children, distances, and what is rare.
    #[inline]
    fn third(&mut self, v: &View) {
        let View { s0, s1, s2, b0, b1, b2, .. } = v;
        self.push([s2.wt]);
        self.push([b2.w]);
        self.push([b2.t]);
        self.push([v.b3]);
        self.push([b0.t, b1.t, b2.t, v.b3]);
        self.push([s0.w, v.near]);
        self.push([b0.w, v.near]);
        self.push([s1.w, v.far]);
        self.push([s0.w, v.far]);
        self.push([s0.t, b0.t, v.verb]);
        self.push([s0.t, s0.lt, b0.t]);
        self.push([s0.t, s0.rt, b0.t]);
        self.push([s0.t, b0.t, b0.lt]);
        self.push([s1.t, s1.lt, s0.t]);
        self.push([s1.t, s1.rt, s0.t]);
        self.push([s1.t, s0.t, s0.lt]);
        self.push([s1.t, s0.t, s0.rt]);
        self.push([s1.w, s1.rw, s0.w]);
        self.push([s0.t, s0.rw]);
        self.push([s0.t, s0.lw]);
        self.push([s1.t, s1.rw]);
        self.push([b0.t, b0.lw]);
        for place in [s0, s1] {
            self.push([place.t, place.ll, place.ll2]);
            self.push([place.w, place.ll]);
            self.push([place.t, place.rl, place.rl2]);
            self.push([place.w, place.rl]);
            self.push([place.w, place.lv]);
            self.push([place.w, place.rv]);
            self.push([place.t, place.ls]);
            self.push([place.t, place.rs]);
        }
        self.push([b0.t, b0.ll, b0.ll2]);
        self.push([s1.t, s1.case, s0.case]);
        self.push([s1.w, s0.t, b0.case]);
        self.push([s1.t, s0.w, b0.case]);
        self.push([s0.case, s0.t, b0.t]);
        self.push([s0.case, s0.t, b0.w]);
        self.push([s1.w, s0.cc, s0.w]);
        self.push([s0.t, b0.cc, b0.t]);
        self.push([s1.w, s0.t, b0.w]);
        self.push([s1.t, s0.w, b0.w]);
        self.push([s1.w, s0.w, b0.w]);
        self.push([s0.w, b0.w, b1.t]);
        self.push([s0.t, b0.w, b1.w]);
        self.push([s1.w, b0.w, b1.t]);
        self.push([s1.t, b0.w, b1.w]);
        self.push([s0.t, b0.w, b1.t, b2.t]);
        self.push([s1.w, s0.t, b0.w, b1.t]);
        self.push([s0.w, b0.w, b2.w]);
    }

    /// The two words of an arc, its preposition, and what hangs on them already.
    #[inline]
    fn arc(&mut self, arc: &Arc) {
        let Arc { d, h, .. } = arc;
        self.push([d.wt]);
        self.push([d.t, h.t]);
        self.push([d.wt, h.t]);
        self.push([d.t, h.wt]);
        self.push([d.t, h.t, arc.near]);
        self.push([d.t, d.case, h.t]);
        self.push([d.w, d.case]);
        self.push([h.w, d.case, d.t]);
        self.push([d.t, d.ls, h.t]);
        self.push([d.t, d.rs, h.t]);
        self.push([d.t, h.t, h.ls]);
        self.push([d.t, h.t, h.rs]);
        self.push([h.w, h.rs, d.t]);
        self.push([d.t, h.t, arc.ahead[0], arc.ahead[1]]);
        self.push([h.ls, d.case, d.t]);
        self.push([d.t, h.t, arc.beside_d[0], arc.beside_d[1]]);
    }

    /// Words in pairs, single children, neighbours.
    #[inline]
    fn arc_more(&mut self, arc: &Arc) {
        let Arc { d, h, .. } = arc;
        self.push([d.w, h.w]);
        self.push([h.wt]);
        self.push([d.w, d.ls]);
        self.push([d.w, d.rs]);
        self.push([h.w, h.ls]);
        self.push([h.w, h.ls, d.t]);
        self.push([d.t, d.lw, h.t]);
        self.push([d.t, d.rw, h.t]);
        self.push([d.t, d.lt, d.rt, h.t]);
        self.push([d.t, h.t, h.lt, h.rt]);
        self.push([h.t, h.rl, h.rl2, d.t]);
        self.push([h.t, h.ll, h.ll2, d.t]);
        self.push([d.w, h.t, h.ls]);
        self.push([d.w, h.t, h.rs]);
        self.push([d.t, h.t, arc.between]);
        self.push([d.t, h.t, arc.beside_h[0], arc.beside_h[1]]);
        self.push([d.w, h.t, arc.ahead[0]]);
        self.push([d.w, arc.near]);
        self.push([d.t, d.cc, h.t]);
        self.push([d.t, h.t, h.case]);
        self.push([d.t, d.ls, d.rs, h.t]);
        self.push([d.t, h.t, arc.mark]);
        self.push([d.w, arc.beside_d[0]]);
        self.push([d.w, arc.beside_d[1]]);
        self.push([d.w, h.w, d.case]);
        self.push([d.w, d.case, h.t, arc.near]);
        self.push([h.w, h.case, d.t]);
        self.push([d.t, h.t, d.ls, h.ls]);
        self.push([d.t, h.t, d.ls, h.rs]);
        self.push([d.t, h.t, arc.below]);
        self.push([d.w, h.t, arc.beside_d[0]]);
        self.push([d.w, h.t, arc.beside_d[1]]);
        self.push([d.w, h.w, arc.ahead[0]]);
    }
}
