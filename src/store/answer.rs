//! What a store answers to a query.

use oxigraph::model::{Term, Triple, Variable};

/// The whole answer to a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To SELECT.
    Rows(Rows),
    /// To ASK.
    Truth(bool),
    /// To CONSTRUCT and DESCRIBE.
    Triples(Vec<Triple>),
}

/// A table of terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The columns.
    pub columns: Vec<Variable>,
    /// For each row one cell a column; `None` where the row has no value.
    pub rows: Vec<Vec<Option<Term>>>,
}

impl Rows {
    /// The place of a column.
    #[must_use]
    pub fn column(&self, name: &Variable) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}
