//! Actors, a world for them, and a reader of pages.

mod actors;
mod pages;
mod world;

pub use actors::Actor;
pub use pages::Page;
pub use world::World;
