//! What an offer says, field by field, whoever wrote it: a person in a form or a
//! feed. Reading a feed makes claims; checking reads them; an offer keeps each of
//! their versions. No table and no page is known here.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What an offer says. A field that nobody filled is empty or `None`: nothing is supposed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Claims {
    /// One line, at most 150 characters.
    pub title: String,
    /// Markdown, at most 20 000 characters.
    pub text: String,
    /// A ROME code: four or five characters, as in `K1304`.
    pub trade: Option<String>,
    /// Short labels, in the offer's own words.
    pub skills: Vec<String>,
    pub contract: Option<Contract>,
    /// How long the contract lasts, in days; `None` when it has no end or does not say.
    pub duration_days: Option<u32>,
    /// Hours of work a week.
    pub weekly_hours: Option<f64>,
    pub working_time: Option<WorkingTime>,
    pub remote: Remote,
    pub places: Vec<Place>,
    pub pay: Option<Pay>,
    pub start: Option<NaiveDate>,
    /// How many people are sought; 1 when nothing is said.
    pub posts: Option<u32>,
    /// Years and months of experience asked, in months; `Some(0)`: beginners welcome.
    pub experience_months: Option<u32>,
    /// The diploma asked, in the offer's own words; `Some("")`: none is asked, and said so.
    pub education: Option<String>,
    /// Where one applies: https, http or mailto. Always shown first.
    pub apply: Option<String>,
    /// The employer's name, when it is not the organisation that publishes.
    pub employer: Option<String>,
    /// Fourteen digits, when the offer gives the employer's.
    pub siret: Option<String>,
    /// The day on which it was first published, by whoever published it first.
    pub published_on: Option<NaiveDate>,
    /// The last day on which one can apply.
    pub valid_through: Option<NaiveDate>,
}

/// Kinds of contract, in the words of French labour law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contract {
    /// CDI (code du travail, L1221-2).
    Permanent,
    /// CDD (L1242-1 and following).
    FixedTerm,
    /// Contrat saisonnier (L1242-2, 3°).
    Seasonal,
    /// Mission d'intérim (L1251-1).
    Temporary,
    /// Contrat d'apprentissage (L6221-1).
    Apprenticeship,
    /// Contrat de professionnalisation (L6325-1).
    Professionalisation,
    /// Stage (code de l'éducation, L124-1).
    Internship,
    /// Fonction publique: titulaire or contractuel.
    Public,
    /// Indépendant, freelance.
    Freelance,
    /// Service civique, VIE, bénévolat.
    Volunteering,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkingTime {
    Full,
    Part,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remote {
    /// On the spot, or nothing said.
    #[default]
    No,
    Partly,
    Wholly,
}

/// Where one works, as it was said; references are found later, among the house's own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// As written: "Neuilly (92)".
    pub label: String,
    /// INSEE code of the commune.
    pub commune: Option<String>,
    pub postcode: Option<String>,
    /// Two characters in mainland France, three overseas: "92", "2A", "974".
    pub department: Option<String>,
    /// ISO 3166-1 alpha-2; "FR" when nothing else is said.
    pub country: Option<String>,
}

/// What the work is paid.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pay {
    /// In the currency's unit (euros, not cents).
    pub min: Option<f64>,
    pub max: Option<f64>,
    pub period: Option<Period>,
    /// Months paid a year, where it says so: "sur 13 mois".
    pub months: Option<f64>,
    /// Before contributions; `None` when nothing is said.
    pub gross: Option<bool>,
    /// ISO 4217.
    pub currency: String,
    /// Bonuses, meal vouchers, mutual insurance: in the offer's own words.
    pub extras: String,
    /// Identifier of the collective agreement: four digits (IDCC).
    pub agreement: Option<String>,
    /// As it was written, when it was read out of a sentence.
    pub said: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    Hour,
    Day,
    Week,
    Month,
    Year,
}
