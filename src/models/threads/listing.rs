//! Lists of threads, whoever they are for: one query, the rooms' audience inside
//! it, the next page by keyset. What a list shows of a thread is on its row.

use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, FromQueryResult, JoinType, Order, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
    prelude::DateTimeWithTimeZone,
    sea_query::{Expr, ExprTrait, IntoCondition},
};

use super::{Column, Entity};

use crate::{
    access::Viewer,
    database::Db,
    models::{
        _entities::{communities, read_marks, thread_tags, threads, users},
        keyset::After,
        slugs,
    },
};

pub const PAGE: u64 = 25;

/// Which threads.
#[derive(Clone, Debug)]
pub enum Which {
    Latest,
    /// Questions nobody answered, the latest first.
    Unanswered,
    /// Of one room; while nothing narrows them, the pinned ones are apart.
    In {
        room: i64,
        show: Show,
    },
    Pinned {
        room: i64,
    },
    Tagged(i64),
    By(i64),
    /// By their numbers, whatever their order.
    These(Vec<i64>),
    /// Questions of mine that have no accepted answer.
    Awaited(i64),
    /// Latest or unanswered, of some rooms.
    InRooms {
        rooms: Vec<i64>,
        unanswered: bool,
        not_by: Option<i64>,
    },
}

/// What a room's list is narrowed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    #[default]
    All,
    Questions,
    Unanswered,
    Experiences,
    Pinned,
}

impl Show {
    pub const NAMES: [&str; 5] = ["all", "questions", "unanswered", "experiences", "pinned"];

    pub fn named(name: &str) -> Self {
        match name {
            "questions" => Self::Questions,
            "unanswered" => Self::Unanswered,
            "experiences" => Self::Experiences,
            "pinned" => Self::Pinned,
            _ => Self::All,
        }
    }

    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

/// A thread as a list shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Listed {
    pub id: i64,
    pub title: String,
    pub slug: String,
    pub kind: String,
    pub sense: String,
    pub tag_slugs: String,
    pub replies_count: i32,
    pub solution_post_id: Option<i64>,
    pub closed_at: Option<DateTimeWithTimeZone>,
    pub pinned_at: Option<DateTimeWithTimeZone>,
    pub last_post_at: DateTimeWithTimeZone,
    pub created_at: DateTimeWithTimeZone,
    pub author_id: Option<i64>,
    pub author_handle: Option<String>,
    pub author_name: Option<String>,
    pub author_kind: Option<String>,
    pub author_claim: Option<String>,
    pub author_ambassador: Option<bool>,
    pub room_id: i64,
    pub room_slug: String,
    pub room_name: String,
    pub room_audience: String,
    pub last_post_id: Option<i64>,
    /// How far its reader read in it, when they did.
    pub read_post_id: Option<i64>,
}

impl Listed {
    pub fn path(&self) -> String {
        slugs::path("threads", self.id, &self.slug)
    }

    fn place(&self) -> After {
        After { at: self.last_post_at.to_utc(), id: self.id }
    }

    /// To the first message not read yet, of a thread read before.
    pub fn unread_path(&self) -> Option<String> {
        let read = self.read_post_id.filter(|read| self.last_post_id.is_some_and(|last| last > *read))?;
        Some(format!("{}?after={read}#new", self.path()))
    }

    pub fn state(&self) -> Option<&'static str> {
        super::state(&self.kind, self.replies_count, self.solution_post_id.is_some(), self.closed_at.is_some())
    }
}

/// A page of a list, and where the next begins.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    pub rows: Vec<Listed>,
    pub next: Option<After>,
}

