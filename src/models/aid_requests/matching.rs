//! What goes with what: an open request and an open offer of one kind, of one
//! trade, or near enough, or both from afar. Never a score: each says why, and the
//! latest come first.

use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, Query, SelectStatement, SubQueryStatement},
};

use super::{
    Column, Entity, Readable, Shown,
    listing::is_open,
    named,
    readable::{shown_to, who_blocked},
    shown,
};
use crate::{
    access::{Audience, Kind, Person, Viewer},
    clock,
    database::Db,
    models::{_entities::aid_answers, places, pledges, trades, users},
};

/// Entries and people looked at, the latest.
const LOOKED_AT: u64 = 200;
/// And shown.
const SHOWN: usize = 6;
/// Of one's own that are matched.
const MINE: u64 = 10;

/// Why two go together.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The trade's title.
    Trade(String),
    /// The place both name, or the one that holds the other.
    Place(String),
    Km(u32),
    Remote,
}

/// Where someone stands: what is compared of an entry, or of time given.
#[derive(Clone, Copy, Debug)]
struct Side<'a> {
    trade: Option<&'a trades::Model>,
    place: Option<&'a places::Model>,
    km: i32,
    remote: bool,
}

/// An entry that goes with one of mine, or with the time I give.
#[derive(Clone, Debug)]
pub struct Match {
    pub theirs: Shown,
    /// The title of mine; none: my gift of time.
    pub mine: Option<String>,
    pub reasons: Vec<Reason>,
}

/// Someone who gives time for what is asked.
#[derive(Clone, Debug)]
pub struct Giver {
    pub user: users::Model,
    pub reasons: Vec<Reason>,
}

impl Shown {
    fn side(&self) -> Side<'_> {
        Side { trade: self.trade.as_ref(), place: self.place.as_ref(), km: self.entry.km, remote: self.entry.remote }
    }
}

fn reasons(one: Side<'_>, other: Side<'_>) -> Vec<Reason> {
    let trade = one.trade.zip(other.trade).filter(|(one, other)| one.code == other.code);
    let near = one.place.zip(other.place).and_then(|(mine, theirs)| nearness(mine, theirs, Ord::max(one.km, other.km)));
    let afar = (one.remote && other.remote).then_some(Reason::Remote);
    trade.map(|(trade, _)| Reason::Trade(trade.title.clone())).into_iter().chain(near).chain(afar).collect()
}

fn nearness(one: &places::Model, other: &places::Model, km: i32) -> Option<Reason> {
    for (wide, within) in [(one, other), (other, one)] {
        let holds = match wide.kind.as_str() {
            "department" => wide.department == within.department,
            "region" => wide.region == within.region,
            _ => wide.code == within.code,
        };
        if holds {
            return Some(Reason::Place(wide.label()));
        }
    }
    let is_spot = |place: &places::Model| matches!(place.kind.as_str(), "commune" | "arrondissement");
    if !is_spot(one) || !is_spot(other) {
        return None;
    }
    let away = places::distance((one.lat?, one.lon?), (other.lat?, other.lon?));
    (away <= f64::from(km)).then(|| Reason::Km(away.round().max(1.0) as u32))
}

/// What this person's own open entries, and the time they give, go with.
///
/// # Errors
/// When the database cannot be read.
pub async fn for_me(db: &Db, viewer: &Viewer, me: &Person) -> Result<Vec<Match>, DbErr> {
    let mine = Entity::find()
        .find_also_related(users::Entity)
        .filter(Column::AuthorId.eq(me.id))
        .filter(is_open())
        .order_by_desc(Column::Id)
        .limit(MINE)
        .all(db)
        .await?;
    let mine = shown(db, mine).await?;
    let pledge = pledges::of(db, me.id).await?;
    // A week that is full is not filled further.
    let pledge = match pledge {
        Some(pledge) if !pledge.is_full(pledges::minutes_this_week(db, me).await?) => Some(pledge),
        _ => None,
    };
    let mut kinds = Condition::any();
    for entry in &mine {
        kinds = kinds.add(opposite(&entry.entry.kind, &entry.entry.direction));
    }
    for kind in pledge.iter().flat_map(pledges::Model::kinds) {
        kinds = kinds.add(opposite(kind, "offer"));
    }
    if kinds.is_empty() {
        return Ok(vec![]);
    }
    let theirs = candidates(db, viewer, me, kinds).await?;
    let given = match &pledge {
        None => None,
        Some(pledge) => {
            let named = named(db, pledge.trade_code.clone().into_iter(), pledge.place_code.clone().into_iter()).await?;
            Some((pledge, named.trades.into_values().next(), named.places.into_values().next()))
        }
    };
    let matches = theirs.into_iter().filter_map(|theirs| {
        let fits = |entry: &&Shown| {
            entry.entry.kind == theirs.entry.kind
                && entry.entry.direction != theirs.entry.direction
                && !reasons(entry.side(), theirs.side()).is_empty()
        };
        if let Some(entry) = mine.iter().find(fits) {
            let reasons = reasons(entry.side(), theirs.side());
            return Some(Match { mine: Some(entry.entry.title.clone()), reasons, theirs });
        }
        let (pledge, trade, place) = given.as_ref()?;
        let fits = theirs.entry.is_request() && pledge.kinds().contains(&theirs.entry.kind.as_str());
        let side = Side { trade: trade.as_ref(), place: place.as_ref(), km: pledge.km, remote: pledge.remote };
        let reasons = reasons(side, theirs.side());
        (fits && !reasons.is_empty()).then_some(Match { mine: None, reasons, theirs })
    });
    Ok(matches.take(SHOWN).collect())
}

