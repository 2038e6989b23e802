//! How two values of one functional role stand to each other, time aside.

use rust_decimal::Decimal;

use crate::model::{Date, Object, Qualifier};
use crate::pack::Ontology;

/// How one value stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Both can hold, and neither says more.
    Compatible,
    /// The first says more exactly what the second says.
    Refines,
    /// The second says more exactly what the first says.
    RefinedBy,
    /// They cannot both hold at the same time.
    Incompatible,
}

/// "About" is taken as this part more or less.
const ABOUT: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// How `a` stands to `b`.
#[must_use]
pub fn compare(a: &Object, b: &Object, ontology: &Ontology) -> Relation {
    match (a, b) {
        (Object::Term(a), Object::Term(b)) if !ontology.exclude_each_other(a, b) => Relation::Compatible,
        (Object::Date(a), Object::Date(b)) => compare_dates(a, b),
        (Object::Money { currency, per, .. }, Object::Money { currency: other, per: for_other, .. }) => {
            if currency != other || per != for_other {
                return Relation::Compatible;
            }
            match (Range::of(a), Range::of(b)) {
                (Some(a), Some(b)) => a.compare(b),
                _ => Relation::Compatible,
            }
        }
        (Object::Text(a), Object::Text(b)) if a.to_lowercase() == b.to_lowercase() => Relation::Compatible,
        // A name known to the graph against words for it: whether they mean the same cannot be told.
        (Object::Node(_), Object::Text(_)) | (Object::Text(_), Object::Node(_)) => Relation::Compatible,
        _ => Relation::Incompatible,
    }
}

fn compare_dates(a: &Date, b: &Date) -> Relation {
    match (b.contains(a), a.contains(b)) {
        (true, true) => Relation::Compatible,
        (true, false) => Relation::Refines,
        (false, true) => Relation::RefinedBy,
        (false, false) if overlap(a, b) => Relation::Compatible,
        (false, false) => Relation::Incompatible,
    }
}

fn overlap(a: &Date, b: &Date) -> bool {
    match (a.first_day(), a.last_day(), b.first_day(), b.last_day()) {
        (Some(from), Some(through), Some(other_from), Some(other_through)) => {
            from <= other_through && other_from <= through
        }
        _ => false,
    }
}

/// The amounts that a text leaves open.
#[derive(Clone, Copy, Debug)]
struct Range {
    /// The number named.
    named: Decimal,
    exact: bool,
    from: Decimal,
    /// `None` has no end.
    to: Option<Decimal>,
}

impl Range {
    fn of(money: &Object) -> Option<Self> {
        let Object::Money { value, qualifier, to, .. } = money else { return None };
        let (value, exact) = (*value, *qualifier == Qualifier::Exact && to.is_none());
        let (from, to) = match (qualifier, to) {
            (_, Some(to)) => (value, Some(*to)),
            (Qualifier::Exact, None) => (value, Some(value)),
            (Qualifier::About, None) => {
                (value * (Decimal::ONE - ABOUT), Some(value * (Decimal::ONE + ABOUT)))
            }
            (Qualifier::UpTo, None) => (Decimal::ZERO, Some(value)),
            (Qualifier::AtLeast, None) => (value, None),
        };
        Some(Self { named: value, exact, from, to })
    }

    /// The same number with and without "up to" is the same amount told with more and with less care: the careful one
    /// says more. Otherwise the narrower range does.
    fn compare(self, other: Self) -> Relation {
        if self.named == other.named && self.exact != other.exact && !self.is_about() && !other.is_about() {
            return if self.exact { Relation::RefinedBy } else { Relation::Refines };
        }
        match (other.covers(self), self.covers(other)) {
            (true, true) => Relation::Compatible,
            (true, false) => Relation::Refines,
            (false, true) => Relation::RefinedBy,
            (false, false) if self.meets(other) => Relation::Compatible,
            (false, false) => Relation::Incompatible,
        }
    }

    fn is_about(self) -> bool {
        !self.exact && self.to.is_some_and(|to| self.from < self.named && self.named < to)
    }

    fn covers(self, other: Self) -> bool {
        let ends_before = match (self.to, other.to) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(mine), Some(theirs)) => theirs <= mine,
        };
        self.from <= other.from && ends_before
    }

    fn meets(self, other: Self) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(value: i64, qualifier: Qualifier) -> Object {
        Object::Money { value: value.into(), currency: "USD".into(), qualifier, to: None, per: None }
    }

    #[test]
    fn amounts() {
        use Qualifier::{About, AtLeast, Exact, UpTo};
        let cases = [
            (usd(13_500, Exact), usd(13_000, AtLeast), Relation::Refines),
            (usd(50, UpTo), usd(50, Exact), Relation::Refines),
            (usd(25_000, Exact), usd(24_600, Exact), Relation::Incompatible),
            (usd(4_500, About), usd(4_500, Exact), Relation::RefinedBy),
            (usd(5, UpTo), usd(10, UpTo), Relation::Refines),
            (usd(5, AtLeast), usd(10, UpTo), Relation::Compatible),
            (usd(15, AtLeast), usd(10, UpTo), Relation::Incompatible),
        ];
        for (a, b, expected) in cases {
            assert_eq!(compare(&a, &b, &Ontology::default()), expected, "{a:?} {b:?}");
        }
    }

    #[test]
    fn dates() {
        let day = Object::Date(Date::Day(jiff::civil::date(2026, 4, 27)));
        let other_day = Object::Date(Date::Day(jiff::civil::date(2026, 4, 28)));
        let month = Object::Date(Date::Month(2026, 4));
        let quarter = Object::Date(Date::Edtf("2026-34".into()));
        let compare = |a, b| compare(a, b, &Ontology::default());
        assert_eq!(compare(&day, &month), Relation::Refines);
        assert_eq!(compare(&quarter, &month), Relation::RefinedBy);
        assert_eq!(compare(&day, &other_day), Relation::Incompatible);
    }
}
