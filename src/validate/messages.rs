//! Words for findings: those that the shape brings, else what kind of constraint it was.

use oxigraph::model::{Graph, Literal, Term};

use super::report::Finding;
use super::terms::{self as sh, as_subject, objects};
use crate::model::parted;

/// Gives each finding a message: its own, that of its shape, or the name of the constraint taken apart into words.
pub(super) fn complete(findings: &mut [Finding], shapes: &Graph) {
    for finding in findings {
        let of_shape: Vec<Literal> = as_subject(&finding.shape)
            .map(|shape| objects(shapes, shape.as_ref(), sh::MESSAGE))
            .unwrap_or_default()
            .into_iter()
            .filter_map(|message| match message {
                Term::Literal(message) => Some(message),
                _ => None,
            })
            .collect();
        if !of_shape.is_empty() && finding.constraint.is_none() {
            finding.messages = of_shape;
        } else if finding.messages.is_empty() {
            finding.messages = vec![Literal::new_simple_literal(apart(finding.component.as_str()))];
        }
    }
}

/// `…#MinCountConstraintComponent` as "min count".
fn apart(component: &str) -> String {
    let name = component.rsplit(['#', '/']).next().unwrap_or_default();
    parted(name.strip_suffix("ConstraintComponent").unwrap_or(name), ' ')
}
