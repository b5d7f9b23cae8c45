//! The difference between two pictures, written. Numbers of trades that stay are
//! kept: what refers to them does not notice.

use std::collections::{BTreeSet, HashMap};

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, sea_query::OnConflict,
};

use super::{Picture, Trade, name};
use crate::{
    clock,
    database::{Write, among},
    fixtures::rows,
    models::{
        _entities::{bridges, skills, trade_skills, trade_titles, trades},
        folded::fold,
    },
};

/// Rows in one statement.
const BATCH: usize = 500;

/// What a stage wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub added: usize,
    /// Trades of which something of this stage is not as it was.
    pub changed: usize,
    pub retired: usize,
    pub back: usize,
    /// Rows written below those trades.
    pub rows: usize,
}

impl Written {
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Picture {
    /// Trades and their titles.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn write_names(&self, txn: &Write, known: &Self) -> Result<Written, DbErr> {
        let mut written = Written::default();
        let mut ids = ids(txn).await?;
        let fresh: Vec<(&String, &Trade)> = self.0.iter().filter(|(code, _)| !known.0.contains_key(*code)).collect();
        for batch in fresh.chunks(BATCH) {
            let rows = batch.iter().map(|(code, trade)| row(code, trade));
            trades::Entity::insert_many(rows).exec_without_returning(txn).await?;
        }
        written.added = fresh.len();
        if !fresh.is_empty() {
            ids = self::ids(txn).await?;
        }
        let mut retitled: Vec<(i64, &Trade)> = vec![];
        for (code, trade) in &self.0 {
            let Some(id) = ids.get(code) else { continue };
            let was = known.0.get(code);
            let own_change = was.is_some_and(|was| !says_the_same(was, trade));
            if own_change {
                trades::ActiveModel { id: Set(*id), ..row(code, trade) }.update(txn).await?;
            }
            let titles_change = was.is_none_or(|was| was.titles != trade.titles);
            if titles_change {
                retitled.push((*id, trade));
            }
            match was {
                Some(was) if was.is_current() && !trade.is_current() => written.retired += 1,
                Some(was) if !was.is_current() && trade.is_current() => written.back += 1,
                Some(_) if own_change || titles_change => written.changed += 1,
                _ => {}
            }
        }
        written.rows = write_titles(txn, &retitled).await?;
        Ok(written)
    }

    /// Which trade asks for which skills.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn write_skills(&self, txn: &Write, known: &Self) -> Result<Written, DbErr> {
        let different = self.differing(known, |one, other| one.skills == other.skills, |trade| trade.skills.is_empty());
        let labels: BTreeSet<&str> =
            different.iter().flat_map(|(_, trade)| &trade.skills).map(|skill| skill.label.as_str()).collect();
        let numbers = number_skills(txn, &labels).await?;
        let ids = ids(txn).await?;
        let mut fresh = vec![];
        for (code, trade) in &different {
            let Some(id) = ids.get(*code) else { continue };
            fresh.extend(trade.skills.iter().zip(0..).filter_map(|(skill, position)| {
                Some(trade_skills::Model {
                    trade_id: *id,
                    skill_id: *numbers.get(&skill.label)?,
                    position,
                    source: name(&skill.source),
                })
            }));
        }
        let touched: Vec<i64> = different.iter().filter_map(|(code, _)| ids.get(*code).copied()).collect();
        for batch in touched.chunks(BATCH) {
            let those = trade_skills::Column::TradeId.is_in(among(batch.iter().copied()));
            trade_skills::Entity::delete_many().filter(those).exec(txn).await?;
        }
        let written = Written { changed: different.len(), rows: fresh.len(), ..Written::default() };
        rows::insert(txn, fresh).await?;
        Ok(written)
    }

    /// Which trade leads to which.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn write_bridges(&self, txn: &Write, known: &Self) -> Result<Written, DbErr> {
        let different =
            self.differing(known, |one, other| one.bridges == other.bridges, |trade| trade.bridges.is_empty());
        let ids = ids(txn).await?;
        let mut fresh = vec![];
        for (code, trade) in &different {
            let Some(from) = ids.get(*code) else { continue };
            fresh.extend(trade.bridges.iter().filter_map(|(to, bridge)| {
                Some(bridges::Model {
                    from_trade_id: *from,
                    to_trade_id: *ids.get(to)?,
                    kind: name(&bridge.kind),
                    why: bridge.why.clone(),
                    source: name(&bridge.source),
                })
            }));
        }
        let touched: Vec<i64> = different.iter().filter_map(|(code, _)| ids.get(*code).copied()).collect();
        for batch in touched.chunks(BATCH) {
            let those = bridges::Column::FromTradeId.is_in(among(batch.iter().copied()));
            bridges::Entity::delete_many().filter(those).exec(txn).await?;
        }
        let written = Written { changed: different.len(), rows: fresh.len(), ..Written::default() };
        rows::insert(txn, fresh).await?;
        Ok(written)
    }

    /// The trades of which a part is not as it was known.
    fn differing(
        &self,
        known: &Self,
        alike: impl Fn(&Trade, &Trade) -> bool,
        is_nothing: impl Fn(&Trade) -> bool,
    ) -> Vec<(&String, &Trade)> {
        let differs = |(code, trade): &(&String, &Trade)| {
            known.0.get(*code).map_or_else(|| !is_nothing(trade), |was| !alike(was, trade))
        };
        self.0.iter().filter(differs).collect()
    }
}

