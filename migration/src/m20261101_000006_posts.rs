//! Posts, their history and the three gestures.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let posts = Table::create()
            .table("posts")
            .col(big_pk_auto("id"))
            .col(big_integer("thread_id"))
            .col(big_integer_null("author_id"))
            .col(text("body"))
            .col(text("body_html"))
            // Which version of `text.rs` made `body_html`.
            .col(integer("renderer"))
            .col(big_integer_null("quote_id"))
            // The form's own number: a resend of the same form posts once.
            .col(string_null("draft"))
            .col(integer("edits_count").default(0))
            .col(maybe_moment("edited_at"))
            .col(integer("gestures_count").default(0))
            .col(maybe_moment("removed_at"))
            .col(maybe_moment("hidden_at"))
            .col(big_integer_null("hidden_by_id"))
            .col(text_null("hidden_reason"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("posts", "thread_id", "threads"))
            .foreign_key(&mut may_belong_to("posts", "author_id", "users"))
            .foreign_key(&mut may_belong_to("posts", "hidden_by_id", "users"))
            .to_owned();
        // What a post or a thread said before an edit.
        let revisions = Table::create()
            .table("revisions")
            .col(big_pk_auto("id"))
            .col(big_integer("thread_id"))
            // Empty when the thread's title, kind or tags changed.
            .col(big_integer_null("post_id"))
            .col(big_integer_null("editor_id"))
            .col(text("before"))
            .col(text("after"))
            .col(text("reason").default(""))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("revisions", "thread_id", "threads"))
            .foreign_key(&mut belongs_to("revisions", "post_id", "posts"))
            .foreign_key(&mut may_belong_to("revisions", "editor_id", "users"))
            .to_owned();
        let gestures = Table::create()
            .table("gestures")
            .col(big_pk_auto("id"))
            .col(big_integer("post_id"))
            .col(big_integer("user_id"))
            // thanks, bravo, relay
            .col(string("kind"))
            .col(text("sentence").default(""))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("gestures", "post_id", "posts"))
            .foreign_key(&mut belongs_to("gestures", "user_id", "users"))
            .to_owned();
        create(
            manager,
            vec![posts, revisions, gestures],
            vec![
                index("posts", &["thread_id", "id"]),
                index("posts", &["author_id", "id"]),
                unique("posts", &["author_id", "draft"]),
                index("posts", &["renderer"]),
                index("revisions", &["post_id", "id"]),
                index("revisions", &["thread_id", "id"]),
                unique("gestures", &["post_id", "user_id", "kind"]),
                index("gestures", &["user_id"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["gestures", "revisions", "posts"]).await
    }
}
