//! A profile in place of a CV.

pub mod caution;
pub mod exporting;
pub mod importing;
pub mod sheet;

/// Bytes.
pub const HEADLINE_LIMIT: usize = 200;
pub const TEXT_LIMIT: usize = 4_000;
pub const LABEL_LIMIT: usize = 160;
pub const CONTACT_LIMIT: usize = 300;
pub const URL_LIMIT: usize = 500;

/// Rows of each short list.
pub const TRADES: usize = 3;
pub const PLACES: usize = 3;
pub const STEPS: usize = 6;
pub const LANGUAGES: usize = 5;
pub const LINKS: usize = 4;
pub const LICENCES: usize = 10;

pub const RHYTHMS: [&str; 6] = ["full_time", "part_time", "shifts", "nights", "weekends", "seasonal"];
pub const REMOTE: [&str; 3] = ["none", "some", "most"];
/// Where one is with a step of the project.
pub const STATES: [&str; 3] = ["ahead", "now", "done"];
/// Levels of the Common European Framework of Reference for Languages, and a first language.
pub const LEVELS: [&str; 7] = ["a1", "a2", "b1", "b2", "c1", "c2", "native"];
/// Kilometres around a place.
pub const RADII: [u32; 5] = [5, 10, 20, 50, 100];
