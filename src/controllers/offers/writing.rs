//! Writing an offer: kept, checked, put right at a word, published. One form, four
//! buttons; without a button it is kept.

use serde::Deserialize;

use super::found;
use crate::controllers::{
    answers::{Answer, Page, then},
    drafts,
    extractors::{At, Member, Numbered, Ticked, Wrote},
};
use crate::{
    initializers::limits::Limit,
    models::{
        offers::{
            Readable,
            checking::{self, Finding},
            claims::Claims,
            typed::{PLACES, Typed},
            writing::{self, Draft},
        },
        organisations::{self, Role},
        places, trades,
    },
    refusals::{Outcome, Refusal, check_line},
    views::{
        at_the_top,
        offers::form::{FIELDS, FindingRow, OfferForm},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Form {
    /// Empty, check, publish.
    act: String,
    /// The number of what was found and is to be put right.
    rewrite: String,
    seen: String,
    title: String,
    text: String,
    trade_code: String,
    skills: String,
    contract: String,
    duration: String,
    hours: String,
    time: String,
    remote: String,
    place_1: String,
    place_2: String,
    place_3: String,
    pay_min: String,
    pay_max: String,
    pay_period: String,
    pay_months: String,
    pay_net: Ticked,
    pay_extras: String,
    pay_agreement: String,
    start: String,
    posts: String,
    experience: String,
    education: String,
    no_degree: Ticked,
    apply: String,
    until: String,
    justification: String,
}

impl Form {
    fn typed(self) -> Typed {
        Typed {
            title: self.title,
            text: self.text,
            trade_code: self.trade_code,
            skills: self.skills,
            contract: self.contract,
            duration: self.duration,
            hours: self.hours,
            time: self.time,
            remote: self.remote,
            places: [self.place_1, self.place_2, self.place_3],
            pay_min: self.pay_min,
            pay_max: self.pay_max,
            pay_period: self.pay_period,
            pay_months: self.pay_months,
            pay_net: self.pay_net.is(),
            pay_extras: self.pay_extras,
            pay_agreement: self.pay_agreement,
            start: self.start,
            posts: self.posts,
            experience: self.experience,
            education: self.education,
            no_degree: self.no_degree.is(),
            apply: self.apply,
            until: self.until,
            justification: self.justification,
        }
    }
}

/// Bytes of a version's number.
const VERSION_LIMIT: usize = 20;

/// What a button of the form asks for.
enum Act {
    Keep,
    Check,
    Publish,
    Rewrite(usize),
}

impl Act {
    fn of(form: &Form) -> Result<Self, Refusal> {
        check_line("seen", &form.seen, VERSION_LIMIT, false)?;
        if !form.rewrite.is_empty() {
            return form.rewrite.parse().map(Self::Rewrite).map_err(|_| Refusal::NotAChoice { field: "rewrite" });
        }
        match form.act.as_str() {
            "" => Ok(Self::Keep),
            "check" => Ok(Self::Check),
            "publish" => Ok(Self::Publish),
            _ => Err(Refusal::NotAChoice { field: "act" }),
        }
    }
}

pub(in crate::controllers) async fn new(me: Member, At(slug): At<String>) -> Answer {
    let (organisation, role) = organisations::Model::of(&me.house.db, &me.person, &slug).await?;
    role.at_least(Role::Recruiter)?;
    Sheet::new(&me, &organisation, None).show(&Typed::default(), None, None)
}

pub(in crate::controllers) async fn create(At(slug): At<String>, Wrote(me, form): Wrote<Form>) -> Answer {
    let (organisation, role) = organisations::Model::of(&me.house.db, &me.person, &slug).await?;
    role.at_least(Role::Recruiter)?;
    let sheet = Sheet::new(&me, &organisation, None);
    sheet
        .take(form, async |draft| {
            writing::begin(&me.house.db, &me.house.check(), &me.person, (&organisation, role), draft).await
        })
        .await
}

pub(super) async fn edit(me: Member, At(asked): At<Numbered>) -> Answer {
    let offer = found(&me, &asked).await?;
    offer.recruited_by_me()?;
    let typed = as_typed(&me, &offer).await?;
    Sheet::new(&me, &offer.organisation, Some(&offer)).show(&typed, Some((&offer.claims(), &offer.found())), None)
}

pub(super) async fn update(At(asked): At<Numbered>, Wrote(me, form): Wrote<Form>) -> Answer {
    let offer = found(&me, &asked).await?;
    offer.recruited_by_me()?;
    let sheet = Sheet::new(&me, &offer.organisation, Some(&offer));
    let seen = form.seen.clone();
    sheet.take(form, async |draft| offer.rewrite(&me.house.db, &me.house.check(), &me.person, draft, &seen).await).await
}

/// The form of an offer that could not be published, with why.
pub(super) async fn mend(me: &Member, offer: &Readable, refusal: &Refusal) -> Answer {
    let typed = as_typed(me, offer).await?;
    let claims = offer.claims();
    let found = me.house.check().offer(&claims, &offer.organisation);
    Sheet::new(me, &offer.organisation, Some(offer)).show(&typed, Some((&claims, &found)), Some(refusal))
}

/// The offer as its form has it, with its trade and places as people read them.
async fn as_typed(me: &Member, offer: &Readable) -> Outcome<Typed> {
    let (db, claims) = (&me.house.db, offer.claims());
    let trade = match &claims.trade {
        Some(code) => trades::look_up(db, code).await?.map_or_else(|| code.clone(), |trade| trade.label()),
        None => String::new(),
    };
    let known = places::of_codes(db, claims.places.iter().filter_map(|place| place.commune.clone()).collect()).await?;
    let mut labels = claims.places.iter().map(|place| {
        let known = known.iter().find(|known| Some(&known.code) == place.commune.as_ref());
        known.map_or_else(|| place.label.clone(), places::Model::full_label)
    });
    let placed: [String; PLACES] = std::array::from_fn(|_| labels.next().unwrap_or_default());
    Ok(Typed::of(&claims, trade, placed, &offer.justification))
}

/// The form, of a new offer or of one that is there.
struct Sheet<'a> {
    me: &'a Member,
    organisation: &'a organisations::Model,
    offer: Option<&'a Readable>,
}

impl<'a> Sheet<'a> {
    fn new(me: &'a Member, organisation: &'a organisations::Model, offer: Option<&'a Readable>) -> Self {
        Self { me, organisation, offer }
    }

    /// Takes what was sent: `keep` writes it down.
    async fn take(
        &self,
        form: Form,
        keep: impl AsyncFnOnce(&Draft) -> Outcome<crate::models::offers::Model>,
    ) -> Answer {
        let me = self.me;
        me.count(Limit::Acts)?;
        let act = Act::of(&form);
        let typed = form.typed();
        let check = me.house.check();
        let (act, draft) = match (act, Draft::of(&me.house.db, &check, self.organisation, &typed).await) {
            (Ok(act), Ok(draft)) => (act, draft),
            (Err(refusal), _) => return self.show(&typed, None, Some(&refusal)),
            (_, Err(failure)) => return self.show(&typed, None, Some(&failure.refusal()?)),
        };
        if let Act::Rewrite(number) = act {
            return self.put_right(typed, &draft, number).await;
        }
        if let Act::Check = act {
            return self.show(&typed, Some((&draft.claims, &draft.found)), None);
        }
        let said = Some((&draft.claims, draft.found.as_slice()));
        let kept = match keep(&draft).await {
            Ok(kept) => kept,
            Err(failure) => return self.show(&typed, said, Some(&failure.refusal()?)),
        };
        drafts::sent(me).await?;
        if let Act::Keep = act {
            let notice = if kept.is_published() { "offer-edited" } else { "offer-kept" };
            return then(kept.path()).saying(me, notice).go();
        }
        let offer = crate::models::offers::Model::readable_by(&me.house.db, &me.viewer, kept.id).await?;
        match offer.publish(&me.house.db, &check, &me.person).await {
            Ok(offer) => then(offer.path()).undoable(me, "offer-published", &offer.act("pause"), &[]).go(),
            // It is kept; what is missing is said on the page that holds it now.
            Err(failure) => {
                let refusal = failure.refusal()?;
                Sheet::new(me, self.organisation, Some(&offer)).show(&typed, said, Some(&refusal))
            }
        }
    }

    /// One press puts the lawful words where the others stood; nothing is kept yet.
    async fn put_right(&self, mut typed: Typed, draft: &Draft, number: usize) -> Answer {
        if let Some(finding) = draft.found.get(number) {
            put_right(&mut typed, &draft.claims, finding);
        }
        let check = self.me.house.check();
        let draft = Draft::of(&self.me.house.db, &check, self.organisation, &typed).await?;
        self.show(&typed, Some((&draft.claims, &draft.found)), None)
    }

    fn show(&self, typed: &Typed, said: Option<(&Claims, &[Finding])>, refusal: Option<&Refusal>) -> Answer {
        let (me, lang) = (self.me, self.me.lang);
        let check = me.house.check();
        let findings = said.map(|(claims, found)| FindingRow::all(lang, &check, claims, found)).unwrap_or_default();
        let mode = if self.offer.is_some() { "edit" } else { "new" };
        let form = OfferForm {
            mode,
            action: match self.offer {
                Some(offer) => format!("/offers/{}", offer.id),
                None => self.organisation.act("offers"),
            },
            back: self.offer.map_or_else(|| self.organisation.act("console"), |offer| offer.path()),
            organisation: (self.organisation.name.clone(), self.organisation.path()),
            seen: self.offer.map(|offer| offer.seen()).unwrap_or_default(),
            public: self.offer.is_some_and(|offer| !offer.is_prepared() && offer.state != "withdrawn"),
            proven: self.organisation.is_proven(),
            justifiable: said.is_some_and(|(_, found)| check.is_justifiable(found)) || !typed.justification.is_empty(),
            clean: said.is_some_and(|(_, found)| found.is_empty()),
            findings,
            refusal: at_the_top(lang, refusal, &FIELDS),
            ..OfferForm::typed(lang, typed, refusal)
        };
        Page::new("offers/form.html", lang.say(&format!("offer-form-{mode}-title")))
            .noindex()
            .section("offers")
            .refused(refusal)
            .show(me, &form)
    }
}

fn put_right(typed: &mut Typed, claims: &Claims, finding: &Finding) {
    let (Some(span), Some(rewrite)) = (finding.span.clone(), &finding.rewrite) else { return };
    let (part, said) = match finding.field {
        checking::Field::Title => (&mut typed.title, &claims.title),
        checking::Field::Text => (&mut typed.text, &claims.text),
        _ => return,
    };
    if said.get(span.clone()).is_some() {
        let mut words = said.clone();
        words.replace_range(span, rewrite);
        *part = words;
    }
}
