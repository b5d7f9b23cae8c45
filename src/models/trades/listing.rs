//! The list of trades: by great domain, by code, so that kin stand together; or by
//! words of their titles, those that are called so first. The next page by keyset.

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
    let trades = if wanted.words.is_empty() {
        if let Some(after) = &wanted.after {
            query = query.filter(Column::Code.gt(after.as_str()));
        }
        query.order_by_asc(Column::Code).limit(PAGE + 1).all(db).await?
    } else {
        let Some(title) = holding_words(&words) else { return Ok(Listing::default()) };
        let mut named = Condition::any().add(Column::Id.in_subquery(titled(title)));
        let code = as_code(&wanted.words);
        if let Some(code) = &code {
            named = named.add(Column::Code.eq(code.as_str()));
        }
        let called = called(db, &words).await?;
        let mut trades = query.filter(named).all(db).await?;
        trades.sort_by_cached_key(|trade| {
            let by_code = code.as_ref() == Some(&trade.code);
            (
                if by_code { So::Exactly } else { called.get(&trade.id).copied().unwrap_or(So::Within) },
                trade.code.clone(),
            )
        });
        let from = wanted.after.as_ref().and_then(|after| trades.iter().position(|trade| trade.code == *after));
        trades.into_iter().skip(from.map_or(0, |last| last + 1)).take(PAGE as usize + 1).collect()
    };
    let more = trades.len() as u64 > PAGE;
    let mut trades = trades;
    trades.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = if more { trades.last().map(|trade| trade.code.clone()) } else { None };
    let mut also = also_named(db, trades.iter().map(|trade| trade.id), &words).await?;
    let rows =
        trades.into_iter().map(|trade| Listed { also: also.remove(&trade.id), code: trade.code, title: trade.title });
    Ok(Listing { rows: rows.collect(), next })
}

/// How a trade is called by the words looked for, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum So {
    Exactly,
    /// By another of its names.
    OtherwiseExactly,
    /// Its title begins so.
    Begun,
    OtherwiseBegun,
    /// The words are somewhere in one of its names.
    Within,
}

/// Of every trade that has these words in a title: how it is called by them.
async fn called(db: &Db, words: &str) -> Result<HashMap<i64, So>, DbErr> {
    let Some(title) = holding_words(words) else { return Ok(HashMap::new()) };
    let titles: Vec<(i64, String, bool)> = trade_titles::Entity::find()
        .select_only()
        .columns([trade_titles::Column::TradeId, trade_titles::Column::Folded, trade_titles::Column::Principal])
        .filter(title)
        .into_tuple()
        .all(db)
        .await?;
    let mut called = HashMap::new();
    for (trade, title, principal) in titles {
        let so = match title.strip_prefix(words) {
            Some("") if principal => So::Exactly,
            Some("") => So::OtherwiseExactly,
            Some(rest) if principal && rest.starts_with(' ') => So::Begun,
            Some(rest) if rest.starts_with(' ') => So::OtherwiseBegun,
            _ => So::Within,
        };
        let known = called.entry(trade).or_insert(so);
        *known = so.min(*known);
    }
    Ok(called)
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
