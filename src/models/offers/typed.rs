//! An offer as its form has it, and the way from there to claims and back. What cannot
//! be understood is refused beside its field; what is well understood and unwise is for
//! the check to say.

use chrono::{Datelike, NaiveDate};
use url::Url;

use super::{
    TEXT_LIMIT, TITLE_LIMIT,
    claims::{Claims, Contract, Pay, Period, Place, Remote, WorkingTime},
    values,
};
use crate::{
    database::Db,
    models::{places, trades},
    refusals::{Outcome, Refusal, check_line, check_text},
};

/// Bytes.
const LINE_LIMIT: usize = 300;
const APPLY_LIMIT: usize = 1_000;
const SKILLS: usize = 12;
const SKILL_LIMIT: usize = 120;
pub const PLACES: usize = 3;
/// Months of experience one chooses among, besides saying nothing.
pub const EXPERIENCES: [&str; 6] = ["0", "6", "12", "24", "36", "60"];

/// What the form sends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub title: String,
    pub text: String,
    pub trade_code: String,
    /// Separated by commas or lines.
    pub skills: String,
    pub contract: String,
    /// `6 mois`, `du 1er mars au 31 août 2027`.
    pub duration: String,
    pub hours: String,
    pub time: String,
    pub remote: String,
    pub places: [String; PLACES],
    pub pay_min: String,
    pub pay_max: String,
    pub pay_period: String,
    pub pay_months: String,
    pub pay_net: bool,
    pub pay_extras: String,
    pub pay_agreement: String,
    pub start: String,
    pub posts: String,
    pub experience: String,
    pub education: String,
    pub no_degree: bool,
    pub apply: String,
    pub until: String,
    pub justification: String,
}

impl Typed {
    /// What it says.
    ///
    /// # Errors
    /// The refusal to show beside a field.
    pub async fn claims(&self, db: &Db) -> Outcome<Claims> {
        let title = check_line("title", &self.title, TITLE_LIMIT, true)?;
        let line = |field, typed: &str| check_line(field, typed, LINE_LIMIT, false);
        Ok(Claims {
            title,
            text: check_text("text", &self.text, TEXT_LIMIT, false)?,
            trade: trades::understood(db, &self.trade_code).await?.map(|trade| trade.code),
            skills: self.skills()?,
            contract: choice("contract", &self.contract)?,
            duration_days: self.duration_days()?,
            weekly_hours: number("hours", &self.hours, 1.0, 60.0)?,
            working_time: choice::<WorkingTime>("time", &self.time)?,
            remote: choice::<Remote>("remote", &self.remote)?.unwrap_or_default(),
            places: self.places(db).await?,
            pay: self.pay()?,
            start: day("start", &self.start)?,
            posts: number("posts", &self.posts, 1.0, 500.0)?.map(|posts| posts as u32),
            experience_months: match self.experience.as_str() {
                "" => None,
                months if EXPERIENCES.contains(&months) => months.parse().ok(),
                _ => return Err(Refusal::NotAChoice { field: "experience" }.into()),
            },
            education: match line("education", &self.education)? {
                said if said.is_empty() => self.no_degree.then(String::new),
                said => Some(said),
            },
            apply: apply(&self.apply)?,
            valid_through: day("until", &self.until)?,
            ..Claims::default()
        })
    }

    fn skills(&self) -> Result<Vec<String>, Refusal> {
        let typed = check_text("skills", &self.skills, SKILLS * SKILL_LIMIT, false)?;
        let named = typed.split([',', ';', '\n']).map(str::trim).filter(|skill| !skill.is_empty());
        let mut skills: Vec<String> = vec![];
        for skill in named {
            let skill = check_line("skills", skill, SKILL_LIMIT, true)?;
            if !skills.contains(&skill) {
                skills.push(skill);
            }
        }
        if skills.len() > SKILLS {
            return Err(Refusal::TooMany { field: "skills", most: SKILLS });
        }
        Ok(skills)
    }

    fn duration_days(&self) -> Result<Option<u32>, Refusal> {
        let typed = check_line("duration", &self.duration, LINE_LIMIT, false)?;
        if typed.is_empty() {
            return Ok(None);
        }
        values::duration_days(&typed).map(Some).ok_or(Refusal::BadNumber { field: "duration" })
    }

    async fn places(&self, db: &Db) -> Outcome<Vec<Place>> {
        const FIELDS: [&str; PLACES] = ["place_1", "place_2", "place_3"];
        let mut found = vec![];
        for (typed, field) in self.places.iter().zip(FIELDS) {
            let place = places::understood(db, typed).await.map_err(|failure| beside(failure, field))?;
            if let Some(place) = place
                && found.iter().all(|other: &Place| other.commune.as_deref() != Some(place.code.as_str()))
            {
                found.push(Place {
                    label: place.label(),
                    department: Some(place.department.clone()),
                    commune: Some(place.code),
                    ..Place::default()
                });
            }
        }
        Ok(found)
    }

