//! `task render`: renders anew the posts an older version of `text.rs` rendered.

use loco_rs::{prelude::*, task::Vars};

use crate::models::posts::rendering;

#[derive(Debug)]
pub struct Render;

#[async_trait]
impl Task for Render {
    fn task(&self) -> TaskInfo {
        TaskInfo { name: "render".to_owned(), detail: "Renders anew posts rendered by an older version".to_owned() }
    }

    async fn run(&self, ctx: &AppContext, _: &Vars) -> Result<()> {
        let house = super::ready(ctx).await?;
        let mut total = 0;
        loop {
            let count = rendering::render_older(&house.db).await.map_err(|error| Error::Message(error.to_string()))?;
            if count == 0 {
                break;
            }
            total += count;
        }
        println!("{total} posts rendered anew.");
        Ok(())
    }
}
