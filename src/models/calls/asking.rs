//! Asking to be called: what about, which number, and when.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict};

use super::{ABOUT_LIMIT, ActiveModel, Column, Entity, Model, now, slots};
use crate::{
    access::Person,
    database::Db,
    models::{
        accompaniments::{self, listing::place_of, telling::tell},
        activities::{self, About, Verb},
        users,
    },
    refusals::{Failure, Outcome, Refusal, check_line, check_text},
};

/// Bytes; and digits, of any country.
const PHONE_LIMIT: usize = 40;
const PATH_LIMIT: usize = 2_000;
const DIGITS: std::ops::RangeInclusive<usize> = 6..=15;
/// Pages that a call may be about: what is on them has a public of its own, and their
/// address without its title tells nothing of it.
const PAGES: [&str; 4] = ["threads", "aid", "trades", "people"];

/// What the form sends.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub about: String,
    pub phone: String,
    /// A slot that is offered, or nothing: when the adviser can.
    pub slot: String,
    pub page: String,
}

/// Asks one's adviser to call.
///
/// # Errors
/// [`Refusal::AdviserNeeded`] for whoever is advised by nobody; [`Refusal::CallOpen`]
/// when a call is awaited already; [`Refusal::SlotTaken`] when someone was quicker.
pub async fn ask(db: &Db, me: &Person, draft: &Draft) -> Outcome<Model> {
    let place = place_of(db, me.id).await?.filter(|place| place.is_accepted());
    let place = place.ok_or(Refusal::AdviserNeeded)?.accompaniment;
    me.may_write()?;
    let about = check_text("about", &draft.about, ABOUT_LIMIT, true)?;
    let phone = phone(&draft.phone)?;
    let from = page(&check_line("page", &draft.page, PATH_LIMIT, false)?);
    let txn = db.write().await?;
    if !accompaniments::held(&txn, place.id).await?.is_accepted() {
        return Err(Refusal::AdviserNeeded.into());
    }
    if Entity::find().filter(Column::OpenOf.eq(place.id)).one(&txn).await?.is_some() {
        return Err(Refusal::CallOpen.into());
    }
    let adviser = users::Model::by_id(&txn, place.adviser_id).await?;
    let slot = match draft.slot.as_str() {
        "" => None,
        name if !slots::is_name(name) => return Err(Refusal::NotAChoice { field: "slot" }.into()),
        name => {
            let offered = slots::offered(&txn, &adviser).await?;
            Some(offered.into_iter().find(|slot| slot.name == name).ok_or(Refusal::SlotTaken)?)
        }
    };
    let asked = ActiveModel {
        accompaniment_id: Set(place.id),
        person_id: Set(me.id),
        adviser_id: Set(adviser.id),
        about: Set(about),
        page: Set(from),
        phone: Set(phone),
        at: Set(slot.as_ref().map(|slot| slot.at.into())),
        taken: Set(slot.map(|slot| slot.name)),
        open_of: Set(Some(place.id)),
        state_at: Set(now()),
        asked_at: Set(now()),
        ..Default::default()
    };
    let free = OnConflict::new().do_nothing().to_owned();
    if Entity::insert(asked).on_conflict(free).exec_without_returning(&txn).await? == 0 {
        return Err(Refusal::SlotTaken.into());
    }
    let call = Entity::find().filter(Column::OpenOf.eq(place.id)).order_by_desc(Column::Id).one(&txn).await?;
    let call = call.ok_or(Failure::Missing)?;
    activities::record(&txn, Some(me.id), Verb::CallAsked, About::person(adviser.id), &subject(call.id)).await?;
    tell(&txn, adviser.id, &place, "adviser-call-asked", Some(me.id)).await?;
    txn.commit().await?;
    Ok(call)
}

/// What the log calls it: `calls/12`.
pub(super) fn subject(id: i64) -> String {
    format!("calls/{id}")
}

/// A number as people write it, of any country.
fn phone(typed: &str) -> Result<String, Refusal> {
    let phone = check_line("phone", typed, PHONE_LIMIT, true)?;
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let known = phone.chars().all(|c| c.is_ascii_digit() || "+ .-()/\u{a0}\u{202f}".contains(c));
    if known && DIGITS.contains(&digits) { Ok(phone) } else { Err(Refusal::BadPhone) }
}

/// `/threads/12` of `/threads/12-its-title?near=3`; nothing of a page that is one's own,
/// or a room's: its very name may be for a few.
pub fn page(path: &str) -> String {
    let path = path.trim().split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.trim_start_matches('/').split('/');
    let (noun, name) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let name = match noun {
        "threads" | "aid" => name.split('-').next().unwrap_or_default(),
        _ => name,
    };
    let numbered = matches!(noun, "threads" | "aid");
    let fits = if numbered {
        name.bytes().all(|byte| byte.is_ascii_digit())
    } else {
        name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let fits = fits && !name.is_empty() && name.len() <= 60 && path.starts_with('/') && PAGES.contains(&noun);
    if fits { format!("/{noun}/{name}") } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_what_people_write_and_nothing_else() {
        for number in ["06 12 34 56 78", "+33 6 12 34 56 78", "(0262) 12-34-56", "112233"] {
            assert_eq!(phone(number).as_deref(), Ok(number));
        }
        for nothing in ["12345", "0612345678 après 18 h", "1234567890123456", "javascript:1234567", "٠١٢٣٤٥٦٧"]
        {
            assert_eq!(phone(nothing), Err(Refusal::BadPhone), "{nothing}");
        }
        assert_eq!(phone(" "), Err(Refusal::Required { field: "phone" }));
    }

    #[test]
    fn a_page_is_named_without_its_title_and_not_at_all_when_its_name_tells() {
        for (from, kept) in [
            ("/threads/12-un-secret?near=3#post-3", "/threads/12"),
            ("/aid/3-relire", "/aid/3"),
            ("/trades/K1304/bridges", "/trades/K1304"),
            ("/people/martin", "/people/martin"),
            ("/communities/entre-demandeurs", ""),
            ("/me/drafts", ""),
            ("/threads/x", ""),
            ("//evil.example/threads/1", ""),
            ("https://evil.example/threads/1", ""),
            ("/", ""),
            ("", ""),
        ] {
            assert_eq!(page(from), kept, "{from}");
        }
    }
}