    fn pay(&self) -> Result<Option<Pay>, Refusal> {
        let amount = |field, typed: &str| number(field, typed, 0.01, 10_000_000.0);
        let (min, max) = (amount("pay_min", &self.pay_min)?, amount("pay_max", &self.pay_max)?);
        if let (Some(min), Some(max)) = (min, max)
            && max < min
        {
            return Err(Refusal::BadNumber { field: "pay_max" });
        }
        let extras = check_line("pay_extras", &self.pay_extras, LINE_LIMIT, false)?;
        let agreement = check_line("pay_agreement", &self.pay_agreement, 4, false)?;
        let idcc = agreement.len() == 4 && agreement.bytes().all(|byte| byte.is_ascii_digit());
        if !(idcc || agreement.is_empty()) {
            return Err(Refusal::BadNumber { field: "pay_agreement" });
        }
        let months = number("pay_months", &self.pay_months, 1.0, 24.0)?;
        let period = choice::<Period>("pay_period", &self.pay_period)?.or(Some(Period::Month));
        let has_amount = min.or(max).is_some();
        let says_something = has_amount || !extras.is_empty() || !agreement.is_empty();
        Ok(says_something.then(|| Pay {
            min,
            max,
            period: period.filter(|_| has_amount),
            months,
            gross: Some(!self.pay_net),
            currency: "EUR".to_owned(),
            extras,
            agreement: (!agreement.is_empty()).then_some(agreement),
            said: String::new(),
        }))
    }

    /// An offer as its form shows it; `named` says the trade, `placed` the places, as
    /// people read them.
    pub fn of(claims: &Claims, named: String, placed: [String; PLACES], justification: &str) -> Self {
        let pay = claims.pay.clone().unwrap_or_default();
        Self {
            title: claims.title.clone(),
            text: claims.text.clone(),
            trade_code: named,
            skills: claims.skills.join(", "),
            contract: name_of(&claims.contract),
            duration: claims.duration_days.map(in_words).unwrap_or_default(),
            hours: decimal(claims.weekly_hours),
            time: name_of(&claims.working_time),
            remote: name_of(&Some(claims.remote)),
            places: placed,
            pay_min: decimal(pay.min),
            pay_max: decimal(pay.max),
            pay_period: name_of(&pay.period),
            pay_months: decimal(pay.months),
            pay_net: pay.gross == Some(false),
            pay_extras: pay.extras,
            pay_agreement: pay.agreement.unwrap_or_default(),
            start: claims.start.map(|day| day.to_string()).unwrap_or_default(),
            posts: claims.posts.map(|posts| posts.to_string()).unwrap_or_default(),
            experience: claims.experience_months.map(nearest_experience).unwrap_or_default(),
            education: claims.education.clone().unwrap_or_default(),
            no_degree: claims.education.as_deref() == Some(""),
            apply: claims.apply.clone().unwrap_or_default(),
            until: claims.valid_through.map(|day| day.to_string()).unwrap_or_default(),
            justification: justification.to_owned(),
        }
    }
}

/// The word that stands for one of a few, in forms and in JSON alike; empty: none.
fn choice<T: serde::de::DeserializeOwned>(field: &'static str, typed: &str) -> Result<Option<T>, Refusal> {
    if typed.is_empty() {
        return Ok(None);
    }
    serde_json::from_value(typed.into()).map(Some).map_err(|_| Refusal::NotAChoice { field })
}

/// That word.
pub fn name_of<T: serde::Serialize>(choice: &Option<T>) -> String {
    let value = choice.as_ref().and_then(|choice| serde_json::to_value(choice).ok());
    value.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

/// A number as people write it: `1 850,50`.
fn number(field: &'static str, typed: &str, least: f64, most: f64) -> Result<Option<f64>, Refusal> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    if typed.is_empty() {
        return Ok(None);
    }
    let plain = typed.len() <= 16 && typed.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    let value: Option<f64> = typed.replace(',', ".").parse().ok().filter(|_| plain);
    value.filter(|value| (least..=most).contains(value)).map(Some).ok_or(Refusal::BadNumber { field })
}

fn decimal(value: Option<f64>) -> String {
    value.map(|value| value.to_string().replace('.', ",")).unwrap_or_default()
}

fn day(field: &'static str, typed: &str) -> Result<Option<NaiveDate>, Refusal> {
    if typed.is_empty() {
        return Ok(None);
    }
    let day = typed.parse().ok().filter(|day: &NaiveDate| (2000..2100).contains(&day.year()));
    day.map(Some).ok_or(Refusal::BadDate { field })
}

