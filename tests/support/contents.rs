//! Everything the house holds, as one text: two of them alike mean that nothing
//! was written in between.

use passerelle::models::_entities::{
    activities, api_keys, applications, blocks, communities, entrances, gestures, letters, links, memberships,
    mentions, offer_items, offer_runs, offer_sources, offers, pictures, posts, revisions, sessions, suspensions, tags,
    thread_tags, threads, users, webhook_deliveries, webhooks,
};
use sea_orm::EntityTrait;

use super::World;

/// What time changes by itself: last uses of sessions, written in batches.
const MOVING: [&str; 3] = ["last_used_at", "expires_at", "last_seen_at"];

impl World {
    pub async fn contents(&self) -> String {
        self.caught_up().await;
        let tables = [
            self.rows::<users::Entity>().await,
            self.rows::<sessions::Entity>().await,
            self.rows::<links::Entity>().await,
            self.rows::<blocks::Entity>().await,
            self.rows::<suspensions::Entity>().await,
            self.rows::<communities::Entity>().await,
            self.rows::<memberships::Entity>().await,
            self.rows::<entrances::Entity>().await,
            self.rows::<threads::Entity>().await,
            self.rows::<posts::Entity>().await,
            self.rows::<revisions::Entity>().await,
            self.rows::<gestures::Entity>().await,
            self.rows::<mentions::Entity>().await,
            self.rows::<pictures::Entity>().await,
            self.rows::<applications::Entity>().await,
            self.rows::<offers::Entity>().await,
            self.rows::<offer_sources::Entity>().await,
            self.rows::<offer_items::Entity>().await,
            self.rows::<offer_runs::Entity>().await,
            self.rows::<api_keys::Entity>().await,
            self.rows::<webhooks::Entity>().await,
            self.rows::<webhook_deliveries::Entity>().await,
            self.rows::<tags::Entity>().await,
            self.rows::<thread_tags::Entity>().await,
            self.rows::<activities::Entity>().await,
            self.rows::<letters::Entity>().await,
        ];
        tables.concat().join("\n")
    }

    async fn rows<E: EntityTrait>(&self) -> Vec<String> {
        let table = E::default();
        let rows = E::find().into_json().all(&self.house.db).await.unwrap();
        let mut rows: Vec<String> = rows
            .into_iter()
            .map(|mut row| {
                if let Some(columns) = row.as_object_mut() {
                    columns.retain(|name, _| !MOVING.contains(&name.as_str()));
                }
                format!("{}: {row}", table.table_name())
            })
            .collect();
        rows.sort();
        rows
    }
}
