//! The forms of results, by the names that options take.

use std::sync::LazyLock;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use oxigraph::io::{JsonLdProfileSet, RdfFormat};

/// The RDF formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RdfForm {
    Turtle,
    Trig,
    Ntriples,
    Nquads,
    Jsonld,
    Rdfxml,
}

impl RdfForm {
    /// Oxigraph's name for it.
    pub(super) const fn format(self) -> RdfFormat {
        match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::Trig => RdfFormat::TriG,
            Self::Ntriples => RdfFormat::NTriples,
            Self::Nquads => RdfFormat::NQuads,
            Self::Jsonld => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
            Self::Rdfxml => RdfFormat::RdfXml,
        }
    }
}

/// An RDF format, or another form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form<T> {
    Rdf(RdfForm),
    Other(T),
}

/// The other forms of one command.
pub(super) trait OtherForms: ValueEnum + Copy + Send + Sync + 'static {
    /// All forms of the command, in the order in which help lists them.
    fn all() -> &'static LazyLock<Vec<Form<Self>>>;
}

impl<T: OtherForms> ValueEnum for Form<T> {
    fn value_variants<'a>() -> &'a [Self] {
        T::all()
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            Self::Rdf(form) => form.to_possible_value(),
            Self::Other(form) => form.to_possible_value(),
        }
    }
}

/// The RDF formats as forms.
pub(super) fn rdf_forms<T>() -> impl Iterator<Item = Form<T>> {
    RdfForm::value_variants().iter().map(|&form| Form::Rdf(form))
}

/// Other forms as forms.
pub(super) fn other_forms<T: OtherForms>() -> impl Iterator<Item = Form<T>> {
    T::value_variants().iter().map(|&form| Form::Other(form))
}
