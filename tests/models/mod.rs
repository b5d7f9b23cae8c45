//! Rules with many branches, straight at the model.
mod killed;
mod log;
mod writing;
