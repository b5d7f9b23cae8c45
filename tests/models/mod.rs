//! Rules with many branches, straight at the model.
mod audiences;
mod counters;
mod handles;
mod killed;
mod log;
mod writing;