/// Of its own row, what a reader could notice.
fn says_the_same(one: &Trade, other: &Trade) -> bool {
    let said = |trade: &Trade| {
        (
            trade.parent.clone(),
            trade.title.clone(),
            trade.description.clone(),
            trade.state,
            trade.replaced_by.clone(),
            trade.source,
        )
    };
    said(one) == said(other)
}

fn row(code: &str, trade: &Trade) -> trades::ActiveModel {
    trades::ActiveModel {
        code: Set(code.to_owned()),
        parent: Set(trade.parent.clone()),
        title: Set(trade.title.clone()),
        description: Set(trade.description.clone()),
        state: Set(name(&trade.state)),
        replaced_by: Set(trade.replaced_by.clone()),
        source: Set(name(&trade.source)),
        updated_at: Set(clock::now().into()),
        ..Default::default()
    }
}

async fn ids(txn: &Write) -> Result<HashMap<String, i64>, DbErr> {
    Ok(trades::Entity::find().all(txn).await?.into_iter().map(|trade| (trade.code, trade.id)).collect())
}

async fn write_titles(txn: &Write, retitled: &[(i64, &Trade)]) -> Result<usize, DbErr> {
    for batch in retitled.chunks(BATCH) {
        let those = trade_titles::Column::TradeId.is_in(among(batch.iter().map(|(id, _)| *id)));
        trade_titles::Entity::delete_many().filter(those).exec(txn).await?;
    }
    let fresh: Vec<trade_titles::Model> = retitled
        .iter()
        .flat_map(|(id, trade)| {
            trade.titles.iter().zip(0..).map(|(title, position)| trade_titles::Model {
                trade_id: *id,
                position,
                folded: fold(&title.title),
                title: title.title.clone(),
                ogr: title.ogr.clone(),
                principal: title.principal,
            })
        })
        .collect();
    let rows = fresh.len();
    rows::insert(txn, fresh).await?;
    Ok(rows)
}

/// The numbers of these skills; those that nobody named yet get one.
async fn number_skills(txn: &Write, labels: &BTreeSet<&str>) -> Result<HashMap<String, i64>, DbErr> {
    let labels: Vec<&str> = labels.iter().copied().collect();
    let mut numbers = HashMap::new();
    for batch in labels.chunks(BATCH) {
        let rows =
            batch.iter().map(|label| skills::ActiveModel { label: Set((*label).to_owned()), ..Default::default() });
        skills::Entity::insert_many(rows)
            .on_conflict(OnConflict::column(skills::Column::Label).do_nothing().to_owned())
            .exec_without_returning(txn)
            .await?;
        let found = skills::Entity::find().filter(skills::Column::Label.is_in(batch.iter().copied())).all(txn).await?;
        numbers.extend(found.into_iter().map(|skill| (skill.label, skill.id)));
    }
    Ok(numbers)
}
