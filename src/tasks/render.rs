//! `task render`: renders anew the posts, and the rules of rooms, that an older version
//! of `text.rs` rendered.

use loco_rs::{prelude::*, task::Vars};

use crate::{
    database::Db,
    models::{communities, contacts, offers, organisations, posts},
    refusals::Outcome,
};

#[derive(Debug)]
pub struct Render;

#[async_trait]
impl Task for Render {
    fn task(&self) -> TaskInfo {
        TaskInfo { name: "render".to_owned(), detail: "Renders anew what was rendered by an older version".to_owned() }
    }

    async fn run(&self, ctx: &AppContext, _: &Vars) -> Result<()> {
        let house = super::ready(ctx).await?;
        let posts = all(&house.db, posts::rendering::render_older).await?;
        let rules = all(&house.db, communities::rendering::render_older).await?;
        let messages = all(&house.db, contacts::conversing::render_older).await?;
        let offers = all(&house.db, offers::rendering::render_older).await?;
        let organisations = all(&house.db, organisations::rendering::render_older).await?;
        println!("{posts} posts rendered anew.");
        println!("{rules} rooms' rules rendered anew.");
        println!("{messages} messages between two people rendered anew.");
        println!("{offers} offers and {organisations} organisations rendered anew.");
        Ok(())
    }
}

/// Batch after batch, until one is empty; how many in all.
async fn all<'a, F: Future<Output = Outcome<usize>>>(db: &'a Db, batch: impl Fn(&'a Db) -> F) -> Result<usize> {
    let mut total = 0;
    loop {
        match batch(db).await.map_err(|error| Error::Message(error.to_string()))? {
            0 => return Ok(total),
            count => total += count,
        }
    }
}
