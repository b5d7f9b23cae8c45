//! Who an organisation says it is: opened by someone who recruits, who is its first
//! owner; settled by its owners.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, SqlErr,
};
use url::Url;

use super::{
    ABOUT_LIMIT, ActiveModel, Column, Entity, KINDS, Model, NAME_LIMIT, RESERVED_SLUGS, Role, Verb, WEBSITE_LIMIT,
    members, proving, siret,
};
use crate::{
    access::Person,
    clock,
    database::{Db, Write},
    models::{applications::DAYS, places, slugs},
    refusals::{Failure, Outcome, Refusal, check_line, check_text},
    text,
};

/// Organisations that may bear one name.
const NAMESAKES: usize = 20;

/// What the form sends.
#[derive(Clone, Debug, Default)]
pub struct Wished {
    pub name: String,
    pub kind: String,
    pub siret: String,
    pub about: String,
    pub website: String,
    pub place_code: String,
    /// Whether its offers can be answered here, and within how many days it answers; empty: as
    /// it is.
    pub takes_answers: bool,
    pub answer_days: String,
}

/// The same, fit to be kept.
struct Fit {
    name: String,
    kind: String,
    siret: Option<String>,
    about: String,
    about_html: String,
    website: String,
    place_code: Option<String>,
    takes_answers: bool,
    answer_days: Option<i32>,
}

impl Wished {
    async fn check(&self, db: &Db) -> Outcome<Fit> {
        let about = check_text("about", &self.about, ABOUT_LIMIT, false)?;
        let kind = KINDS.contains(&self.kind.as_str()).then(|| self.kind.clone());
        Ok(Fit {
            name: check_line("name", &self.name, NAME_LIMIT, true)?,
            kind: kind.ok_or(Refusal::NotAChoice { field: "kind" })?,
            siret: siret_of(&self.siret)?,
            about_html: text::render_now(&about, &Default::default()).html,
            about,
            website: website(&self.website)?,
            place_code: places::understood(db, &self.place_code).await?.map(|place| place.code),
            takes_answers: self.takes_answers,
            answer_days: days(&self.answer_days)?,
        })
    }
}

fn days(typed: &str) -> Result<Option<i32>, Refusal> {
    if typed.is_empty() {
        return Ok(None);
    }
    let said = typed.parse().ok().filter(|days| DAYS.contains(days));
    said.map(Some).ok_or(Refusal::NotAChoice { field: "answer_days" })
}

fn siret_of(typed: &str) -> Result<Option<String>, Refusal> {
    let typed = check_line("siret", typed, 40, false)?;
    if typed.is_empty() {
        return Ok(None);
    }
    siret::parse(&typed).map(Some).map_err(|wrong| Refusal::BadSiret { wrong })
}

/// An address of the web, as a browser would write it; empty: none.
///
/// # Errors
/// [`Refusal::BadAddress`] for anything else.
pub fn website(typed: &str) -> Result<String, Refusal> {
    let typed = check_line("website", typed, WEBSITE_LIMIT, false)?;
    if typed.is_empty() {
        return Ok(typed);
    }
    let bad = || Refusal::BadAddress { field: "website" };
    let whole = if typed.contains("://") { typed } else { format!("https://{typed}") };
    let url = Url::parse(&whole).map_err(|_| bad())?;
    let host = url.domain().filter(|host| host.contains('.') && !host.ends_with('.'));
    let plain = matches!(url.scheme(), "https" | "http") && url.username().is_empty() && url.password().is_none();
    if host.is_none() || !plain {
        return Err(bad());
    }
    Ok(url.to_string())
}

/// Opens an organisation; whoever does is its owner.
///
/// # Errors
/// The refusal to show beside a field; [`Failure::Missing`] for who does not recruit.
pub async fn open(db: &Db, me: &Person, wished: &Wished) -> Outcome<Model> {
    if !members::may_recruit(me) {
        return Err(Failure::Missing);
    }
    me.may_write()?;
    let fit = wished.check(db).await?;
    let txn = db.write().await?;
    let slug = free_slug(&txn, &fit.name).await?;
    let organisation = ActiveModel {
        slug: Set(slug),
        name: Set(fit.name),
        kind: Set(fit.kind),
        siret: Set(fit.siret),
        about: Set(fit.about),
        about_html: Set(fit.about_html),
        renderer: Set(text::RENDERER),
        website: Set(fit.website),
        place_code: Set(fit.place_code),
        takes_answers: Set(fit.takes_answers),
        answer_days: fit.answer_days.map_or(NotSet, Set),
        proof_domain: Set(String::new()),
        opened_by_id: Set(Some(me.id)),
        created_at: Set(clock::now().into()),
        ..Default::default()
    };
    let organisation = organisation.insert(&txn).await.map_err(taken)?;
    members::enter(&txn, organisation.id, me.id, Role::Owner, "here").await?;
    organisation.record(&txn, Some(me.id), Verb::OrganisationOpened, None).await?;
    txn.commit().await?;
    Ok(organisation)
}

