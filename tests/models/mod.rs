//! Rules with many branches, straight at the model.
mod audiences;
mod counters;
mod courier;
mod handles;
pub mod killed;
mod log;
mod privacy;
mod writing;
