//! What each transition would cost: how many right arcs could no longer be found after it (Goldberg and Nivre, 2013).

use super::super::parse::state::State;

/// The right tree of a sentence, without crossing arcs.
pub(super) struct Target {
    /// Index of the head; the number of words for the root.
    pub(super) heads: Vec<usize>,
    pub(super) rels: Vec<u8>,
    /// For each word and the root its children.
    children: Vec<Vec<usize>>,
}

impl Target {
    pub(super) fn new(mut heads: Vec<usize>, rels: Vec<u8>) -> Self {
        uncross(&mut heads);
        let mut children = vec![Vec::new(); heads.len() + 1];
        for (child, &head) in heads.iter().enumerate() {
            children[head].push(child);
        }
        Self { heads, rels, children }
    }

    /// The costs of shift, left and right in `state`.
    pub(super) fn costs(&self, state: &State) -> [usize; 3] {
        let next = state.next;
        let top = state.stacked(0);
        let second = state.stacked(1);
        let on_stack = |word: usize| state.heads[word] == state.none() && word < next;
        let mut costs = [0; 3];
        if next < state.root() {
            let head = self.heads[next];
            let lost_head = head < next && head != top && on_stack(head);
            let lost = self.children[next].iter().filter(|&&child| child < next && on_stack(child)).count();
            costs[0] = lost + usize::from(lost_head);
        }
        if top < state.root() {
            let head = self.heads[top];
            let lost = self.children[top].iter().filter(|&&child| child >= next).count();
            costs[1] = lost + usize::from(head == second || head > next);
            costs[2] = lost + usize::from(head >= next);
        }
        costs
    }
}

/// Lifts the shortest crossing arc to the head of its head, until none is left (Nivre and Nilsson, 2005).
fn uncross(heads: &mut [usize]) {
    let root = heads.len();
    while let Some(child) = shortest_crossing(heads) {
        heads[child] = if heads[child] == root { root } else { heads[heads[child]] };
    }
}

fn shortest_crossing(heads: &[usize]) -> Option<usize> {
    let crosses = |child: usize| {
        let (from, to) = (child.min(heads[child]), child.max(heads[child]));
        // The words between must all depend on the head.
        heads[child] != heads.len() && (from + 1..to).any(|word| !depends(heads, word, heads[child]))
    };
    (0..heads.len()).filter(|&child| crosses(child)).min_by_key(|&child| child.abs_diff(heads[child]))
}

fn depends(heads: &[usize], word: usize, on: usize) -> bool {
    let mut above = word;
    for _ in 0..=heads.len() {
        if above == on {
            return true;
        }
        if above == heads.len() {
            return false;
        }
        above = heads[above];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crossing_arcs_are_lifted() {
        // 0 <- 1 (root), 2 <- 0 crosses 1: goes to the head of 0.
        let mut heads = vec![1, 3, 0];
        uncross(&mut heads);
        assert_eq!(heads, [1, 3, 1]);
    }
}
