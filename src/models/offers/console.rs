//! The offers of an organisation as its own people choose among them, and what a line of
//! theirs says: figures about offers, never about people.

use std::collections::HashMap;

use chrono::TimeDelta;
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait, LikeExpr},
};

use super::{
    Column, ENDED, Entity,
    keeping::{keepers, noted},
    listing::{Listed, PAGE, with_words},
    views,
};
use crate::{
    access::Person,
    clock,
    database::Db,
    models::{
        _entities::{applications, contacts, offer_items, offer_keepers, offer_sources},
        applications::listing as answers,
        folded::fold,
        keyset::Slice,
        users,
    },
};

/// What one may look at: all, and each group of states.
pub const STATES: [&str; 6] = ["", "draft", "published", "paused", "ended", "withdrawn"];
/// What the check found of them.
pub const FOUND: [&str; 3] = ["", "unlawful", "warning"];
/// States of an item whose source says it now.
const SAID: [&str; 2] = ["published", "duplicate"];
/// Soon over: within so many days.
const SOON: TimeDelta = TimeDelta::days(7);

/// How one chooses among them.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// One of [`STATES`].
    pub state: String,
    /// One of [`FOUND`].
    pub found: String,
    /// Words of its title.
    pub words: String,
    /// `here`, or the number of the source that says it; empty: wherever it is from.
    pub source: String,
    /// Someone waits for an answer to it.
    pub waiting: bool,
    /// Published, and soon over.
    pub ending: bool,
    /// One takes care of it oneself.
    pub mine: bool,
}

impl Chosen {
    /// By more than a state.
    pub fn is_narrow(&self) -> bool {
        !self.found.is_empty()
            || !self.words.trim().is_empty()
            || !self.source.is_empty()
            || self.waiting
            || self.ending
            || self.mine
    }

    /// Those whose title says these words: looked for in an index of titles, which is short.
    fn titled(&self, of: i64) -> Option<Select<Entity>> {
        let words = fold(&self.words);
        let mut words = words.split(' ').filter(|word| !word.is_empty()).peekable();
        words.peek()?;
        let titled = Entity::find().select_only().column(Column::Id).filter(Column::OrganisationId.eq(of));
        // Folded text holds nothing that `LIKE` reads otherwise.
        let says = |word| Expr::col((Entity, Column::FoldedTitle)).like(LikeExpr::new(format!("%{word}%")));
        Some(words.fold(titled, |titled, word| titled.filter(says(word))))
    }

    fn offers(&self, me: &Person, of: i64) -> Select<Entity> {
        use offer_items::Column as I;
        let mut offers = Entity::find().filter(Column::OrganisationId.eq(of));
        let states: &[&str] = match self.state.as_str() {
            "draft" => &["draft", "checked"],
            "published" => &["published"],
            "paused" => &["paused"],
            "ended" => &ENDED,
            "withdrawn" => &["withdrawn"],
            _ => &[],
        };
        if !states.is_empty() {
            offers = offers.filter(Column::State.is_in(states.iter().copied()));
        }
        if FOUND[1..].contains(&self.found.as_str()) {
            offers = offers.filter(Column::Found.eq(self.found.as_str()));
        }
        if let Some(titled) = self.titled(of) {
            offers = offers.filter(Column::Id.in_subquery(titled.into_query()));
        }
        match self.source.as_str() {
            "" => {}
            "here" => {
                let item = Expr::col((offer_items::Entity, I::OfferId)).equals((Entity, Column::Id));
                let said = offer_items::Entity::find().select_only().column(I::Id).filter(item);
                offers = offers.filter(Expr::exists(said.into_query()).not());
            }
            source => {
                let source: i64 = source.parse().unwrap_or_default();
                let said = offer_items::Entity::find()
                    .select_only()
                    .column(I::OfferId)
                    .filter(I::SourceId.eq(source))
                    .filter(I::OfferId.is_not_null())
                    .filter(I::State.is_in(SAID));
                offers = offers.filter(Column::Id.in_subquery(said.into_query()));
            }
        }
        if self.waiting {
            let waiting = answers::waiting_for(me, of);
            offers = offers.filter(Column::Id.in_subquery(waiting.into_query()));
        }
        if self.ending {
            let now = clock::now();
            offers = offers
                .filter(Column::State.eq("published"))
                .filter(Column::ExpiresAt.gt(now))
                .filter(Column::ExpiresAt.lte(now + SOON));
        }
        if self.mine {
            use offer_keepers::Column as K;
            let mine = offer_keepers::Entity::find().select_only().column(K::OfferId).filter(K::UserId.eq(me.id));
            offers = offers.filter(Column::Id.in_subquery(mine.into_query()));
        }
        offers
    }
}

/// A line of the console.
#[derive(Clone, Debug)]
pub struct Line {
    pub listed: Listed,
    /// Pages shown in the last [`views::DAYS`] days.
    pub views: i64,
    /// People who answered it here or wrote about it; none for who does not recruit.
    pub contacts: i64,
    /// Those of them who wait for an answer.
    pub waiting: i64,
    /// The names of the sources that say it; none when it was written here.
    pub sources: Vec<String>,
    pub keepers: Vec<users::Model>,
    pub notes: i64,
}

