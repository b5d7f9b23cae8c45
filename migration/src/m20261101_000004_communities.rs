//! Rooms, who belongs to them, and who was let in by name.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let communities = Table::create()
            .table("communities")
            .col(big_pk_auto("id"))
            .col(string("slug"))
            .col(string("name"))
            .col(text("description"))
            .col(text("rules"))
            .col(text("rules_html"))
            // theme, trade, place, branch, situation
            .col(string("kind"))
            // public, members, seekers, recruiters, staff, named
            .col(string("audience"))
            // open, proposed, declined
            .col(string("state").default("open"))
            .col(big_integer_null("proposed_by_id"))
            // Tags proposed when writing here, separated by spaces.
            .col(text("usual_tags").default(""))
            .col(integer("members_count").default(0))
            .col(integer("threads_count").default(0))
            .col(integer("posts_count").default(0))
            .col(maybe_moment("last_post_at"))
            .col(moment("created_at"))
            .foreign_key(&mut may_belong_to("communities", "proposed_by_id", "users"))
            .to_owned();
        let memberships = Table::create()
            .table("memberships")
            .col(big_pk_auto("id"))
            .col(big_integer("community_id"))
            .col(big_integer("user_id"))
            // member, manager
            .col(string("role").default("member"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("memberships", "community_id", "communities"))
            .foreign_key(&mut belongs_to("memberships", "user_id", "users"))
            .to_owned();
        // Who may read a room of audience `named`; and, with an end, the
        // journalled look an admin took into a room that is not theirs.
        let entrances = Table::create()
            .table("entrances")
            .col(big_pk_auto("id"))
            .col(big_integer("community_id"))
            .col(big_integer("user_id"))
            .col(text("reason").default(""))
            .col(maybe_moment("until"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("entrances", "community_id", "communities"))
            .foreign_key(&mut belongs_to("entrances", "user_id", "users"))
            .to_owned();
        create(
            manager,
            vec![communities, memberships, entrances],
            vec![
                unique("communities", &["slug"]),
                index("communities", &["state", "last_post_at"]),
                index("communities", &["proposed_by_id"]),
                unique("memberships", &["user_id", "community_id"]),
                index("memberships", &["community_id", "role"]),
                unique("entrances", &["user_id", "community_id"]),
                index("entrances", &["community_id"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["entrances", "memberships", "communities"]).await
    }
}
