//! What people are told: one line a person and a subject, brought up to date
//! rather than repeated, read by reading.
//!
//! ```text
//! activities ─▶ telling ─ said ─ recipients ─ lines ─▶ notifications ─▶ mailing ─▶ outbox
//! ```
//!
//! [`telling`] follows the log and writes the lines; [`mailing`] turns those that
//! are due into letters, asking once more who may still read what they speak of.

pub mod between;
pub mod lines;
pub mod mailing;
pub mod recipients;
pub mod said;
pub mod telling;

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, RelationTrait,
    prelude::DateTimeWithTimeZone,
    sea_query::{Asterisk, Expr, ExprTrait, Func, Query},
};

pub use super::_entities::notifications::{ActiveModel, Column, Entity, Model, Relation};
use super::{
    _entities::{aid_requests, applications, communities, contacts, offer_sources, organisations, threads, users},
    aid_requests::{AUDIENCES, readable::who_blocked},
    keyset::After,
    slugs,
};
use crate::{access::Viewer, clock, database::Db, freshness::Tag, house::House, refusals::Outcome};

/// Lines on a page.
pub const PAGE: u64 = 25;
/// Beyond, one is told that there are many.
pub const MANY: i64 = 99;

/// Why one is told, the strongest first.
pub const REASONS: [&str; 7] = ["mentioned", "quoted", "answered", "solved", "reminder", "thanked", "followed"];

/// How the reasons begin of what is told between a person and their adviser.
pub const OF_ADVISER: &str = "adviser-";

/// How the subjects begin of what an organisation received.
const ORGANISATIONS: &str = "organisations/";
const OFFERS: &str = "offers/";

/// Where a subject without a thread is read: under `/me`, but for an organisation's own.
pub(super) fn at(subject: &str) -> String {
    let everyones = [ORGANISATIONS, OFFERS].iter().any(|place| subject.starts_with(place));
    if everyones { format!("/{subject}") } else { format!("/me/{subject}") }
}

/// A line as its page shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Line {
    pub id: i64,
    /// One of these: a thread, in its room, an entry of mutual aid, or what is between two.
    pub thread_id: Option<i64>,
    pub aid_request_id: Option<i64>,
    pub contact_id: Option<i64>,
    pub introduction_id: Option<i64>,
    pub application_id: Option<i64>,
    pub alert_id: Option<i64>,
    pub source_id: Option<i64>,
    /// An offer of which something became known.
    pub offer_id: Option<i64>,
    /// None: it is called by what is asked.
    pub title: Option<String>,
    /// What for, of a contact.
    pub purpose: Option<String>,
    pub slug: Option<String>,
    pub room_name: Option<String>,
    pub room_slug: Option<String>,
    /// Which answers an offer, or is answered.
    pub organisation_name: Option<String>,
    /// Why an address is not read (Fluent: `refusal-unfetched`).
    pub unfetched: Option<String>,
    /// What it is about, where nothing else says it: `/me/{subject}`.
    pub subject: String,
    pub reason: String,
    pub count: i32,
    pub first_post_id: Option<i64>,
    pub actor_name: Option<String>,
    pub updated_at: DateTimeWithTimeZone,
    pub read_at: Option<DateTimeWithTimeZone>,
}

impl Line {
    /// To the first message not read yet.
    pub fn path(&self) -> String {
        let of_two = self.application_id.or(self.alert_id).or(self.source_id).or(self.offer_id);
        if self.is_of_adviser() || of_two.is_some() {
            return at(&self.subject);
        }
        let Some(thread) = self.thread_id else {
            return match (self.contact_id, self.introduction_id) {
                (Some(contact), _) => format!("/me/contacts/{contact}"),
                (None, Some(introduction)) => format!("/me/introductions/{introduction}"),
                (None, None) => {
                    let title = self.title.as_deref().unwrap_or_default();
                    slugs::path("aid", self.aid_request_id.unwrap_or_default(), &slugs::slug(title))
                }
            };
        };
        let thread = slugs::path("threads", thread, self.slug.as_deref().unwrap_or_default());
        self.first_post_id.map_or_else(|| thread.clone(), |post| format!("{thread}?near={post}#post-{post}"))
    }

    /// Of those who recruit: what waits for their answer.
    pub fn is_received(&self) -> bool {
        self.application_id.is_some() && self.subject.starts_with(ORGANISATIONS)
    }

    /// Between a person and their adviser.
    pub fn is_of_adviser(&self) -> bool {
        self.reason.starts_with(OF_ADVISER)
    }

    pub fn place(&self) -> After {
        After { at: self.updated_at.to_utc(), id: self.id }
    }
}

