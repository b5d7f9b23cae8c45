//! The beginning of a feed as it was read last, kept with its source: a person sees which
//! of its fields say what without anybody fetching it again. Like the originals of items it
//! may hold anybody's name; it is for those who recruit, and is replaced by the next run.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::super::feeds::{Item, Mapping};
use crate::{
    clock,
    database::Db,
    models::_entities::source_samples::{ActiveModel, Column, Entity},
};

/// Characters of a value, and bytes of an item, that are kept of each.
const VALUE: usize = 300;
const ITEM: usize = 16 << 10;

/// Some items, and what is proposed from them.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    pub items: Vec<Item>,
    pub proposed: Mapping,
}

/// Fields of an item, by their places.
type Places = Vec<(String, String)>;

impl Sample {
    pub(super) fn of(items: &[Item], proposed: &Mapping) -> Self {
        Self { items: items.iter().map(cut).collect(), proposed: proposed.clone() }
    }

    /// Each path with the first thing it says, in the feed's order. What a mapping would take
    /// for words of its own, or no form can send, is none.
    pub fn fields(&self) -> Vec<(&str, &str)> {
        let mut met = HashSet::new();
        let fields = self.items.iter().flat_map(|item| &item.fields);
        let fields = fields.filter(|field| !field.path.starts_with('=') && !field.path.contains(char::is_control));
        fields.filter(|field| met.insert(&field.path)).map(|field| (&*field.path, &*field.value)).collect()
    }
}

fn cut(item: &Item) -> Item {
    let mut size = 0;
    let fields = item.fields.iter().map(|field| (field.place.clone(), field.value.chars().take(VALUE).collect()));
    Item::of_places(fields.take_while(|(place, value): &(String, String)| {
        size += place.len() + value.len();
        size <= ITEM
    }))
}

/// Keeps it in the place of the one before.
pub(super) async fn keep(db: &Db, source: i64, sample: &Sample) -> Result<(), DbErr> {
    let places = |item: &Item| item.fields.iter().map(|field| (field.place.clone(), field.value.clone())).collect();
    let items: Vec<Places> = sample.items.iter().map(places).collect();
    let row = ActiveModel {
        source_id: Set(source),
        items: Set(serde_json::to_string(&items).unwrap_or_default()),
        proposed: Set(serde_json::to_string(&sample.proposed).unwrap_or_default()),
        taken_at: Set(clock::now().into()),
        ..Default::default()
    };
    let again = [Column::Items, Column::Proposed, Column::TakenAt];
    let again = OnConflict::column(Column::SourceId).update_columns(again).to_owned();
    let txn = db.write().await?;
    Entity::insert(row).on_conflict(again).exec_without_returning(&txn).await?;
    txn.commit().await
}

/// What is kept of a source, and since when; nothing before its first run.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(db: &Db, source: i64) -> Result<Option<(Sample, DateTime<Utc>)>, DbErr> {
    let row = Entity::find().filter(Column::SourceId.eq(source)).one(db).await?;
    Ok(row.map(|row| {
        let items: Vec<Places> = serde_json::from_str(&row.items).unwrap_or_default();
        let items = items.into_iter().map(Item::of_places).collect();
        let proposed = serde_json::from_str(&row.proposed).unwrap_or_default();
        (Sample { items, proposed }, row.taken_at.to_utc())
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(fields: &[(&str, String)]) -> Item {
        Item::of_places(fields.iter().map(|(place, value)| ((*place).to_owned(), value.clone())))
    }

    #[test]
    fn what_is_kept_of_an_item_is_bounded() {
        let long = item(&[("texte", "é".repeat(5_000)), ("ville", "Nantes".to_owned())]);
        let kept = cut(&long);
        assert_eq!(kept.fields[0].value.chars().count(), VALUE);
        assert_eq!(kept.fields[1].value, "Nantes");
        let many: Vec<(String, String)> = (0..4_000).map(|at| (format!("champ-{at}"), "x".repeat(90))).collect();
        let kept: usize = cut(&Item::of_places(many)).fields.iter().map(|field| field.value.len()).sum();
        assert!(kept <= ITEM, "{kept}");
    }

    #[test]
    fn each_field_is_named_once_with_what_it_says_first() {
        let items = vec![
            item(&[("lieux/lieu", "Nantes".to_owned()), ("lieux/lieu[2]", "Rezé".to_owned())]),
            item(&[("lieux/lieu", "Brest".to_owned()), ("poste", "Soudeur".to_owned())]),
        ];
        let sample = Sample { items, proposed: Mapping::default() };
        assert_eq!(sample.fields(), [("lieux/lieu", "Nantes"), ("poste", "Soudeur")]);
    }
}
