//! Who may see what. An [`Audience`] belongs to a room; a [`Viewer`] stands at
//! the door. "May read" is written here once and translated twice: a condition
//! for the database ([`Viewer::readable_rooms`]) and an answer about one room
//! ([`Viewer::may_read`]); a test holds the two against each other.
//!
//! What a viewer may not read does not exist for them.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, DeriveActiveEnum, EnumIter,
    sea_query::{Expr, Query, SimpleExpr},
};
use serde::Serialize;

use crate::clock;
use crate::models::{
    _entities::{communities, entrances, memberships, users},
    drafts::Place,
};

/// Who reads a room; and, for confirmed people, who writes in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everyone, with or without an account.
    Public,
    /// Anyone signed in.
    Members,
    /// People of kind seeker, and that room's managers. Not advisers, not
    /// recruiters; admins only by a journalled act.
    Seekers,
    /// Confirmed recruiters and branches, and that room's managers.
    Recruiters,
    /// Confirmed advisers, managers of any room, admins.
    Staff,
    /// Those who were let in by name.
    Named,
}

impl Audience {
    pub const ALL: [Self; 6] = [Self::Public, Self::Members, Self::Seekers, Self::Recruiters, Self::Staff, Self::Named];

    /// `public`, `members`…: its name in forms, classes and Fluent keys.
    pub fn name(self) -> String {
        self.to_value()
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::try_from_value(&name.to_owned()).ok()
    }
}

/// Who one says one is. Recruiter, branch and adviser are claims until confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Seeker,
    Recruiter,
    Branch,
    Adviser,
    Other,
}

impl Kind {
    pub fn name(self) -> String {
        self.to_value()
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::try_from_value(&name.to_owned()).ok()
    }

    /// Whether an admin has to confirm it before it counts.
    pub fn is_claim(self) -> bool {
        matches!(self, Self::Recruiter | Self::Branch | Self::Adviser)
    }
}

/// Someone with an account, and everything that decides what they may do. Kept
/// for a few seconds between requests and forgotten when any of it changes.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: i64,
    pub handle: String,
    pub display_name: String,
    pub email: String,
    /// The kind that counts: an unconfirmed claim counts as `Other`.
    pub kind: Kind,
    pub email_confirmed: bool,
    pub is_admin: bool,
    pub is_ambassador: bool,
    pub suspended_until: Option<DateTime<Utc>>,
    pub locale: String,
    pub time_zone: String,
    pub home_without: String,
    pub created_at: DateTime<Utc>,
    /// Rooms joined or managed, by name.
    pub rooms: Vec<MyRoom>,
    /// Rooms let into by name, or looked into by a journalled act, and until when.
    pub entrances: Vec<(i64, Option<DateTime<Utc>>)>,
    /// People muted or blocked.
    pub silenced: Vec<i64>,
    /// Where they have words waiting (`threads/12`): see `models/drafts`.
    pub writing: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct MyRoom {
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub manager: bool,
}

impl Person {
    pub fn manages(&self, room: i64) -> bool {
        self.rooms.iter().any(|mine| mine.manager && mine.id == room)
    }

    pub fn is_writing(&self, place: Place) -> bool {
        !self.writing.is_empty() && self.writing.contains(&place.name())
    }

    pub fn belongs_to(&self, room: i64) -> bool {
        self.rooms.iter().any(|mine| mine.id == room)
    }

    pub fn is_suspended(&self) -> bool {
        self.suspended_until.is_some_and(|until| until > clock::now())
    }

    /// Confirmed advisers, managers of any room, admins.
    pub fn is_staff(&self) -> bool {
        self.is_admin || self.kind == Kind::Adviser || self.rooms.iter().any(|mine| mine.manager)
    }

    fn audiences(&self) -> Vec<Audience> {
        let mut audiences = vec![Audience::Public, Audience::Members];
        // An address that nobody answered for opens no confidence.
        if self.email_confirmed {
            match self.kind {
                Kind::Seeker => audiences.push(Audience::Seekers),
                Kind::Recruiter | Kind::Branch => audiences.push(Audience::Recruiters),
                Kind::Adviser | Kind::Other => {}
            }
            if self.is_staff() {
                audiences.push(Audience::Staff);
            }
        }
        audiences
    }

    /// Rooms read whatever their audience: managed, or entered by name.
    fn own_rooms(&self) -> Vec<i64> {
        let now = clock::now();
        let managed = self.rooms.iter().filter(|mine| mine.manager).map(|mine| mine.id);
        let entered =
            self.entrances.iter().filter(|(_, until)| until.is_none_or(|until| until > now)).map(|(room, _)| *room);
        managed.chain(entered).collect()
    }
}

/// Whoever stands at the door.
#[derive(Clone, Debug)]
pub enum Viewer {
    Visitor,
    Member(Arc<Person>),
}

