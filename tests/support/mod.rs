//! Actors, a world for them, and a reader of pages.

mod actors;
mod coming_in;
mod contents;
mod doors;
mod elsewhere;
mod exports;
pub mod feeds;
pub mod offers;
mod pages;
pub mod pictures;
mod references;
pub mod servers;
pub mod software;
mod talk;
mod walks;
mod world;

pub use actors::{Actor, Heard, Listener, form};
pub use coming_in::{PASSWORD, says};
pub use doors::{Door, doors, unhurried};
pub use elsewhere::Elsewhere;
pub use exports::Files;
pub use pages::Page;
pub use references::PLACES;
pub use talk::Talk;
pub use world::World;
