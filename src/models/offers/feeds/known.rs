//! Shapes of feeds that are published, and which field of each says what.

use super::{
    Item, Mapping,
    Slot::{self, *},
};

/// A shape that is published somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Indeed's XML (docs.indeed.com), which Talroo, ZipRecruiter and Jobzem share.
    Indeed,
    /// LinkedIn's XML of jobs.
    LinkedIn,
    /// France Travail, "Offres d'emploi v2".
    FranceTravail,
    /// schema.org JobPosting: JSON-LD, microdata, RDFa.
    JobPosting,
    Jobijoba,
    /// The generic JSON of FCMS.
    Fcms,
    /// RSS 2.0 or 1.0, Atom (RFC 4287).
    Syndication,
}

/// A shape, paths that are in each of its items (all of one group), what they say.
struct Row {
    known: Known,
    telling: &'static [&'static [&'static str]],
    paths: &'static [(Slot, &'static [&'static str])],
}

impl Known {
    /// The shape whose telling fields stand in the sample.
    pub fn recognise(sample: &[Item]) -> Option<Self> {
        let has = |path: &str| sample.iter().any(|item| item.fields.iter().any(|field| field.path == path));
        let is_told = |row: &&Row| row.telling.iter().any(|paths| paths.iter().all(|path| has(path)));
        ROWS.iter().find(is_told).map(|row| row.known)
    }

    /// Whether feeds of this shape have fields of their own beside.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::LinkedIn | Self::FranceTravail | Self::JobPosting)
    }

    pub fn mapping(self) -> Mapping {
        let row = ROWS.iter().find(|row| row.known == self);
        let paths = row.into_iter().flat_map(|row| row.paths);
        let owned = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect();
        Mapping { paths: paths.map(|(slot, paths)| (*slot, owned(paths))).collect() }
    }
}

const ROWS: [Row; 7] = [
    Row {
        known: Known::LinkedIn,
        telling: &[&["partnerJobId"]],
        paths: &[
            (Reference, &["partnerJobId"]),
            (Title, &["title"]),
            (Text, &["description"]),
            (Skills, &["skills/skill", "skills"]),
            (Contract, &["jobtype", "jobType"]),
            (WorkingTime, &["jobtype", "jobType"]),
            (Remote, &["workplaceTypes", "workplaceTypes/workplaceType", "isRemote"]),
            (Place, &["city", "location", "alternateLocations/location"]),
            (Postcode, &["postalCode"]),
            (Country, &["country"]),
            (PayMin, &["salaries/salary/lowEnd/amount"]),
            (PayMax, &["salaries/salary/highEnd/amount"]),
            (PayPeriod, &["salaries/salary/period"]),
            (PayCurrency, &["salaries/salary/lowEnd/currencyCode", "salaries/salary/highEnd/currencyCode"]),
            (Experience, &["experienceLevel"]),
            (Apply, &["applyUrl"]),
            (Employer, &["company"]),
            (PublishedOn, &["listDate"]),
            (ValidThrough, &["expirationDate"]),
        ],
    },
    Row {
        known: Known::Indeed,
        telling: &[&["referencenumber", "title"]],
        paths: &[
            (Reference, &["referencenumber"]),
            (Title, &["title"]),
            (Text, &["description"]),
            (Contract, &["jobtype"]),
            (WorkingTime, &["jobtype"]),
            (Remote, &["remotetype"]),
            (Place, &["city"]),
            (Postcode, &["postalcode"]),
            (Country, &["country"]),
            (Pay, &["salary"]),
            (Experience, &["experience"]),
            (Education, &["education"]),
            (Apply, &["url", "email"]),
            (Employer, &["company"]),
            (PublishedOn, &["date"]),
            (ValidThrough, &["expirationdate"]),
        ],
    },
    Row {
        known: Known::FranceTravail,
        telling: &[&["intitule", "romeCode"], &["intitule", "typeContratLibelle"]],
        paths: &[
            (Reference, &["id"]),
            (Title, &["intitule"]),
            (Text, &["description"]),
            (Trade, &["romeCode"]),
            (Skills, &["competences/libelle"]),
            (Contract, &["natureContrat", "typeContrat", "typeContratLibelle"]),
            (Duration, &["typeContratLibelle"]),
            (WeeklyHours, &["dureeTravailLibelle"]),
            (WorkingTime, &["dureeTravailLibelleConverti", "dureeTravailLibelle"]),
            (Place, &["lieuTravail/libelle"]),
            (Commune, &["lieuTravail/commune"]),
            (Postcode, &["lieuTravail/codePostal"]),
            (Country, &["=FR"]),
            (Pay, &["salaire/libelle", "salaire/commentaire"]),
            (PayExtras, &["salaire/complement1", "salaire/complement2"]),
            (Posts, &["nombrePostes"]),
            (Experience, &["experienceLibelle"]),
            (Education, &["formations/niveauLibelle"]),
            (
                Apply,
                &[
                    "contact/urlPostulation",
                    "contact/urlRecruteur",
                    "contact/courriel",
                    "contact/coordonnees1",
                    "origineOffre/urlOrigine",
                ],
            ),
            (Employer, &["entreprise/nom"]),
            (Siret, &["entreprise/siret"]),
            (PublishedOn, &["dateCreation"]),
        ],
    },
    Row {
        known: Known::Fcms,
        telling: &[&["partnerID", "title"]],
        paths: &[
            (Reference, &["partnerID", "identifier"]),
            (Title, &["title"]),
            (Text, &["description", "profileDescription"]),
            (Trade, &["occupationalCategories", "occupationalCategories/code"]),
            (Contract, &["employmentType"]),
            (WorkingTime, &["employmentTime"]),
            (Place, &["jobLocations/city", "jobLocations/addressLocality", "jobLocations/address/addressLocality"]),
            (Postcode, &["jobLocations/postalCode", "jobLocations/address/postalCode"]),
            (Country, &["jobLocations/country", "jobLocations/addressCountry", "jobLocations/address/addressCountry"]),
            (PayMin, &["baseSalary/minValue"]),
            (PayMax, &["baseSalary/maxValue"]),
            (PayPeriod, &["baseSalary/period"]),
            (PayCurrency, &["baseSalary/currency"]),
            (PayExtras, &["baseSalary/comment"]),
            (Experience, &["experienceRequirements"]),
            (Education, &["educationRequirements"]),
            (Employer, &["hiringOrganization/legalName", "hiringOrganization/name"]),
            (Siret, &["hiringOrganization/siret"]),
        ],
    },
    Row {
        known: Known::JobPosting,
        telling: &[
            &["@type", "title"],
            &["@type", "name"],
            &["hiringOrganization"],
            &["hiringOrganization/name"],
            &["jobLocation/address/addressLocality"],
        ],
        paths: &[
            (Reference, &["identifier/value", "identifier", "@id", "url"]),
            (Title, &["title", "name"]),
            (Text, &["description", "responsibilities", "qualifications"]),
            (
                Trade,
                &[
                    "occupationalCategory",
                    "occupationalCategory/codeValue",
                    "relevantOccupation/occupationalCategory/codeValue",
                ],
            ),
            (Skills, &["skills", "skills/name", "skills/description"]),
            (Contract, &["employmentType"]),
            (WeeklyHours, &["workHours"]),
            (WorkingTime, &["employmentType", "workHours"]),
            (Remote, &["jobLocationType"]),
            (Place, &["jobLocation/address/addressLocality", "jobLocation/address", "jobLocation/name", "jobLocation"]),
            (Postcode, &["jobLocation/address/postalCode"]),
            (Country, &["jobLocation/address/addressCountry", "jobLocation/address/addressCountry/name"]),
            (Pay, &["baseSalary/value/value", "baseSalary/value", "baseSalary"]),
            (PayMin, &["baseSalary/value/minValue", "baseSalary/minValue"]),
            (PayMax, &["baseSalary/value/maxValue", "baseSalary/maxValue"]),
            (PayPeriod, &["baseSalary/value/unitText", "baseSalary/unitText"]),
            (PayCurrency, &["baseSalary/currency", "baseSalary/value/currency", "salaryCurrency"]),
            (PayExtras, &["jobBenefits", "incentiveCompensation"]),
            (Start, &["jobStartDate"]),
            (Posts, &["totalJobOpenings"]),
            (Experience, &["experienceRequirements/monthsOfExperience", "experienceRequirements"]),
            (
                Education,
                &[
                    "educationRequirements/credentialCategory",
                    "educationRequirements",
                    "qualifications/credentialCategory",
                ],
            ),
            (Apply, &["applicationContact/url", "url", "applicationContact/email", "mainEntityOfPage"]),
            (Employer, &["hiringOrganization/name", "hiringOrganization/legalName", "hiringOrganization"]),
            (
                Siret,
                &["hiringOrganization/identifier/value", "hiringOrganization/identifier", "hiringOrganization/taxID"],
            ),
            (PublishedOn, &["datePosted"]),
            (ValidThrough, &["validThrough"]),
        ],
    },
    Row {
        known: Known::Jobijoba,
        telling: &[&["publication_date", "town"], &["link", "contract_type", "publication_date"]],
        paths: &[
            (Reference, &["@id", "id", "reference", "link"]),
            (Title, &["title"]),
            (Text, &["description"]),
            (Contract, &["contract_type"]),
            (Duration, &["contract_length"]),
            (WorkingTime, &["contract_type"]),
            (Place, &["town"]),
            (Postcode, &["postal_code"]),
            (Country, &["country_name"]),
            (Pay, &["salary"]),
            (PayPeriod, &["salary@periodicity"]),
            (PayCurrency, &["salary@currency"]),
            (Apply, &["link"]),
            (Employer, &["company"]),
            (PublishedOn, &["publication_date"]),
            (ValidThrough, &["expiration_date"]),
        ],
    },
    Row {
        known: Known::Syndication,
        telling: &[
            &["title", "pubDate"],
            &["title", "guid", "link"],
            &["title", "link@href"],
            &["title", "@rdf:about"],
        ],
        paths: &[
            (Reference, &["guid", "id", "@rdf:about", "link", "link@href"]),
            (Title, &["title"]),
            (Text, &["content:encoded", "content", "description", "summary"]),
            (Apply, &["link", "link@href"]),
            (Employer, &["author/name", "dc:creator"]),
            (PublishedOn, &["pubDate", "published", "dc:date", "updated"]),
        ],
    },
];