fn opposite(kind: &str, direction: &str) -> Condition {
    let other = if direction == "request" { "offer" } else { "request" };
    Condition::all().add(Column::Kind.eq(kind)).add(Column::Direction.eq(other))
}

async fn candidates(db: &Db, viewer: &Viewer, me: &Person, kinds: Condition) -> Result<Vec<Shown>, DbErr> {
    let theirs = Entity::find()
        .find_also_related(users::Entity)
        .filter(shown_to(viewer))
        .filter(is_open())
        .filter(Column::AuthorId.ne(me.id))
        .filter(Column::Id.not_in_subquery(answered_by(me.id)))
        .filter(kinds)
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(LOOKED_AT)
        .all(db)
        .await?;
    shown(db, theirs).await
}

/// What someone answered already, or was asked about and declined, is not proposed again.
fn answered_by(me: i64) -> SelectStatement {
    aid_answers::Entity::find()
        .select_only()
        .column(aid_answers::Column::RequestId)
        .filter(aid_answers::Column::AuthorId.eq(me))
        .into_query()
}

impl Readable {
    /// Those who give time for this kind of help, whose week is not full, who may
    /// read this and were not asked yet; the latest to offer first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn givers(&self, db: &Db, me: &Person) -> Result<Vec<Giver>, DbErr> {
        if !self.is_request() || !self.is_open() || self.author_id != me.id {
            return Ok(vec![]);
        }
        use users::Column as U;
        let now = clock::now();
        let asked = aid_answers::Entity::find()
            .select_only()
            .column(aid_answers::Column::AuthorId)
            .filter(aid_answers::Column::RequestId.eq(self.id))
            .into_query();
        // Between spaces, so that no kind is found in another's name.
        let kinds = Expr::cust("' ' || pledges.kinds || ' '").like(format!("% {} %", self.kind));
        let mut giving = pledges::Entity::find()
            .find_also_related(users::Entity)
            .filter(kinds)
            .filter(pledges::Column::UserId.ne(me.id))
            .filter(U::EmailConfirmedAt.is_not_null())
            .filter(Condition::any().add(U::SuspendedUntil.is_null()).add(U::SuspendedUntil.lte(now)))
            .filter(pledges::Column::UserId.not_in_subquery(asked))
            .filter(pledges::Column::UserId.not_in_subquery(who_blocked(me.id)))
            .filter(has_time_left());
        if Audience::named(&self.audience) == Some(Audience::Seekers) {
            giving = giving.filter(U::Kind.eq(Kind::Seeker.name()));
        }
        if !me.silenced.is_empty() {
            giving = giving.filter(pledges::Column::UserId.is_not_in(me.silenced.clone()));
        }
        let giving = giving.order_by_desc(pledges::Column::CreatedAt).limit(LOOKED_AT).all(db).await?;
        let named = named(
            db,
            giving.iter().filter_map(|(pledge, _)| pledge.trade_code.clone()),
            giving.iter().filter_map(|(pledge, _)| pledge.place_code.clone()),
        )
        .await?;
        let givers = giving.into_iter().filter_map(|(pledge, user)| {
            let side = Side {
                trade: pledge.trade_code.as_ref().and_then(|code| named.trades.get(code)),
                place: pledge.place_code.as_ref().and_then(|code| named.places.get(code)),
                km: pledge.km,
                remote: pledge.remote,
            };
            let reasons = reasons(self.shown.side(), side);
            (!reasons.is_empty()).then_some(Giver { user: user?, reasons })
        });
        Ok(givers.take(SHOWN).collect())
    }
}

/// What help agreed on takes of this week is under what they give.
fn has_time_left() -> Expr {
    use aid_answers::Column as A;
    let (monday, sunday) = pledges::week_of(clock::now().date_naive());
    let taken = Query::select()
        .expr(Expr::cust("COALESCE(SUM(aid_answers.minutes), 0)"))
        .from(aid_answers::Entity)
        .and_where(Expr::col((aid_answers::Entity, A::AuthorId)).equals((pledges::Entity, pledges::Column::UserId)))
        .and_where(Expr::col((aid_answers::Entity, A::CountedOn)).between(monday, sunday))
        .to_owned();
    Expr::cust("pledges.hours * 60").gt(Expr::from(SubQueryStatement::from(taken)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(code: &str, kind: &str, at: Option<(f64, f64)>) -> places::Model {
        places::Model {
            code: code.into(),
            name: code.into(),
            folded: String::new(),
            kind: kind.into(),
            postcodes: String::new(),
            department: "44".into(),
            region: "52".into(),
            population: 1,
            lat: at.map(|at| at.0),
            lon: at.map(|at| at.1),
        }
    }

    #[test]
    fn two_go_together_in_one_place_or_within_the_farther_of_their_radii() {
        let nantes = place("44109", "commune", Some((47.218, -1.553)));
        let monnieres = place("44100", "commune", Some((47.13, -1.35)));
        let department = place("D44", "department", Some((47.35, -1.7)));
        let side = |place, km| Side { trade: None, place: Some(place), km, remote: false };
        assert!(reasons(side(&nantes, 5), side(&monnieres, 10)).is_empty());
        assert_eq!(reasons(side(&nantes, 5), side(&monnieres, 20)), [Reason::Km(18)]);
        assert_eq!(reasons(side(&nantes, 5), side(&nantes, 0)), [Reason::Place("44109 (44)".into())]);
        assert_eq!(reasons(side(&nantes, 5), side(&department, 0)), [Reason::Place("D44".into())]);
        let afar = Side { trade: None, place: None, km: 0, remote: true };
        assert_eq!(reasons(afar, afar), [Reason::Remote]);
        assert!(reasons(afar, side(&nantes, 100)).is_empty());
    }
}
