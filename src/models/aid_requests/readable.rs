//! The only way to an entry: through the eyes of whoever asks. It is for its
//! audience while it lives, and for those who wrote to each other afterwards;
//! for whoever its author blocked it never was.

use std::ops::Deref;

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::SelectStatement,
};

use super::{AUDIENCES, Column, Entity, Model, Shown, shown};
use crate::{
    access::{Audience, Person, Viewer},
    database::Db,
    models::{
        _entities::{aid_answers, blocks},
        users,
    },
    refusals::{Failure, Outcome},
};

/// The answers that make someone a party to it.
pub const PARTY: [&str; 3] = ["waiting", "accepted", "declined"];

/// An entry its reader may read, with what they answered.
#[derive(Clone, Debug)]
pub struct Readable {
    pub shown: Shown,
    pub mine: Option<aid_answers::Model>,
    /// They blocked its author: nothing is said between the two.
    pub barred: bool,
}

impl Deref for Readable {
    type Target = Model;

    fn deref(&self) -> &Model {
        &self.shown.entry
    }
}

impl Model {
    /// # Errors
    /// [`Failure::Missing`] when it does not exist for them.
    pub async fn readable_by(db: &Db, viewer: &Viewer, id: i64) -> Outcome<Readable> {
        let found = Entity::find_by_id(id).find_also_related(users::Entity).one(db).await?.ok_or(Failure::Missing)?;
        let entry = &found.0;
        if entry.state == "withdrawn" {
            return Err(Failure::Missing);
        }
        let (mut mine, mut barred) = (None, false);
        if !viewer.is(Some(entry.author_id)) {
            if let Some(me) = viewer.id() {
                mine = answer_of(db, id, me).await?;
                let blocked = blocks_between(db, me, entry.author_id).await?;
                barred = blocked.contains(&me);
                if blocked.contains(&entry.author_id) {
                    return Err(Failure::Missing);
                }
            }
            let party = mine.as_ref().is_some_and(|answer| PARTY.contains(&answer.state.as_str()));
            if !(party || entry.is_alive() && entry.is_for(viewer)) {
                return Err(Failure::Missing);
            }
        }
        let shown = shown(db, vec![found]).await?.pop().ok_or(Failure::Missing)?;
        Ok(Readable { shown, mine, barred })
    }
}

impl Readable {
    /// For its author alone; to anyone else such a door is none.
    ///
    /// # Errors
    /// [`Failure::Missing`].
    pub fn led_by(&self, person: &Person) -> Outcome<()> {
        if self.author_id == person.id { Ok(()) } else { Err(Failure::Missing) }
    }
}

pub(super) async fn answer_of<C: ConnectionTrait>(
    db: &C,
    entry: i64,
    person: i64,
) -> Result<Option<aid_answers::Model>, DbErr> {
    use aid_answers::Column as A;
    aid_answers::Entity::find().filter(A::RequestId.eq(entry)).filter(A::AuthorId.eq(person)).one(db).await
}

/// Which of the two blocked the other.
async fn blocks_between<C: ConnectionTrait>(db: &C, one: i64, other: i64) -> Result<Vec<i64>, DbErr> {
    use blocks::Column as B;
    blocks::Entity::find()
        .select_only()
        .column(B::UserId)
        .filter(B::UserId.is_in([one, other]))
        .filter(B::OtherId.is_in([one, other]))
        .filter(B::Kind.eq("block"))
        .into_tuple()
        .all(db)
        .await
}

/// The condition on entries that keeps what may be shown to this reader in a list:
/// of an audience they are of, by nobody who blocked them, by nobody they silenced.
pub fn shown_to(viewer: &Viewer) -> Condition {
    let audiences = AUDIENCES.into_iter().filter(|audience| viewer.is_among(*audience)).map(Audience::name);
    let shown = Condition::all().add(Column::Audience.is_in(audiences));
    let Some(me) = viewer.person() else { return shown };
    shown
        .add(Column::AuthorId.not_in_subquery(who_blocked(me.id)))
        .add_option((!me.silenced.is_empty()).then(|| Column::AuthorId.is_not_in(me.silenced.clone())))
}

/// Those whose words are not for this person.
pub(in crate::models) fn who_blocked(me: i64) -> SelectStatement {
    blocks::Entity::find()
        .select_only()
        .column(blocks::Column::UserId)
        .filter(blocks::Column::OtherId.eq(me))
        .filter(blocks::Column::Kind.eq("block"))
        .into_query()
}