impl Viewer {
    pub fn person(&self) -> Option<&Arc<Person>> {
        match self {
            Self::Visitor => None,
            Self::Member(person) => Some(person),
        }
    }

    pub fn id(&self) -> Option<i64> {
        self.person().map(|person| person.id)
    }

    pub fn is(&self, user: Option<i64>) -> bool {
        user.is_some() && self.id() == user
    }

    pub fn manages(&self, room: i64) -> bool {
        self.person().is_some_and(|person| person.manages(room))
    }

    pub fn is_admin(&self) -> bool {
        self.person().is_some_and(|person| person.is_admin)
    }

    fn audiences(&self) -> Vec<Audience> {
        self.person().map_or_else(|| vec![Audience::Public], |person| person.audiences())
    }

    /// Whether what is for this audience is for them, wherever it stands.
    pub fn is_among(&self, audience: Audience) -> bool {
        self.audiences().contains(&audience)
    }

    fn own_rooms(&self) -> Vec<i64> {
        self.person().map_or_else(Vec::new, |person| person.own_rooms())
    }

    /// The condition on `communities` that keeps the rooms this viewer may read.
    pub fn readable_rooms(&self) -> Condition {
        use communities::Column as C;
        let names = self.audiences().into_iter().map(Audience::name);
        let mut open = Condition::any().add(C::Audience.is_in(names));
        let own = self.own_rooms();
        if !own.is_empty() {
            open = open.add(C::Id.is_in(own));
        }
        let mut readable = Condition::any().add(Condition::all().add(C::State.eq("open")).add(open));
        if let Some(person) = self.person() {
            let mut mine = Condition::any().add(C::ProposedById.eq(person.id));
            if person.is_admin {
                // Whoever decides reads the proposal: nothing was confided there yet.
                mine = mine.add(C::State.eq("proposed")).add(C::Audience.is_in(["public", "members", "staff"]));
            }
            readable = readable.add(Condition::all().add(C::State.is_in(["proposed", "declined"])).add(mine));
        }
        readable
    }

    /// The same rule, about a room already in hand.
    pub fn may_read(&self, room: &communities::Model) -> bool {
        let Some(audience) = Audience::named(&room.audience) else { return false };
        if room.state != "open" {
            return self.person().is_some_and(|person| {
                room.proposed_by_id == Some(person.id)
                    || person.is_admin
                        && (room.state == "proposed"
                            || matches!(audience, Audience::Public | Audience::Members | Audience::Staff))
            });
        }
        self.audiences().contains(&audience) || self.own_rooms().contains(&room.id)
    }

    /// Whether lists of this viewer's are the same for every visitor.
    pub fn is_visitor(&self) -> bool {
        matches!(self, Self::Visitor)
    }
}

/// The condition on `users` that keeps those who may read this room: the rule of
/// [`Viewer::may_read`], seen from the room.
pub fn readers_of(room: &communities::Model) -> Condition {
    use users::Column as U;
    let Some(audience) = Audience::named(&room.audience).filter(|_| room.state == "open") else {
        return Condition::all().add(Expr::cust("1 = 0"));
    };
    let confirmed = |who: Condition| Condition::all().add(U::EmailConfirmedAt.is_not_null()).add(who);
    let claimed = |kinds: &[Kind]| {
        let kinds = kinds.iter().map(|kind| kind.name());
        Condition::all().add(U::Kind.is_in(kinds)).add(U::Claim.eq("confirmed"))
    };
    let of_audience = match audience {
        Audience::Public | Audience::Members => return Condition::all(),
        Audience::Seekers => confirmed(Condition::all().add(U::Kind.eq(Kind::Seeker.name()))),
        Audience::Recruiters => confirmed(claimed(&[Kind::Recruiter, Kind::Branch])),
        Audience::Staff => {
            confirmed(Condition::any().add(U::IsAdmin.eq(true)).add(claimed(&[Kind::Adviser])).add(manages(None)))
        }
        Audience::Named => Condition::any(),
    };
    let now = clock::now();
    let entered = Query::select()
        .column(entrances::Column::UserId)
        .from(entrances::Entity)
        .and_where(entrances::Column::CommunityId.eq(room.id))
        .cond_where(Condition::any().add(entrances::Column::Until.is_null()).add(entrances::Column::Until.gt(now)))
        .to_owned();
    Condition::any().add(of_audience).add(manages(Some(room.id))).add(U::Id.in_subquery(entered))
}

/// Who manages this room, or any.
fn manages(room: Option<i64>) -> SimpleExpr {
    let mut managers = Query::select()
        .column(memberships::Column::UserId)
        .from(memberships::Entity)
        .and_where(memberships::Column::Role.eq("manager"))
        .to_owned();
    if let Some(room) = room {
        managers.and_where(memberships::Column::CommunityId.eq(room));
    }
    users::Column::Id.in_subquery(managers)
}
