//! A person says which field of a source says what, where the proposal is wrong. It counts
//! from the next run on: what an item then says otherwise is an update, by its digest.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};

use std::collections::{BTreeMap, HashSet};

use super::{
    super::feeds::{
        Mapping,
        Slot::{self, *},
    },
    sampling::Sample,
};
use crate::{
    access::Person,
    database::Db,
    models::{
        _entities::offer_sources::{Column, Entity, Model},
        organisations,
    },
    refusals::{Failure, Outcome, Refusal},
};

/// What one chooses a field for, under its name in the form. A text is often in several
/// fields, one after the other; of anything else one field says it.
pub const PARTS: [(&str, Slot); 34] = [
    ("reference", Reference),
    ("title", Title),
    ("text", Text),
    ("text_2", Text),
    ("text_3", Text),
    ("trade", Trade),
    ("skills", Skills),
    ("contract", Contract),
    ("weekly_hours", WeeklyHours),
    ("working_time", WorkingTime),
    ("experience", Experience),
    ("education", Education),
    ("posts", Posts),
    ("place", Place),
    ("postcode", Postcode),
    ("commune", Commune),
    ("department", Department),
    ("country", Country),
    ("remote", Remote),
    ("pay", Pay),
    ("pay_min", PayMin),
    ("pay_max", PayMax),
    ("pay_period", PayPeriod),
    ("pay_currency", PayCurrency),
    ("pay_gross", PayGross),
    ("pay_extras", PayExtras),
    ("start", Start),
    ("duration", Duration),
    ("duration_unit", DurationUnit),
    ("published_on", PublishedOn),
    ("valid_through", ValidThrough),
    ("apply", Apply),
    ("employer", Employer),
    ("siret", Siret),
];

/// What is chosen for each part: a path, [`NOTHING`], or nothing at all: what is proposed.
pub type Choices = BTreeMap<&'static str, String>;

/// No field says it.
pub const NOTHING: &str = "=";

/// The part that another of the same slot goes on from.
pub fn continued(name: &str) -> Option<&'static str> {
    let (_, slot) = PARTS.iter().find(|(other, _)| *other == name)?;
    PARTS.iter().find(|(_, other)| other == slot).map(|(first, _)| *first).filter(|first| *first != name)
}

/// The corrections that these choices are, of paths that the sample has or that were chosen
/// before. What goes on from a part that is as proposed would take its place.
///
/// # Errors
/// [`Refusal::NotAChoice`].
pub fn chosen(choices: &Choices, sample: &Sample, before: &Mapping) -> Result<Mapping, Refusal> {
    let known: HashSet<&str> = sample.fields().into_iter().map(|(path, _)| path).collect();
    let mut chosen = Mapping::default();
    for (name, slot) in PARTS {
        let path = choices.get(name).map_or("", String::as_str);
        if path.is_empty() {
            continue;
        }
        let first = continued(name);
        if let Some(field) = first.filter(|_| !chosen.paths.contains_key(&slot)) {
            return Err(Refusal::NotAChoice { field });
        }
        let paths = chosen.paths.entry(slot).or_default();
        match path {
            NOTHING if first.is_none() => {}
            path if paths.iter().any(|other| other == path) => {}
            path if known.contains(path) || before.paths(slot).iter().any(|kept| kept == path) => {
                paths.push(path.to_owned());
            }
            _ => return Err(Refusal::NotAChoice { field: name }),
        }
    }
    Ok(chosen)
}

/// The choices that these corrections were.
pub fn choices(corrections: &Mapping) -> Choices {
    let mut choices = Choices::new();
    for (slot, paths) in &corrections.paths {
        let names = PARTS.iter().filter(|(_, other)| other == slot).map(|(name, _)| *name);
        let nothing = paths.is_empty().then(|| NOTHING.to_owned());
        choices.extend(names.zip(paths.iter().cloned().chain(nothing)));
    }
    choices
}

impl Model {
    /// The slots that a person spoke of; none while all is as proposed.
    pub fn corrections(&self) -> Mapping {
        self.mapping.as_deref().and_then(|kept| serde_json::from_str(kept).ok()).unwrap_or_default()
    }
}