/// Days as people say them, understood when they are typed again.
fn in_words(days: u32) -> String {
    match whole_months(days) {
        Some(months) => format!("{months} mois"),
        None if days.is_multiple_of(7) => format!("{} semaines", days / 7),
        None => format!("{days} jours"),
    }
}

/// So many days are so many months, of 365 days in twelve, a day more or less.
pub fn whole_months(days: u32) -> Option<u32> {
    let months = (days.saturating_mul(12) + 182) / 365;
    (months > 0 && (months * 365 / 12).abs_diff(days) <= 1).then_some(months)
}

fn nearest_experience(months: u32) -> String {
    let known = EXPERIENCES.iter().rev().find(|known| known.parse::<u32>().is_ok_and(|known| known <= months));
    known.copied().unwrap_or("0").to_owned()
}

/// Where one applies: an address of the web, or of a mailbox.
fn apply(typed: &str) -> Result<Option<String>, Refusal> {
    let typed = check_line("apply", typed, APPLY_LIMIT, false)?;
    if typed.is_empty() {
        return Ok(None);
    }
    let whole = match typed.split_once('@') {
        Some((who, host)) if !who.is_empty() && host.contains('.') && !typed.contains([':', '/', ' ', '?']) => {
            format!("mailto:{typed}")
        }
        _ if !typed.contains(':') => format!("https://{typed}"),
        _ => typed,
    };
    if is_way_to_apply(&whole) { Ok(Some(whole)) } else { Err(Refusal::BadAddress { field: "apply" }) }
}

/// Whether a browser may be sent there by whoever wants to apply.
pub fn is_way_to_apply(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    match url.scheme() {
        "http" | "https" => {
            url.domain().is_some_and(|host| host.contains('.')) && url.username().is_empty() && url.password().is_none()
        }
        "mailto" => url.path().split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.')),
        _ => false,
    }
}

/// A refusal of a place, beside the field it was typed in.
fn beside(failure: crate::refusals::Failure, field: &'static str) -> crate::refusals::Failure {
    match failure.refusal() {
        Ok(Refusal::ManyPlaces { names }) => Refusal::ManyNamed { field, names }.into(),
        Ok(Refusal::UnknownPlace { typed }) => Refusal::UnknownNamed { field, typed }.into(),
        Ok(Refusal::TooLong { bytes, .. }) => Refusal::TooLong { field, bytes }.into(),
        Ok(Refusal::ControlCharacter { .. }) => Refusal::ControlCharacter { field }.into(),
        Ok(other) => other.into(),
        Err(failure) => failure,
    }
}

impl Contract {
    pub const NAMES: [&str; 11] = [
        "permanent",
        "fixed_term",
        "seasonal",
        "temporary",
        "apprenticeship",
        "professionalisation",
        "internship",
        "public",
        "freelance",
        "volunteering",
        "other",
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, value) in [("1 850,50", 1850.5), ("12.02", 12.02), ("2000 €", 2000.0), ("1\u{202f}900", 1900.0)] {
            assert_eq!(number("pay_min", typed, 0.01, 1e7), Ok(Some(value)), "{typed}");
        }
        for bad in ["-5", "1e9", "deux mille", "NaN", "0", "1,2,3", "99999999999999999999"] {
            assert!(number("pay_min", bad, 0.01, 1e7).is_err(), "{bad}");
        }
    }

    #[test]
    fn one_applies_at_an_address_of_the_web_or_of_a_mailbox() {
        let to = |typed: &str| apply(typed).unwrap().unwrap();
        assert_eq!(to("recrutement@maintien.example"), "mailto:recrutement@maintien.example");
        assert_eq!(to("maintien.example/postuler"), "https://maintien.example/postuler");
        assert_eq!(to("https://maintien.example/a?b=c@d.e"), "https://maintien.example/a?b=c@d.e");
        for bad in
            ["javascript:alert(1)", "data:text/html,x", "https://a:b@x.example", "http://localhost/", "file:///x"]
        {
            assert_eq!(apply(bad), Err(Refusal::BadAddress { field: "apply" }), "{bad}");
        }
    }

    #[test]
    fn a_length_is_shown_as_it_is_typed() {
        for typed in ["6 mois", "1 mois", "18 mois", "3 semaines", "10 jours"] {
            assert_eq!(in_words(values::duration_days(typed).unwrap()), typed);
        }
    }

    #[test]
    fn every_kind_of_contract_has_its_name() {
        for name in Contract::NAMES {
            assert_eq!(name_of(&choice::<Contract>("contract", name).unwrap()), name);
        }
    }
}
