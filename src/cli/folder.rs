//! Commands about the data folder and the program itself: `backup`, `restore`, `completions`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub struct BackupArgs {
    /// Folder to make
    #[arg(value_name = "DIR")]
    pub target: PathBuf,
}

#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// Folder that `casegraph backup` made
    #[arg(value_name = "DIR")]
    pub source: PathBuf,
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// bash, zsh, fish, elvish or powershell
    pub shell: clap_complete::Shell,
}
