//! What there is to say of one trade: its other names, its skills, its bridges.

use sea_orm::{
    ActiveEnum, ColumnTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
};

use super::{Column, Entity, Model, look_up, picture::Kind};
use crate::{
    database::Db,
    models::_entities::{bridges, skills, trade_skills, trade_titles},
};

#[derive(Clone, Debug)]
pub struct Sheet {
    pub trade: Model,
    pub other_titles: Vec<String>,
    pub skills: Vec<String>,
    /// Of the wider trade it comes from, not of this very one.
    pub skills_are_derived: bool,
    /// Near ones first.
    pub bridges: Vec<Leads>,
    /// What a retired trade became.
    pub replacement: Option<Model>,
}

/// A bridge, from the trade of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leads {
    pub code: String,
    pub title: String,
    pub kind: Kind,
    pub why: String,
    pub is_derived: bool,
}

impl Model {
    /// # Errors
    /// When the database cannot be read.
    pub async fn sheet(self, db: &Db) -> Result<Sheet, DbErr> {
        let titles: Vec<String> = trade_titles::Entity::find()
            .filter(trade_titles::Column::TradeId.eq(self.id))
            .filter(trade_titles::Column::Principal.eq(false))
            .order_by_asc(trade_titles::Column::Position)
            .all(db)
            .await?
            .into_iter()
            .map(|title| title.title)
            .collect();
        let skills: Vec<(String, String)> = trade_skills::Entity::find()
            .select_only()
            .column(skills::Column::Label)
            .column(trade_skills::Column::Source)
            .join(JoinType::InnerJoin, trade_skills::Relation::Skills.def())
            .filter(trade_skills::Column::TradeId.eq(self.id))
            .order_by_asc(trade_skills::Column::Position)
            .into_tuple()
            .all(db)
            .await?;
        let replacement = match &self.replaced_by {
            Some(code) => look_up(db, code).await?,
            None => None,
        };
        Ok(Sheet {
            other_titles: titles,
            skills_are_derived: skills.iter().any(|(_, source)| source == "derived"),
            skills: skills.into_iter().map(|(label, _)| label).collect(),
            bridges: self.leads_to(db).await?,
            replacement,
            trade: self,
        })
    }

    /// The current trades it leads to.
    async fn leads_to(&self, db: &Db) -> Result<Vec<Leads>, DbErr> {
        #[derive(FromQueryResult)]
        struct Row {
            code: String,
            title: String,
            kind: String,
            why: String,
            source: String,
        }
        let to = bridges::Entity::belongs_to(Entity).from(bridges::Column::ToTradeId).to(Column::Id);
        let rows: Vec<Row> = bridges::Entity::find()
            .select_only()
            .column(Column::Code)
            .column(Column::Title)
            .columns([bridges::Column::Kind, bridges::Column::Why, bridges::Column::Source])
            .join(JoinType::InnerJoin, to.into())
            .filter(bridges::Column::FromTradeId.eq(self.id))
            .filter(Column::State.eq("current"))
            .order_by_asc(bridges::Column::Kind)
            .order_by_asc(Column::Code)
            .into_model()
            .all(db)
            .await?;
        let mut leads = vec![];
        for row in rows {
            leads.push(Leads {
                code: row.code,
                title: row.title,
                kind: Kind::try_from_value(&row.kind)?,
                why: row.why,
                is_derived: row.source == "derived",
            });
        }
        // Those of which one can say why come first.
        leads.sort_by_key(|lead| (lead.kind == Kind::Step, lead.why.is_empty()));
        Ok(leads)
    }
}
