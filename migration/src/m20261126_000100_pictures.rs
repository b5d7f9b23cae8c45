//! Pictures, and the posts that show them. The bytes are files, in uploads/pictures.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let pictures = Table::create()
            .table("pictures")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            .col(string("token").unique_key())
            // photo: of the person; post: for what they write
            .col(string("kind"))
            .col(integer("width"))
            .col(integer("height"))
            // Of the file and of its small one.
            .col(big_integer("bytes"))
            .col(string("media_type"))
            .col(text("alt").default(""))
            .col(moment("created_at"))
            // When it was last put somewhere or taken from there: unused, it goes a day later.
            .col(moment("touched_at"))
            .col(maybe_moment("removed_at"))
            .foreign_key(&mut belongs_to("pictures", "user_id", "users"))
            .to_owned();
        let uses = Table::create()
            .table("picture_uses")
            .col(big_pk_auto("id"))
            .col(big_integer("picture_id"))
            .col(big_integer("post_id"))
            .foreign_key(&mut belongs_to("picture_uses", "picture_id", "pictures"))
            .foreign_key(&mut belongs_to("picture_uses", "post_id", "posts"))
            .to_owned();
        create(
            manager,
            vec![pictures, uses],
            vec![
                index("pictures", &["user_id", "id"]),
                // What may be unused, and what was removed: looked at once a day.
                index("pictures", &["kind", "touched_at"]),
                index("pictures", &["removed_at"]),
                unique("picture_uses", &["picture_id", "post_id"]),
                index("picture_uses", &["post_id"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["picture_uses", "pictures"]).await
    }
}