/// A page of them, the latest written first, after the offer of this number.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(
    db: &Db,
    me: &Person,
    of: i64,
    (chosen, recruits): (&Chosen, bool),
    after: Option<i64>,
) -> Result<Slice<Line, i64>, DbErr> {
    let mut offers = chosen.offers(me, of);
    if let Some(after) = after {
        offers = offers.filter(Column::Id.lt(after));
    }
    let offers = offers.order_by_desc(Column::Id).limit(PAGE + 1).all(db).await?;
    let Slice { rows, next } = Slice::cut(offers, PAGE, |offer| offer.id);
    Ok(Slice { rows: lines(db, me, of, recruits, with_words(db, rows).await?).await?, next })
}

/// What a line says of each of these, each kind of figure asked for once.
async fn lines(db: &Db, me: &Person, of: i64, recruits: bool, rows: Vec<Listed>) -> Result<Vec<Line>, DbErr> {
    let ids: Vec<i64> = rows.iter().map(|listed| listed.offer.id).collect();
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let views = views::lately(db, &ids).await?;
    let (contacts, waiting) = match recruits {
        true => (contacts(db, me, of, &ids).await?, answers::unanswered(db, me, of).await?),
        false => Default::default(),
    };
    let mut sources = sources_of(db, &ids).await?;
    let mut keepers = keepers(db, &ids).await?;
    let notes = noted(db, &ids).await?;
    let count = |counts: &HashMap<i64, i64>, id: i64| counts.get(&id).copied().unwrap_or_default();
    let line = |listed: Listed| {
        let id = listed.offer.id;
        Line {
            views: count(&views, id),
            contacts: count(&contacts, id),
            waiting: count(&waiting, id),
            sources: sources.remove(&id).unwrap_or_default(),
            keepers: keepers.remove(&id).unwrap_or_default(),
            notes: count(&notes, id),
            listed,
        }
    };
    Ok(rows.into_iter().map(line).collect())
}

/// The same of one offer.
///
/// # Errors
/// When the database cannot be read.
pub async fn line(db: &Db, me: &Person, recruits: bool, listed: Listed) -> Result<Option<Line>, DbErr> {
    let of = listed.organisation.id;
    Ok(lines(db, me, of, recruits, vec![listed]).await?.pop())
}

/// Who answered each of them here, and who wrote to someone about it.
async fn contacts(db: &Db, me: &Person, of: i64, offers: &[i64]) -> Result<HashMap<i64, i64>, DbErr> {
    use contacts::Column as C;
    let mut counts = answers::received_of(db, me, of, offers).await?;
    let written = contacts::Entity::find()
        .select_only()
        .column(C::OfferId)
        .column_as(C::Id.count(), "contacts")
        .filter(C::OfferId.is_in(offers.iter().copied()))
        // An application that was accepted goes on as a contact: one person, once.
        .filter(
            C::Id.not_in_subquery(
                applications::Entity::find()
                    .select_only()
                    .column(applications::Column::ContactId)
                    .filter(applications::Column::OfferId.is_in(offers.iter().copied()))
                    .filter(applications::Column::ContactId.is_not_null())
                    .into_query(),
            ),
        )
        .group_by(C::OfferId);
    for (offer, count) in written.into_tuple::<(i64, i64)>().all(db).await? {
        *counts.entry(offer).or_default() += count;
    }
    Ok(counts)
}

async fn sources_of(db: &Db, offers: &[i64]) -> Result<HashMap<i64, Vec<String>>, DbErr> {
    use offer_items::Column as I;
    let items = offer_items::Entity::find()
        .find_also_related(offer_sources::Entity)
        .filter(I::OfferId.is_in(offers.iter().copied()))
        .filter(I::State.is_in(SAID))
        .order_by_asc(I::Id);
    let mut sources: HashMap<i64, Vec<String>> = HashMap::new();
    for (item, source) in items.all(db).await? {
        if let (Some(offer), Some(source)) = (item.offer_id, source) {
            sources.entry(offer).or_default().push(source.name);
        }
    }
    Ok(sources)
}

/// How many there are in each group of [`STATES`].
///
/// # Errors
/// When the database cannot be read.
pub async fn counts(db: &Db, of: i64) -> Result<HashMap<&'static str, i64>, DbErr> {
    let by_state = Entity::find()
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "offers")
        .filter(Column::OrganisationId.eq(of))
        .group_by(Column::State);
    let mut counts = HashMap::new();
    for (state, count) in by_state.into_tuple::<(String, i64)>().all(db).await? {
        let group = match state.as_str() {
            "draft" | "checked" => "draft",
            "published" => "published",
            "paused" => "paused",
            "withdrawn" => "withdrawn",
            _ => "ended",
        };
        *counts.entry(group).or_default() += count;
        *counts.entry("").or_default() += count;
    }
    Ok(counts)
}

/// The sources of an organisation, by number.
///
/// # Errors
/// When the database cannot be read.
pub async fn sources(db: &Db, of: i64) -> Result<Vec<(i64, String)>, DbErr> {
    use offer_sources::Column as S;
    let sources = offer_sources::Entity::find()
        .select_only()
        .columns([S::Id, S::Name])
        .filter(S::OrganisationId.eq(of))
        .order_by_asc(S::Name);
    sources.into_tuple().all(db).await
}