/// A slug made of the name; of several of one name, with a number after it.
async fn free_slug(txn: &Write, name: &str) -> Outcome<String> {
    let slug = slugs::slug(name);
    if slug.len() < 2 || RESERVED_SLUGS.contains(&slug.as_str()) {
        return Err(Refusal::NameTaken.into());
    }
    let slugs = std::iter::once(slug.clone()).chain((2..=NAMESAKES).map(|number| format!("{slug}-{number}")));
    let slugs: Vec<String> = slugs.collect();
    let taken: Vec<String> = Entity::find()
        .select_only()
        .column(Column::Slug)
        .filter(Column::Slug.is_in(slugs.iter().map(String::as_str)))
        .into_tuple()
        .all(txn)
        .await?;
    slugs.into_iter().find(|slug| !taken.contains(slug)).ok_or(Refusal::NameTaken.into())
}

/// Two organisations have neither one name nor one SIRET.
fn taken(error: sea_orm::DbErr) -> Failure {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(which)) if which.contains("siret") => Refusal::SiretTaken.into(),
        Some(SqlErr::UniqueConstraintViolation(_)) => Refusal::NameTaken.into(),
        _ => error.into(),
    }
}

impl Model {
    /// Says it otherwise. Its address stays; a proof falls with what it was a proof of.
    ///
    /// # Errors
    /// The refusal to show beside a field; [`Refusal::NotYours`] but for its owners.
    pub async fn edit(self, db: &Db, me: &Person, wished: &Wished) -> Outcome<Self> {
        let role = self.role_of(db, me).await?.ok_or(Failure::Missing)?;
        role.at_least(Role::Owner)?;
        me.may_write()?;
        let fit = wished.check(db).await?;
        if let Some(siret) = &fit.siret {
            let other = Entity::find().filter(Column::Siret.eq(siret)).filter(Column::Id.ne(self.id));
            if other.one(db).await?.is_some() {
                return Err(Refusal::SiretTaken.into());
            }
        }
        let still = self.proof.as_deref() == Some("domain") && proving::domain_of(&fit.website) == self.proof_domain;
        let still = still || self.proof.as_deref() == Some("admin") && fit.name == self.name && fit.siret == self.siret;
        let txn = db.write().await?;
        let proven = self.is_proven();
        let mut change = self.into_active_model();
        change.name = Set(fit.name);
        change.kind = Set(fit.kind);
        change.siret = Set(fit.siret);
        change.about = Set(fit.about);
        change.about_html = Set(fit.about_html);
        change.renderer = Set(text::RENDERER);
        change.website = Set(fit.website);
        change.place_code = Set(fit.place_code);
        change.takes_answers = Set(fit.takes_answers);
        change.answer_days = fit.answer_days.map_or(change.answer_days, Set);
        if proven && !still && !me.is_admin {
            change.proof = Set(None);
            change.proof_domain = Set(String::new());
            change.proven_at = Set(None);
        }
        let organisation = change.update(&txn).await.map_err(taken)?;
        organisation.record(&txn, Some(me.id), Verb::OrganisationEdited, None).await?;
        txn.commit().await?;
        Ok(organisation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_website_is_an_address_of_the_web() {
        assert_eq!(website("maintien-et-vie.example").as_deref(), Ok("https://maintien-et-vie.example/"));
        assert_eq!(website("http://x.example/a").as_deref(), Ok("http://x.example/a"));
        for bad in
            ["javascript:alert(1)", "ftp://x.example", "https://a:b@x.example", "localhost", "http://127.0.0.1", "x"]
        {
            assert_eq!(website(bad), Err(Refusal::BadAddress { field: "website" }), "{bad}");
        }
    }
}
