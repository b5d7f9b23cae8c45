//! The list of trades: by great domain, or by words of their titles. By code, so
//! that kin stand together; the next page by keyset.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Condition};

use super::{Column, DOMAINS, Entity, as_code, holding_words, titled};
use crate::{
    database::{Db, among},
    models::{_entities::trade_titles, folded::fold},
};

pub const PAGE: u64 = 100;
/// Bytes of a search that are looked at.
const LIMIT: usize = 200;

/// What the list is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words that begin words of a title.
    pub words: String,
    pub domain: Option<char>,
    /// The last code of the page before.
    pub after: Option<String>,
}

impl Wanted {
    /// As an address says it; what makes no sense there counts as absent.
    pub fn asked(words: &str, domain: &str, after: &str) -> Self {
        let letter = domain.trim().to_ascii_uppercase();
        Self {
            words: words.trim().chars().take(LIMIT).collect(),
            domain: DOMAINS.into_iter().find(|domain| letter.chars().eq([*domain])),
            after: as_code(after),
        }
    }

    /// Whether trades are asked for, not the index of domains.
    pub fn is_narrowed(&self) -> bool {
        !self.words.is_empty() || self.domain.is_some()
    }
}

/// A trade in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub code: String,
    pub title: String,
    /// Another of its titles, when that one has the words.
    pub also: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Listing {
    pub rows: Vec<Listed>,
    /// After which code the next page begins.
    pub next: Option<String>,
}

/// How many current trades each great domain has, those that have any.
///
/// # Errors
/// When the database cannot be read.
pub async fn domains(db: &Db) -> Result<Vec<(char, usize)>, DbErr> {
    let codes: Vec<String> = Entity::find()
        .select_only()
        .column(Column::Code)
        .filter(Column::State.eq("current"))
        .into_tuple()
        .all(db)
        .await?;
    let count = |domain: char| codes.iter().filter(|code| code.starts_with(domain)).count();
    Ok(DOMAINS.into_iter().map(|domain| (domain, count(domain))).filter(|(_, count)| *count > 0).collect())
}

/// # Errors
/// When the database cannot be read.
pub async fn list(db: &Db, wanted: &Wanted) -> Result<Listing, DbErr> {
    let mut query = Entity::find().filter(Column::State.eq("current"));
    if let Some(domain) = wanted.domain {
        // Between two codes, which the index on codes answers.
        query =
            query.filter(Column::Code.gte(format!("{domain}0000"))).filter(Column::Code.lte(format!("{domain}9999")));
    }
    let words = fold(&wanted.words);
    if !wanted.words.is_empty() {
        let Some(title) = holding_words(&words) else { return Ok(Listing::default()) };
        let mut named = Condition::any().add(Column::Id.in_subquery(titled(title)));
        if let Some(code) = as_code(&wanted.words) {
            named = named.add(Column::Code.eq(code));
        }
        query = query.filter(named);
    }
    if let Some(after) = &wanted.after {
        query = query.filter(Column::Code.gt(after.as_str()));
    }
    let mut trades = query.order_by_asc(Column::Code).limit(PAGE + 1).all(db).await?;
    let more = trades.len() as u64 > PAGE;
    trades.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = if more { trades.last().map(|trade| trade.code.clone()) } else { None };
    let mut also = also_named(db, trades.iter().map(|trade| trade.id), &words).await?;
    let rows =
        trades.into_iter().map(|trade| Listed { also: also.remove(&trade.id), code: trade.code, title: trade.title });
    Ok(Listing { rows: rows.collect(), next })
}

/// For trades whose first title has not the words: the first other title that has.
async fn also_named(db: &Db, trades: impl Iterator<Item = i64>, words: &str) -> Result<HashMap<i64, String>, DbErr> {
    let Some(title) = holding_words(words) else { return Ok(HashMap::new()) };
    let ids = among(trades);
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let titles = trade_titles::Entity::find()
        .filter(title)
        .filter(trade_titles::Column::TradeId.is_in(ids))
        .order_by_asc(trade_titles::Column::TradeId)
        .order_by_asc(trade_titles::Column::Position)
        .all(db)
        .await?;
    let mut also: HashMap<i64, Option<String>> = HashMap::new();
    for title in titles {
        also.entry(title.trade_id).or_insert((!title.principal).then_some(title.title));
    }
    Ok(also.into_iter().filter_map(|(id, title)| Some((id, title?))).collect())
}
