//! The picture of what is there.

use std::collections::HashMap;

use sea_orm::{ActiveEnum, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryOrder, QuerySelect, RelationTrait};

use super::{Bridge, Picture, Skill, Source, State, Title, Trade};
use crate::models::_entities::{bridges, skills, trade_skills, trade_titles, trades};

impl Picture {
    /// # Errors
    /// When the database cannot be read.
    pub async fn read<C: ConnectionTrait>(db: &C) -> Result<Self, DbErr> {
        let mut codes: HashMap<i64, String> = HashMap::new();
        let mut picture = Self::default();
        for row in trades::Entity::find().all(db).await? {
            codes.insert(row.id, row.code.clone());
            let trade = Trade {
                parent: row.parent,
                title: row.title,
                description: row.description,
                state: State::try_from_value(&row.state)?,
                replaced_by: row.replaced_by,
                source: Source::try_from_value(&row.source)?,
                titles: vec![],
                skills: vec![],
                bridges: Default::default(),
            };
            picture.0.insert(row.code, trade);
        }
        for row in trade_titles::Entity::find()
            .order_by_asc(trade_titles::Column::TradeId)
            .order_by_asc(trade_titles::Column::Position)
            .all(db)
            .await?
        {
            if let Some(trade) = picture.numbered(&codes, row.trade_id) {
                trade.titles.push(Title { title: row.title, ogr: row.ogr, principal: row.principal });
            }
        }
        for (trade, label, source) in labelled(db).await? {
            if let Some(trade) = picture.numbered(&codes, trade) {
                trade.skills.push(Skill { label, source: Source::try_from_value(&source)? });
            }
        }
        for row in bridges::Entity::find().all(db).await? {
            let Some(to) = codes.get(&row.to_trade_id).cloned() else { continue };
            let bridge = Bridge {
                kind: ActiveEnum::try_from_value(&row.kind)?,
                why: row.why,
                source: Source::try_from_value(&row.source)?,
            };
            if let Some(trade) = picture.numbered(&codes, row.from_trade_id) {
                trade.bridges.insert(to, bridge);
            }
        }
        Ok(picture)
    }

    fn numbered(&mut self, codes: &HashMap<i64, String>, id: i64) -> Option<&mut Trade> {
        self.0.get_mut(codes.get(&id)?)
    }
}

/// (trade, skill, source), in the order of each trade's skills.
async fn labelled<C: ConnectionTrait>(db: &C) -> Result<Vec<(i64, String, String)>, DbErr> {
    trade_skills::Entity::find()
        .select_only()
        .column(trade_skills::Column::TradeId)
        .column(skills::Column::Label)
        .column(trade_skills::Column::Source)
        .join(JoinType::InnerJoin, trade_skills::Relation::Skills.def())
        .order_by_asc(trade_skills::Column::TradeId)
        .order_by_asc(trade_skills::Column::Position)
        .into_tuple()
        .all(db)
        .await
}
