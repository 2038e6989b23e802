//! The command `pactum`.

use std::process::ExitCode;

fn main() -> ExitCode {
    pactum::cli::run(std::env::args_os())
}
