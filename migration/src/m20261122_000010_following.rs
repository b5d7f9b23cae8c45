//! Where one was, what one comes back to, what one wants to hear of.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // How far someone read in a thread.
        let read_marks = Table::create()
            .table("read_marks")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            .col(big_integer("thread_id"))
            .col(big_integer("post_id"))
            .col(moment("read_at"))
            .foreign_key(&mut belongs_to("read_marks", "user_id", "users"))
            .foreign_key(&mut belongs_to("read_marks", "thread_id", "threads"))
            .to_owned();
        // One of the three is said: a room, a thread or a tag.
        let follows = Table::create()
            .table("follows")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            .col(big_integer_null("community_id"))
            .col(big_integer_null("thread_id"))
            .col(big_integer_null("tag_id"))
            // all: each message; mine: answers and mentions; muted: nothing
            .col(string("level"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("follows", "user_id", "users"))
            .foreign_key(&mut belongs_to("follows", "community_id", "communities"))
            .foreign_key(&mut belongs_to("follows", "thread_id", "threads"))
            .foreign_key(&mut belongs_to("follows", "tag_id", "tags"))
            .to_owned();
        let bookmarks = Table::create()
            .table("bookmarks")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            .col(big_integer("thread_id"))
            // Where in the thread; empty: its beginning.
            .col(big_integer_null("post_id"))
            .col(text("note").default(""))
            .col(maybe_moment("remind_at"))
            .col(maybe_moment("reminded_at"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("bookmarks", "user_id", "users"))
            .foreign_key(&mut belongs_to("bookmarks", "thread_id", "threads"))
            .foreign_key(&mut may_belong_to("bookmarks", "post_id", "posts"))
            .to_owned();
        create(
            manager,
            vec![read_marks, follows, bookmarks],
            vec![
                unique("read_marks", &["user_id", "thread_id"]),
                index("read_marks", &["thread_id"]),
                unique("follows", &["user_id", "community_id"]),
                unique("follows", &["user_id", "thread_id"]),
                unique("follows", &["user_id", "tag_id"]),
                index("follows", &["community_id", "level", "user_id"]),
                index("follows", &["thread_id", "level", "user_id"]),
                index("follows", &["tag_id", "level", "user_id"]),
                unique("bookmarks", &["user_id", "thread_id"]),
                index("bookmarks", &["thread_id"]),
                index("bookmarks", &["remind_at"]),
                // What was said on a given day.
                index("posts", &["thread_id", "created_at"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("idx_posts_thread_id_created_at").table("posts").to_owned()).await?;
        drop(manager, &["bookmarks", "follows", "read_marks"]).await
    }
}
