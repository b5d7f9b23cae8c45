//! Pictures: a person's photo, and what their posts show. What was sent is decoded
//! within limits and drawn anew, so that nothing of it is kept but what one sees: no
//! place, no camera, no second meaning. The row says whose it is and where it is used;
//! the bytes are two files beside the database, served from here alone.

pub mod adding;
pub mod developing;
pub mod keeping;
pub mod listing;
pub mod readable;
pub mod removing;
pub mod using;
mod whole;
pub mod workshop;

use sea_orm::{
    ActiveEnum, ColumnTrait, ConnectionTrait, DbErr, DeriveActiveEnum, EntityTrait, EnumIter, QueryFilter, QueryOrder,
};

pub use super::_entities::pictures::{ActiveModel, Column, Entity, Model};

/// Bytes of a file sent in.
pub const FILE_LIMIT: usize = 12 * 1024 * 1024;
/// Bytes of what is said of a picture.
pub const ALT_LIMIT: usize = 500;

/// What a picture is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Kind {
    /// Of the person: one at a time.
    Photo,
    /// For what they write.
    Post,
}

impl Kind {
    pub fn name(self) -> String {
        self.to_value()
    }
}

/// Whether this can be the name of a picture: 32 hexadecimal digits.
pub fn is_token(token: &str) -> bool {
    token.len() == 32 && token.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

impl Model {
    pub fn path(&self) -> String {
        format!("/pictures/{}", self.token)
    }

    /// The same, small: for lists and beside names.
    pub fn small_path(&self) -> String {
        format!("/pictures/{}.small", self.token)
    }

    pub fn is_photo(&self) -> bool {
        self.kind == Kind::Photo.name()
    }

    /// Its file in an export.
    pub fn file_name(&self) -> String {
        let end = if self.media_type == "image/png" { "png" } else { "jpg" };
        format!("pictures/{}.{end}", self.token)
    }

    /// What puts it in a text.
    pub fn markdown(&self) -> String {
        let mut alt = String::with_capacity(self.alt.len());
        for letter in self.alt.chars() {
            if matches!(letter, '\\' | '[' | ']' | '*' | '_' | '`' | '<' | '&' | '~' | '!') {
                alt.push('\\');
            }
            alt.push(letter);
        }
        format!("![{alt}]({})", self.path())
    }
}

/// The photo of a person, whoever may see it.
///
/// # Errors
/// When the database cannot be read.
pub async fn photo_of<C: ConnectionTrait>(db: &C, user: i64) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::UserId.eq(user))
        .filter(Column::Kind.eq(Kind::Photo.name()))
        .filter(Column::RemovedAt.is_null())
        .order_by_desc(Column::Id)
        .one(db)
        .await
}
