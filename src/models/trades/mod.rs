//! Trades, by their code in ROME (`K1304`): names, skills, and bridges to others.

pub mod importing;
pub mod listing;
pub mod picture;
pub mod sheet;
pub mod starter;

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

pub use super::_entities::trades::{ActiveModel, Column, Entity, Model};
use crate::{
    models::{_entities::trade_titles, folded::fold},
    refusals::{Failure, Outcome, Refusal, check_line},
};

/// The great domains: the letter a code begins with (Fluent: `trade-domain-a`…).
pub const DOMAINS: [char; 14] = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N'];
/// Words of a name that are looked at; a longer one is no name.
const WORDS: usize = 12;
/// Bytes of a field.
const FIELD_LIMIT: usize = 200;

impl Model {
    pub fn path(&self) -> String {
        path(&self.code)
    }

    /// `K1304 – Aide à domicile`: understood when it is typed back.
    pub fn label(&self) -> String {
        format!("{} – {}", self.code, self.title)
    }

    pub fn is_current(&self) -> bool {
        self.state == "current"
    }
}

pub fn path(code: &str) -> String {
    format!("/trades/{code}")
}

/// A letter and four digits, in capitals; none when it is something else.
pub fn as_code(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.get(1..)?;
    let letter = text.chars().next()?.to_ascii_uppercase();
    let fits = DOMAINS.contains(&letter) && digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| format!("{letter}{digits}"))
}

/// # Errors
/// [`Failure::Missing`] when no trade ever had this code.
pub async fn find<C: ConnectionTrait>(db: &C, code: &str) -> Outcome<Model> {
    look_up(db, code).await?.ok_or(Failure::Missing)
}

/// The same, for what may point at nothing.
///
/// # Errors
/// When the database cannot be read.
pub async fn look_up<C: ConnectionTrait>(db: &C, code: &str) -> Result<Option<Model>, DbErr> {
    let Some(code) = as_code(code) else { return Ok(None) };
    Entity::find().filter(Column::Code.eq(code)).one(db).await
}

/// The trade meant by a code or by a name; none when the field is empty. A name is
/// a whole title, or words that a single trade has in one of its titles: a title
/// says both genders (`Aide-soignant / Aide-soignante`), a person types one.
///
/// # Errors
/// [`Refusal::UnknownTrade`].
pub async fn understood<C: ConnectionTrait>(db: &C, typed: &str) -> Outcome<Option<Model>> {
    let typed = check_line("trade_code", typed, FIELD_LIMIT, false)?;
    let Some(first) = typed.split_whitespace().next() else { return Ok(None) };
    let found = match as_code(first) {
        Some(code) => look_up(db, &code).await?,
        None => named(db, &typed).await?,
    };
    found.map(Some).ok_or(Refusal::UnknownTrade { typed }.into())
}

async fn named<C: ConnectionTrait>(db: &C, typed: &str) -> Result<Option<Model>, DbErr> {
    let folded = fold(typed);
    if folded.is_empty() {
        return Ok(None);
    }
    let whole = Condition::all().add(trade_titles::Column::Folded.eq(folded.as_str()));
    if let Some(trade) = the_one(db, whole).await? {
        return Ok(Some(trade));
    }
    match holding_words(&folded) {
        Some(words) => the_one(db, words).await,
        None => Ok(None),
    }
}

/// The single current trade with such a title; of several, the only one whose
/// first title it is.
async fn the_one<C: ConnectionTrait>(db: &C, title: Condition) -> Result<Option<Model>, DbErr> {
    let of = |titles: Condition| {
        Entity::find()
            .filter(Column::State.eq("current"))
            .filter(Column::Id.in_subquery(titled(titles)))
            .order_by_asc(Column::Code)
            .limit(2)
    };
    for titles in [title.clone(), title.add(trade_titles::Column::Principal.eq(true))] {
        let mut found = of(titles).all(db).await?;
        match found.len() {
            0 => return Ok(None),
            1 => return Ok(found.pop()),
            _ => {}
        }
    }
    Ok(None)
}

/// The trades that have such a title.
pub(crate) fn titled(titles: Condition) -> sea_orm::sea_query::SelectStatement {
    use sea_orm::QueryTrait;
    trade_titles::Entity::find().select_only().column(trade_titles::Column::TradeId).filter(titles).into_query()
}

/// Titles in which a word begins with each of these. Folded text holds nothing that
/// `LIKE` would read as something else. Thirteen thousand short rows are read for
/// it, two milliseconds; none when it is no name.
pub(crate) fn holding_words(folded: &str) -> Option<Condition> {
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() || words.len() > WORDS {
        return None;
    }
    let mut all = Condition::all();
    for word in words {
        let spaced = Expr::cust("' ' || trade_titles.folded");
        all = all.add(sea_orm::sea_query::ExprTrait::like(spaced, format!("% {word}%")));
    }
    Some(all)
}
