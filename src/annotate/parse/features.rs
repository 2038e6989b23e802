//! What the parser looks at before each transition.
//!
//! Templates after Zhang and Nivre (2011), with distances, valencies and sets of relations, and with the preposition or
//! conjunction that a phrase begins with, which tells most about where it belongs.

use super::super::linear::{Hash, Key};
use super::state::State;

/// More than the number of features.
pub(super) const COUNT: usize = 160;

/// The features of `state`.
pub(in super::super) fn features(state: &State, keys: &mut Vec<Key>) {
    keys.clear();
    let mut out = Out { keys, template: 0 };
    let view = View::new(state);
    out.words(&view);
    out.pairs(&view);
    out.triples(&view);
    out.families(&view);
    out.phrases(&view);
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

struct View {
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
    fn new(state: &State) -> Self {
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

    /// Single words and tags.
    #[inline]
    fn words(&mut self, v: &View) {
        self.push([]);
        for place in [&v.s0, &v.s1, &v.b0, &v.b1] {
            self.push([place.w]);
            self.push([place.t]);
            self.push([place.wt]);
        }
        self.push([v.s2.t]);
        self.push([v.s2.wt]);
        self.push([v.b2.t]);
        self.push([v.b2.w]);
        self.push([v.b3]);
    }

    /// Two words or tags, with their distance.
    #[inline]
    fn pairs(&mut self, v: &View) {
        let View { s0, s1, b0, b1, b2, .. } = v;
        for (a, b) in [(s0, b0), (s1, s0)] {
            self.push([a.wt, b.wt]);
            self.push([a.wt, b.t]);
            self.push([a.t, b.wt]);
            self.push([a.w, b.w]);
            self.push([a.t, b.t]);
        }
        self.push([s1.wt, b0.t]);
        self.push([s1.t, b0.wt]);
        self.push([s1.w, b0.w]);
        self.push([b0.wt, b1.t]);
        self.push([b0.t, b1.wt]);
        self.push([b0.t, b1.t]);
        self.push([b0.t, b1.t, b2.t, v.b3]);
        self.push([s0.w, v.near]);
        self.push([s0.t, v.near]);
        self.push([b0.w, v.near]);
        self.push([b0.t, v.near]);
        self.push([s0.t, b0.t, v.near]);
        self.push([s1.t, s0.t, v.far]);
        self.push([s1.w, v.far]);
        self.push([s0.w, v.far]);
        self.push([s0.t, b0.t, v.near_set]);
        self.push([s0.p, b0.p, v.near_set, v.near]);
        self.push([s1.t, s0.t, v.far_set]);
        self.push([s1.t, s0.t, b0.t, v.verb]);
        self.push([s0.t, b0.t, v.verb]);
        self.push([s0.t, b0.t, v.mark]);
        self.push([s1.t, s0.t, b0.t, v.mark]);
    }

    /// Three tags and more, some with a word.
    #[inline]
    fn triples(&mut self, v: &View) {
        let View { s0, s1, s2, b0, b1, b2, .. } = v;
        self.push([s0.t, b0.t, b1.t]);
        self.push([s1.t, s0.t, b0.t]);
        self.push([s2.t, s1.t, s0.t]);
        self.push([s0.t, b0.t, b1.t, b2.t]);
        self.push([s1.t, s0.t, b0.t, b1.t]);
        self.push([s2.t, s1.t, s0.t, b0.t]);
        self.push([s1.p, s0.p, b0.p, b1.p, b2.p]);
        self.push([s0.w, b0.t, b1.t]);
        self.push([s0.t, b0.w, b1.t]);
        self.push([s0.t, b0.t, b1.w]);
        self.push([s1.w, s0.t, b0.t]);
        self.push([s1.t, s0.w, b0.t]);
        self.push([s1.t, s0.t, b0.w]);
        self.push([s2.w, s1.t, s0.t]);
        self.push([s2.t, s1.w, s0.t]);
        self.push([s2.t, s1.t, s0.w]);
    }

    /// What hangs on the words.
    #[inline]
    fn families(&mut self, v: &View) {
        let View { s0, s1, b0, .. } = v;
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
            self.push([place.t, place.lv]);
            self.push([place.w, place.rv]);
            self.push([place.t, place.rv]);
            self.push([place.t, place.ls]);
            self.push([place.w, place.ls]);
            self.push([place.t, place.rs]);
            self.push([place.w, place.rs]);
        }
        self.push([b0.t, b0.ll, b0.ll2]);
        self.push([b0.t, b0.lv]);
        self.push([b0.t, b0.ls]);
        self.push([b0.w, b0.ls]);
        self.push([s0.t, s0.ls, b0.t]);
        self.push([s0.t, s0.rs, b0.t]);
        self.push([s0.t, b0.t, b0.ls]);
        self.push([s1.t, s1.rs, s0.t, b0.t]);
        self.push([s1.t, s1.ls, s0.t, s0.ls]);
    }

    /// What a phrase begins with, against what it could belong to.
    #[inline]
    fn phrases(&mut self, v: &View) {
        let View { s0, s1, s2, b0, b1, b2, .. } = v;
        self.push([s1.t, s0.case, s0.t]);
        self.push([s1.w, s0.case]);
        self.push([s1.w, s0.case, s0.w]);
        self.push([s2.w, s0.case, s1.t]);
        self.push([s2.t, s1.t, s0.case]);
        self.push([s2.t, s1.w, s0.case]);
        self.push([s1.t, s1.case, s0.case]);
        self.push([s0.t, b0.case, b0.t]);
        self.push([s0.w, b0.case]);
        self.push([s1.t, s0.t, b0.case]);
        self.push([s1.w, s0.t, b0.case]);
        self.push([s1.t, s0.w, b0.case]);
        self.push([s0.case, s0.t, b0.t]);
        self.push([s0.case, s0.t, b0.w]);
        self.push([s1.t, s0.cc, s0.t]);
        self.push([s1.w, s0.cc, s0.w]);
        self.push([s2.t, s1.t, s0.cc, s0.t]);
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
}
