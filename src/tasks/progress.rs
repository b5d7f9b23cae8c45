//! How far a long task is, for the person who typed it.

use indicatif::{ProgressBar, ProgressStyle};

pub struct Bar(ProgressBar);

impl Bar {
    pub fn new() -> Self {
        let bar = ProgressBar::new(1);
        if let Ok(style) = ProgressStyle::with_template("{msg:>16} [{bar:40}] {percent}%") {
            bar.set_style(style.progress_chars("=> "));
        }
        Self(bar)
    }

    /// At a stage, some of all of it done.
    pub fn at(&self, stage: &'static str, done: u64, all: u64) {
        if self.0.message() != stage {
            self.0.set_message(stage);
        }
        self.0.set_length(all.max(1));
        self.0.set_position(done);
    }

    pub fn gone(&self) {
        self.0.finish_and_clear();
    }
}
