//! `task restore from:…`: puts a backup in the place of what is there. With
//! `dry_run:true` it looks through the backup and says what it would replace.

use std::path::Path;

use loco_rs::{prelude::*, task::Vars};

use crate::{
    backups::{self, Trouble, restoring::there_now},
    house::House,
};

#[derive(Debug)]
pub struct Restore;

#[async_trait]
impl Task for Restore {
    fn task(&self) -> TaskInfo {
        TaskInfo {
            name: "restore".to_owned(),
            detail: "Replaces everything by a backup; servers that run rest meanwhile".to_owned(),
        }
    }

    async fn run(&self, ctx: &AppContext, vars: &Vars) -> Result<()> {
        let house = House::of(ctx);
        let from = Path::new(vars.cli_arg("from")?);
        let dry = vars.cli_arg("dry_run").is_ok_and(|dry| dry == "true");
        run(&house, from, dry).await.map_err(|trouble| Error::Message(trouble.to_string()))
    }
}

async fn run(house: &House, from: &Path, dry: bool) -> std::result::Result<(), Trouble> {
    match there_now(&house.db).await? {
        Some((people, posts)) => println!("This replaces a house of {people} people and {posts} posts."),
        None => println!("There is no house here yet: nothing is replaced."),
    }
    if dry {
        house.db.close().await;
        let made_at = backups::Backup::open(from)?.manifest.made_at;
        println!("The backup of {made_at} is whole and can be restored. Nothing was done.");
        return Ok(());
    }
    let restored = backups::restore(house.db.clone(), &house.db_uri, house.settings.shared_dir(), from).await?;
    println!("Restored: {} rows of {}.", restored.manifest.rows(), restored.manifest.made_at);
    for erasure in &restored.again {
        println!("Erased since that backup, and back with it: person {} (posts: {}).", erasure.person, erasure.posts);
    }
    if !restored.again.is_empty() {
        println!("They are erased again before a server serves anyone.");
    }
    Ok(())
}