/// A source of this organisation.
///
/// # Errors
/// [`Failure::Missing`] when it is another's, or none.
pub async fn source(db: &Db, of: &organisations::Model, id: i64) -> Outcome<Model> {
    let found = Entity::find_by_id(id).filter(Column::OrganisationId.eq(of.id)).one(db).await?;
    found.ok_or(Failure::Missing)
}

/// The source that is called so, once there is one.
///
/// # Errors
/// When the database cannot be read.
pub async fn named(db: &Db, of: i64, name: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::OrganisationId.eq(of)).filter(Column::Name.eq(name)).one(db).await
}

/// Keeps these corrections in the place of those there were; without any, all is as proposed.
///
/// # Errors
/// As [`source`]; when this person may not write.
pub async fn correct(
    db: &Db,
    of: &organisations::Model,
    me: &Person,
    id: i64,
    corrections: &Mapping,
) -> Outcome<Model> {
    me.may_write()?;
    let kept = serde_json::to_string(corrections).map_err(|error| Failure::Broken(error.to_string()))?;
    let txn = db.write().await?;
    let source = Entity::find_by_id(id).filter(Column::OrganisationId.eq(of.id)).one(&txn).await?;
    let mut change = source.ok_or(Failure::Missing)?.into_active_model();
    change.mapping = Set(Some(kept).filter(|_| !corrections.paths.is_empty()));
    // What has not changed at its server is to be read again all the same.
    change.etag = Set(String::new());
    change.last_modified = Set(String::new());
    let source = change.update(&txn).await?;
    txn.commit().await?;
    Ok(source)
}

#[cfg(test)]
mod tests {
    use super::super::super::feeds::Item;
    use super::*;

    fn sample() -> Sample {
        let fields = ["poste", "mission", "profil"].map(|place| (place.to_owned(), "…".to_owned()));
        Sample { items: vec![Item::of_places(fields)], proposed: Mapping::default() }
    }

    #[test]
    fn every_slot_can_be_corrected() {
        assert!(Slot::ALL.iter().all(|slot| PARTS.iter().any(|(_, other)| other == slot)));
    }

    #[test]
    fn what_is_chosen_is_shown_again_as_it_was() {
        let sent = [("title", "poste"), ("text", "mission"), ("text_2", "profil"), ("pay", NOTHING)];
        let sent: Choices = sent.map(|(name, path)| (name, path.to_owned())).into();
        let corrections = chosen(&sent, &sample(), &Mapping::default()).unwrap();
        assert_eq!(corrections.paths(Text), ["mission", "profil"]);
        assert_eq!(corrections.paths.get(&Pay), Some(&vec![]));
        assert_eq!(choices(&corrections), sent);
    }

    #[test]
    fn a_text_goes_on_only_from_one_that_was_chosen() {
        let chosen = |sent: &[(&'static str, &str)]| {
            let sent: Choices = sent.iter().map(|(name, path)| (*name, (*path).to_owned())).collect();
            chosen(&sent, &sample(), &Mapping::default()).map(|chosen| chosen.paths(Text).to_vec())
        };
        assert_eq!(chosen(&[("text_2", "profil")]), Err(Refusal::NotAChoice { field: "text" }));
        assert_eq!(chosen(&[("text", "mission"), ("text_2", "=")]), Err(Refusal::NotAChoice { field: "text_2" }));
        assert_eq!(chosen(&[("text", "mission"), ("text_3", "profil")]).unwrap(), ["mission", "profil"]);
    }

    #[test]
    fn a_path_is_one_of_the_feed_or_one_that_was_chosen_before() {
        let sent: Choices = [("title", "intitule".to_owned())].into();
        let refused = Err(Refusal::NotAChoice { field: "title" });
        assert_eq!(chosen(&sent, &sample(), &Mapping::default()), refused);
        let before = Mapping { paths: [(Title, vec!["intitule".to_owned()])].into() };
        assert_eq!(chosen(&sent, &sample(), &before), Ok(before));
    }
}
