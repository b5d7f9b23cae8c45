//! From an account to the person who stands at the door: everything that
//! decides what they may see and do, read once and kept for a while.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};

use super::{Column, Entity, Model};
use crate::{
    access::{Kind, MyRoom, Person},
    database::Write,
    models::_entities::{blocks, communities, entrances, memberships},
};

/// The last act of someone, to the day: what retention looks at. Coming back takes
/// a warning back.
///
/// # Errors
/// When the database refuses.
pub async fn seen(txn: &Write, person: i64, at: DateTime<Utc>) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::LastSeenAt, Expr::value(Some(at)))
        .col_expr(Column::WarnedAt, Expr::value(None::<DateTime<Utc>>))
        .filter(Column::Id.eq(person))
        .filter(
            Condition::any()
                .add(Column::LastSeenAt.is_null())
                .add(Column::LastSeenAt.lt(at - Duration::days(1)))
                .add(Column::WarnedAt.is_not_null()),
        )
        .exec(txn)
        .await
        .map(|_| ())
}

impl Model {
    /// The kind that counts: a claim that nobody confirmed counts as `other`.
    pub fn kind_that_counts(&self) -> Kind {
        match Kind::named(&self.kind) {
            Some(kind) if !kind.is_claim() || self.claim == "confirmed" => kind,
            _ => Kind::Other,
        }
    }

    /// # Errors
    /// When the database cannot be read.
    pub async fn at_the_door<C: ConnectionTrait>(&self, db: &C) -> Result<Person, DbErr> {
        let mut rooms: Vec<MyRoom> = memberships::Entity::find()
            .find_also_related(communities::Entity)
            .filter(memberships::Column::UserId.eq(self.id))
            .order_by_asc(communities::Column::Name)
            .all(db)
            .await?
            .into_iter()
            .filter_map(|(membership, room)| {
                let room = room?;
                Some(MyRoom { id: room.id, slug: room.slug, name: room.name, manager: membership.role == "manager" })
            })
            .collect();
        let entrances = entrances::Entity::find()
            .filter(entrances::Column::UserId.eq(self.id))
            .all(db)
            .await?
            .into_iter()
            .map(|entrance| (entrance.community_id, entrance.until.map(|until| until.to_utc())))
            .collect();
        let silenced = blocks::Entity::find()
            .filter(blocks::Column::UserId.eq(self.id))
            .all(db)
            .await?
            .into_iter()
            .map(|block| block.other_id)
            .collect();
        let mut person = Person {
            id: self.id,
            handle: self.handle.clone(),
            display_name: self.display_name.clone(),
            email: self.email.clone(),
            kind: self.kind_that_counts(),
            email_confirmed: self.is_confirmed(),
            is_admin: self.is_admin,
            is_ambassador: self.is_ambassador,
            suspended_until: self.suspended_until.map(|until| until.to_utc()),
            locale: self.locale.clone(),
            time_zone: self.time_zone.clone(),
            home_without: self.home_without.clone(),
            created_at: self.created_at.to_utc(),
            rooms: vec![],
            entrances,
            silenced,
            writing: crate::models::drafts::places(db, self.id).await?,
        };
        // A room joined long ago and no longer theirs to read leaves no name behind.
        person.rooms = rooms.iter().filter(|room| room.manager).cloned().collect();
        let readable = crate::access::Viewer::Member(std::sync::Arc::new(person.clone())).readable_rooms();
        let ids: Vec<i64> = rooms.iter().map(|room| room.id).collect();
        let kept: Vec<i64> = if ids.is_empty() {
            vec![]
        } else {
            communities::Entity::find()
                .filter(communities::Column::Id.is_in(ids))
                .filter(readable)
                .all(db)
                .await?
                .into_iter()
                .map(|room| room.id)
                .collect()
        };
        rooms.retain(|room| kept.contains(&room.id));
        person.rooms = rooms;
        Ok(person)
    }
}
