//! `task reindex`: makes the search index anew, beside the one that answers. A
//! server that runs takes it up by itself.

use std::{sync::atomic::Ordering, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};
use loco_rs::{prelude::*, task::Vars};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::models::{posts, search::following::Search};

#[derive(Debug)]
pub struct Reindex;

#[async_trait]
impl Task for Reindex {
    fn task(&self) -> TaskInfo {
        TaskInfo {
            name: "reindex".to_owned(),
            detail: "Makes the search index anew, while the old one answers".to_owned(),
        }
    }

    async fn run(&self, ctx: &AppContext, _: &Vars) -> Result<()> {
        let house = super::ready(ctx).await?;
        let search = Search::at(&house.settings.data_dir);
        let bar = ProgressBar::new(posts::Entity::find().count(&house.db).await?);
        bar.set_style(
            ProgressStyle::with_template("{bar:40} {pos}/{len} documents, {per_sec}, {eta} left")
                .map_err(|error| Error::Message(error.to_string()))?,
        );
        let work = search.rebuild(&house.db);
        tokio::pin!(work);
        let mut tick = tokio::time::interval(Duration::from_millis(200));
        let made = loop {
            tokio::select! {
                made = &mut work => break made,
                _ = tick.tick() => bar.set_position(search.made.load(Ordering::Relaxed)),
            }
        };
        made.map_err(|trouble| Error::Message(format!("the index could not be made: {trouble}")))?;
        bar.finish_and_clear();
        println!("{} documents indexed.", search.made.load(Ordering::Relaxed));
        Ok(())
    }
}
