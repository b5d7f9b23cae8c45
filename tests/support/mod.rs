//! Actors, a world for them, and a reader of pages.

mod actors;
mod coming_in;
mod contents;
mod doors;
mod exports;
pub mod offers;
mod pages;
pub mod pictures;
mod references;
mod talk;
mod walks;
mod world;

pub use actors::{Actor, Heard, Listener, form};
pub use coming_in::{PASSWORD, says};
pub use doors::{Door, doors, unhurried};
pub use exports::Files;
pub use pages::Page;
pub use references::PLACES;
pub use talk::Talk;
pub use world::World;
