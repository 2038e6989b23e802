//! `pactum man`: the manual pages.

use std::io::Write;
use std::path::PathBuf;

use clap_mangen::Man;

use super::problem::{Done, Outcome};
use crate::model::Diagnostic;

/// Print the manual page, or write one for each command
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Write pactum.1, pactum-build.1 and so on into this folder
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  pactum man | man -l -
  pactum man --dir ~/.local/share/man/man1";

pub(super) fn run(args: &Args) -> Done {
    match &args.dir {
        None => {
            let mut page = Vec::new();
            Man::new(super::whole()).render(&mut page)?;
            let mut out = std::io::stdout();
            out.write_all(&page)?;
            out.flush()?;
        }
        Some(dir) => {
            let unwritable = |error: std::io::Error| {
                Diagnostic::error(format!("the manual cannot be written: {error}"))
                    .in_file(dir.display().to_string())
            };
            std::fs::create_dir_all(dir).map_err(unwritable)?;
            clap_mangen::generate_to(super::whole(), dir).map_err(unwritable)?;
        }
    }
    Ok(Outcome::Well)
}
