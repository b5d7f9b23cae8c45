//! Rules with many branches, straight at the model.
mod audiences;
mod clock_jumps;
mod closing;
mod counters;
mod courier;
mod handles;
pub mod killed;
mod killed_often;
mod log;
mod nodes;
mod pictures;
mod places;
mod privacy;
mod profiles;
mod reading;
mod search;
mod trades;
mod writing;
