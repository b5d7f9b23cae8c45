//! Passerelle: an open community exchange platform for people looking for work,
//! those who recruit and those who advise. The README tells where a line lives.

pub mod access;
pub mod app;
pub mod assets;
pub mod backups;
pub mod clock;
pub mod closing;
pub mod command_line;
pub mod controllers;
pub mod database;
pub mod door;
pub mod fetching;
pub mod fixtures;
pub mod freshness;
pub mod house;
pub mod icons;
pub mod initializers;
pub mod metrics;
pub mod models;
pub mod outages;
pub mod pages;
pub mod presence;
pub mod refusals;
pub mod resting;
pub mod settings;
pub mod starting;
pub mod tally;
pub mod tasks;
pub mod text;
pub mod views;
pub mod words;