/// What this person was told, latest first, of what they may read today.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(db: &Db, viewer: &Viewer, me: i64, after: Option<After>) -> Result<(Vec<Line>, Option<After>), DbErr> {
    let mut query = Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::Subject,
            Column::Reason,
            Column::Count,
            Column::FirstPostId,
            Column::UpdatedAt,
            Column::ReadAt,
        ])
        .columns([
            Column::ThreadId,
            Column::AidRequestId,
            Column::ContactId,
            Column::IntroductionId,
            Column::ApplicationId,
            Column::AlertId,
            Column::SourceId,
            Column::OfferId,
        ])
        .expr_as(
            Expr::cust(
                "COALESCE(threads.title, aid_requests.title, offers.title, alerts.name, offer_sources.name, \
                 spoken_of.title)",
            ),
            "title",
        )
        .column_as(organisations::Column::Name, "organisation_name")
        .column_as(offer_sources::Column::Said, "unfetched")
        .column_as(contacts::Column::Purpose, "purpose")
        .column_as(threads::Column::Slug, "slug")
        .column_as(communities::Column::Name, "room_name")
        .column_as(communities::Column::Slug, "room_slug")
        .column_as(users::Column::DisplayName, "actor_name")
        .join(JoinType::LeftJoin, Relation::Threads.def())
        .join(JoinType::LeftJoin, threads::Relation::Communities.def())
        .join(JoinType::LeftJoin, Relation::AidRequests.def())
        .join(JoinType::LeftJoin, Relation::Contacts.def())
        .join(JoinType::LeftJoin, Relation::Alerts.def())
        .join(JoinType::LeftJoin, Relation::OfferSources.def())
        .join_as(JoinType::LeftJoin, Relation::Offers.def(), "spoken_of")
        .join(JoinType::LeftJoin, Relation::Applications.def())
        .join(JoinType::LeftJoin, applications::Relation::Offers.def())
        .join(JoinType::LeftJoin, applications::Relation::Organisations.def())
        .join(JoinType::LeftJoin, actor())
        .filter(Column::UserId.eq(me))
        .filter(still_told(viewer, me));
    if let Some(after) = after {
        let place = Expr::tuple([Expr::col((Entity, Column::UpdatedAt)), Expr::col((Entity, Column::Id))]);
        query = query.filter(place.lt(Expr::tuple([Expr::value(after.at), Expr::value(after.id)])));
    }
    let mut lines: Vec<Line> =
        query.order_by_desc(Column::UpdatedAt).order_by_desc(Column::Id).limit(PAGE + 1).into_model().all(db).await?;
    let more = lines.len() as u64 > PAGE;
    lines.truncate(PAGE as usize);
    let next = if more { lines.last().map(Line::place) } else { None };
    Ok((lines, next))
}

/// Of a thread they may read today; of mutual aid as long as it is there, and of
/// what they were asked about while it is for them. What is kept for after their
/// quiet hours is dated then.
fn still_told(viewer: &Viewer, me: i64) -> Condition {
    use aid_requests::Column as A;
    let of_threads = Condition::all()
        .add(Column::ThreadId.is_not_null())
        .add(threads::Column::WithdrawnAt.is_null())
        .add(viewer.readable_rooms());
    let audiences = AUDIENCES.into_iter().filter(|audience| viewer.is_among(*audience)).map(|audience| audience.name());
    let theirs = Condition::any()
        .add(Column::Reason.ne("aid-asked"))
        .add(A::AuthorId.eq(me))
        .add(Condition::all().add(A::State.is_in(["open", "taken"])).add(A::Audience.is_in(audiences)));
    let of_aid = Condition::all()
        .add(Column::AidRequestId.is_not_null())
        .add(A::State.ne("withdrawn"))
        .add(A::AuthorId.not_in_subquery(who_blocked(me)))
        .add(Column::UpdatedAt.lte(clock::now()))
        .add(theirs);
    // Between two people, one's own or one's organisation's: the line goes when it is no longer theirs to read.
    let of_two = Condition::any()
        .add(Column::ContactId.is_not_null())
        .add(Column::IntroductionId.is_not_null())
        .add(Column::ApplicationId.is_not_null())
        .add(Column::AlertId.is_not_null())
        .add(Column::SourceId.is_not_null())
        .add(Column::OfferId.is_not_null());
    let of_adviser = Column::Reason.starts_with(OF_ADVISER);
    Condition::any().add(of_threads).add(of_aid).add(of_two).add(of_adviser)
}

/// Who did the last of it, among the several ways a line refers to people.
fn actor() -> sea_orm::RelationDef {
    Entity::belongs_to(users::Entity).from(Column::ActorId).to(users::Column::Id).into()
}

/// How many lines wait for this reader, of what they may read today: [`MANY`] + 1
/// at most. Kept for a second, and forgotten when one is told something here, or
/// may see more or less.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting(house: &House, viewer: &Viewer) -> Result<i64, DbErr> {
    #[derive(FromQueryResult)]
    struct Count {
        count: i64,
    }
    let Some(me) = viewer.id() else { return Ok(0) };
    if let Some(known) = house.waiting.get(&me)
        && house.db.freshness.holds(known.1, &[Tag::Told(me), Tag::Person(me)])
    {
        return Ok(known.0);
    }
    let begun = house.db.freshness.hour();
    let unread = Entity::find()
        .select_only()
        .column(Column::Id)
        .join(JoinType::LeftJoin, Relation::Threads.def())
        .join(JoinType::LeftJoin, threads::Relation::Communities.def())
        .join(JoinType::LeftJoin, Relation::AidRequests.def())
        .filter(Column::UserId.eq(me))
        .filter(Column::ReadAt.is_null())
        .filter(still_told(viewer, me))
        .limit(MANY as u64 + 1)
        .into_query();
    let count =
        Query::select().expr_as(Func::count(Expr::col(Asterisk)), "count").from_subquery(unread, "unread").to_owned();
    let statement = house.db.get_database_backend().build(&count);
    let count = Count::find_by_statement(statement).one(&house.db).await?.map_or(0, |row| row.count);
    house.waiting.insert(me, (count, begun));
    Ok(count)
}

/// Everything told so far is read.
///
/// # Errors
/// When the database refuses.
pub async fn read_all(db: &Db, me: i64) -> Outcome<()> {
    let txn = db.write().await?;
    Entity::update_many()
        .col_expr(Column::ReadAt, Expr::value(clock::now()))
        .col_expr(Column::MailAt, Expr::value(None::<DateTimeWithTimeZone>))
        .filter(Column::UserId.eq(me))
        .filter(Column::ReadAt.is_null())
        .exec(&txn)
        .await?;
    txn.also_forget(Tag::Told(me));
    txn.commit().await?;
    Ok(())
}
