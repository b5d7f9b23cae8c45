//! The keys by which an organisation's software comes in. A key is shown once, on the page
//! that answers the form: it is in no address, no cookie and no log.

use serde::Deserialize;

use super::sources::recruited;
use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{At, Member, Numbered, Posted, Ticked},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::{
        api_keys::{self, Scope},
        organisations,
    },
    refusals::Refusal,
    views::{
        Field, at_the_top,
        offers::software::{KeyRow, KeysPage},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Wanted {
    name: String,
    reads: Ticked,
    writes: Ticked,
}

impl Wanted {
    fn scopes(&self) -> Vec<Scope> {
        let wanted = |scope: &Scope| match scope {
            Scope::OffersRead => self.reads.is(),
            Scope::OffersWrite => self.writes.is(),
        };
        Scope::ALL.into_iter().filter(wanted).collect()
    }
}

pub(super) async fn list(me: Member, At(slug): At<String>) -> Answer {
    let organisation = recruited(&me, &slug).await?;
    let usual = Wanted { name: String::new(), reads: Ticked::Yes, writes: Ticked::Yes };
    page(&me, &organisation, &usual, None, None).await
}

pub(super) async fn make(me: Member, At(slug): At<String>, Posted(typed): Posted<Wanted>) -> Answer {
    me.count(Limit::Acts)?;
    let organisation = recruited(&me, &slug).await?;
    match api_keys::make(&me.house, &organisation, &me.person, &typed.name, &typed.scopes()).await {
        Ok(made) => page(&me, &organisation, &Wanted::default(), Some(made), None).await,
        Err(failure) => page(&me, &organisation, &typed, None, Some(&failure.refusal()?)).await,
    }
}

pub(super) async fn remove(
    me: Member,
    At((slug, key)): At<(String, Numbered)>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Answer {
    me.count(Limit::Acts)?;
    let organisation = recruited(&me, &slug).await?;
    api_keys::remove(&me.house.db, &organisation, key.id).await?;
    then(organisation.act("keys")).saying(&me, "key-removed").go()
}

async fn page(
    me: &Member,
    organisation: &organisations::Model,
    typed: &Wanted,
    made: Option<String>,
    refusal: Option<&Refusal>,
) -> Answer {
    let (lang, house) = (me.lang, &me.house);
    let keys = api_keys::of(&house.db, organisation).await?;
    Page::new("organisations/keys.html", lang.say("keys-title")).noindex().section("offers").refused(refusal).show(
        me,
        &KeysPage {
            path: organisation.path(),
            called: organisation.name.clone(),
            made,
            keys: keys.iter().map(|key| KeyRow::of(lang, organisation, key)).collect(),
            name: Field::typed(lang, "name", &typed.name, refusal),
            reads: typed.reads.is(),
            writes: typed.writes.is(),
            scopes_error: Field::typed(lang, "scopes", "", refusal).error,
            api: house.address(&format!("/api/v1{}", organisation.act("offers"))),
            refusal: at_the_top(lang, refusal, &["name", "scopes"]),
        },
    )
}
