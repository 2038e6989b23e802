//! Floor 1. What is known about one field: ontology, gazetteers, lexicon, frames, shapes and saved queries, from the
//! folders of a pack. The project's own top-level folders are the default pack, embedded in the binary.

pub mod files;
pub mod frames;
pub mod gazetteer;
pub mod lexicon;
pub mod ontology;
pub mod skeleton;

use crate::model::Diagnostic;

pub use files::{File, Files};
pub use frames::FrameRules;
pub use gazetteer::Gazetteer;
pub use lexicon::Lexicon;
pub use ontology::Ontology;

/// Everything the engine knows about one field.
#[derive(Debug)]
pub struct Pack {
    /// The files it was loaded from.
    pub files: Files,
    /// Classes, roles, keys.
    pub ontology: Ontology,
    /// Known names.
    pub gazetteer: Gazetteer,
    /// Words the recognisers and the grammar go by.
    pub lexicon: Lexicon,
    /// Definitions of frames.
    pub frames: FrameRules,
}

impl Pack {
    /// Loads and checks all files of a pack.
    ///
    /// # Errors
    /// Every problem found, each with file, line and column.
    pub fn load(files: Files) -> Result<Self, Vec<Diagnostic>> {
        let ontology = Ontology::load(&files)?;
        let gazetteer = Gazetteer::load(&files, &ontology)?;
        let lexicon = Lexicon::load(&files)?;
        let frames = FrameRules::load(&files, &ontology)?;
        Ok(Self { files, ontology, gazetteer, lexicon, frames })
    }

    /// The default pack, embedded in the binary.
    ///
    /// # Panics
    /// If the embedded files are wrong, which a test rules out.
    #[must_use]
    pub fn embedded() -> Self {
        Self::load(Files::embedded()).unwrap_or_else(|problems| {
            panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        })
    }
}