/// # Errors
/// When the database cannot be read.
pub async fn list(db: &Db, viewer: &Viewer, which: &Which, after: Option<After>, limit: u64) -> Result<Listing, DbErr> {
    let mut query = Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::Title,
            Column::Slug,
            Column::Kind,
            Column::Sense,
            Column::TagSlugs,
            Column::RepliesCount,
            Column::SolutionPostId,
            Column::ClosedAt,
            Column::PinnedAt,
            Column::LastPostAt,
            Column::CreatedAt,
            Column::AuthorId,
            Column::LastPostId,
        ])
        .column_as(users::Column::Handle, "author_handle")
        .column_as(users::Column::DisplayName, "author_name")
        .column_as(users::Column::Kind, "author_kind")
        .column_as(users::Column::Claim, "author_claim")
        .column_as(users::Column::IsAmbassador, "author_ambassador")
        .column_as(communities::Column::Id, "room_id")
        .column_as(communities::Column::Slug, "room_slug")
        .column_as(communities::Column::Name, "room_name")
        .column_as(communities::Column::Audience, "room_audience")
        .join(JoinType::InnerJoin, threads::Relation::Communities.def())
        .join(JoinType::LeftJoin, author())
        .filter(viewer.readable_rooms())
        .filter(Column::WithdrawnAt.is_null());
    query = match viewer.id() {
        Some(me) => query.column_as(read_marks::Column::PostId, "read_post_id").join(JoinType::LeftJoin, mark_of(me)),
        None => query.expr_as(Expr::cust("CAST(NULL AS BIGINT)"), "read_post_id"),
    };
    if let Some(person) = viewer.person()
        && !person.silenced.is_empty()
        && !matches!(which, Which::By(_))
    {
        query = query.filter(Column::AuthorId.is_null().or(Column::AuthorId.is_not_in(person.silenced.clone())));
    }
    query = match which {
        Which::Latest => query,
        Which::Unanswered => unanswered(query),
        Which::In { room, show } => {
            let query = query.filter(Column::CommunityId.eq(*room));
            match show {
                Show::All => query.filter(Column::PinnedAt.is_null()),
                Show::Pinned => query.filter(Column::PinnedAt.is_not_null()),
                Show::Questions => query.filter(Column::Kind.eq("question")),
                Show::Unanswered => unanswered(query),
                Show::Experiences => query.filter(Column::Kind.eq("experience")),
            }
        }
        Which::Pinned { room } => query.filter(Column::CommunityId.eq(*room)).filter(Column::PinnedAt.is_not_null()),
        Which::Tagged(tag) => query
            .join(JoinType::InnerJoin, threads::Relation::ThreadTags.def())
            .filter(thread_tags::Column::TagId.eq(*tag)),
        Which::By(author) => query.filter(Column::AuthorId.eq(*author)),
        Which::These(ids) => query.filter(Column::Id.is_in(ids.iter().copied())),
        Which::Awaited(author) => query
            .filter(Column::AuthorId.eq(*author))
            .filter(Column::Kind.eq("question"))
            .filter(Column::SolutionPostId.is_null())
            .filter(Column::ClosedAt.is_null()),
        Which::InRooms { rooms, unanswered: only, not_by } => {
            let mut query = query.filter(Column::CommunityId.is_in(rooms.clone()));
            if let Some(author) = not_by {
                query = query.filter(Column::AuthorId.is_null().or(Column::AuthorId.ne(*author)));
            }
            if *only { unanswered(query) } else { query }
        }
    };
    if let Some(after) = after {
        query = query.filter(after.earlier(Expr::col((Entity, Column::LastPostAt)), Expr::col((Entity, Column::Id))));
    }
    let mut rows: Vec<Listed> = query
        .order_by(Column::LastPostAt, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .limit(limit + 1)
        .into_model()
        .all(db)
        .await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = if more { rows.last().map(Listed::place) } else { None };
    Ok(Listing { rows, next })
}

fn unanswered(query: sea_orm::Select<Entity>) -> sea_orm::Select<Entity> {
    query.filter(is_unanswered())
}

/// A question that nobody answered.
pub fn is_unanswered() -> Expr {
    // Said as the partial indices say it, or they would not be used.
    Expr::cust(
        "threads.kind = 'question' AND threads.replies_count = 0 AND threads.closed_at IS NULL \
         AND threads.withdrawn_at IS NULL",
    )
}

/// How far one person read.
fn mark_of(me: i64) -> sea_orm::RelationDef {
    let mark: sea_orm::RelationDef =
        Entity::belongs_to(read_marks::Entity).from(Column::Id).to(read_marks::Column::ThreadId).into();
    mark.on_condition(move |_, marks| Expr::col((marks, read_marks::Column::UserId)).eq(me).into_condition())
}

/// The author, among the several ways a thread refers to people.
fn author() -> sea_orm::RelationDef {
    Entity::belongs_to(users::Entity).from(Column::AuthorId).to(users::Column::Id).into()
}
