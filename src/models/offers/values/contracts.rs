//! Kinds of contract, read out of labels and of the codes of France Travail, Indeed and
//! schema.org (`employmentType`). How long one lasts is read elsewhere.

use crate::models::{
    folded::fold,
    offers::claims::Contract::{self, *},
};

/// Bytes that are read.
const READ: usize = 300;

/// France Travail's `typeContrat` and `natureContrat`, whole.
const CODES: [(&str, Contract); 22] = [
    ("mis", Temporary),
    ("tti", Temporary),
    ("sai", Seasonal),
    ("ddi", FixedTerm),
    ("ddt", FixedTerm),
    ("cds", FixedTerm),
    ("din", Permanent),
    ("cce", Freelance),
    ("lib", Freelance),
    ("ns", Freelance),
    ("fra", Other),
    ("rep", Other),
    ("ps", Other),
    ("e2", Apprenticeship),
    ("fs", Professionalisation),
    ("cc", Permanent),
    ("ci", Permanent),
    ("cu", FixedTerm),
    ("fj", Public),
    ("contract", FixedTerm),
    ("per diem", FixedTerm),
    ("temp", Temporary),
];

/// Words that tell a contract whatever stands beside them, the surest first.
const TELLING: [(Contract, &[&str]); 9] = [
    (Apprenticeship, &["apprentissage", "apprenticeship", "apprentice", "apprenti", "apprentie"]),
    (Professionalisation, &["professionnalisation", "professionalisation", "contrat pro", "cont pro"]),
    (Apprenticeship, &["alternance", "alternant", "alternante", "work study"]),
    (Internship, &["stage", "stages", "stagiaire", "intern", "internship", "trainee"]),
    (Volunteering, &["service civique", "benevole", "benevolat", "volunteer", "volunteering"]),
    (Volunteering, &["volontaire", "volontariat", "v i e", "contrat vie", "vsi"]),
    (Seasonal, &["saisonnier", "saisonniere", "saison", "seasonal"]),
    (Freelance, &["freelance", "independant", "independante", "auto entrepreneur", "autoentrepreneur", "contractor"]),
    (Public, &["fonctionnaire", "titulaire", "contractuel", "contractuelle", "fonction publique", "vacataire"]),
];

/// Words of the contracts that are often said together: `CDD ou CDI`.
const ORDINARY: [(Contract, &[&str]); 3] = [
    (Permanent, &["cdi", "cdii", "cdic", "duree indeterminee", "permanent", "indefinite", "cdi interimaire"]),
    (FixedTerm, &["cdd", "cddi", "cddu", "duree determinee", "fixed term", "fixedterm", "contrat d usage", "vacation"]),
    (Temporary, &["interim", "interimaire", "mission d interim", "temporary", "travail temporaire", "temporaire"]),
];

/// Rarer words, when nothing else told.
const RARER: [(Contract, &[&str]); 4] = [
    (Freelance, &["profession liberale", "liberal", "micro entrepreneur", "self employed", "selfemployed"]),
    (Freelance, &["profession commerciale", "agent commercial", "non salarie", "mandataire"]),
    (FixedTerm, &["cui", "cae", "pec", "insertion", "extra", "extras", "tremplin", "engagement educatif"]),
    (Other, &["franchise", "reprise d entreprise", "portage salarial", "portage", "other", "autre", "autres"]),
];

/// The contract that is said. `Alternance` alone is an apprenticeship, by far the most
/// frequent. `None` when nothing says it (`FULL_TIME`), or when several are offered.
pub fn contract(said: &str) -> Option<Contract> {
    let said = &said[..said.floor_char_boundary(READ)];
    if said.split(|c: char| !c.is_alphanumeric()).any(|word| word == "VIE") {
        return Some(Volunteering);
    }
    let said = fold(said);
    if let Some((_, contract)) = CODES.into_iter().find(|(code, _)| *code == said) {
        return Some(contract);
    }
    let said = format!(" {said} ");
    told(&said, &TELLING).or_else(|| ordinary(&said).unwrap_or_else(|| told(&said, &RARER)))
}

fn told(said: &str, by: &[(Contract, &[&str])]) -> Option<Contract> {
    by.iter().find(|(_, words)| first_of(said, words).is_some()).map(|(contract, _)| *contract)
}

/// `Some(None)` when several are said and none is the first of a path: `CDD pouvant
/// devenir CDI` is a CDD, `CDD ou CDI` is not told.
fn ordinary(said: &str) -> Option<Option<Contract>> {
    const BECOMING: [&str; 9] =
        [" puis ", " evoluti", " debouch", " transform", " deven", " vers ", " renouvel", " evolu", " perspective"];
    let mut met: Vec<(usize, Contract)> =
        ORDINARY.iter().filter_map(|(contract, words)| first_of(said, words).map(|at| (at, *contract))).collect();
    met.sort_by_key(|(at, _)| *at);
    match met[..] {
        [] => None,
        [(_, contract)] => Some(Some(contract)),
        // An agency's open-ended contract (L1251-58-1) is one.
        _ if said.contains(" cdi interimaire") || said.contains(" indeterminee interimaire") => Some(Some(Permanent)),
        [(_, first), ..] => Some(BECOMING.iter().any(|path| said.contains(path)).then_some(first)),
    }
}

fn first_of(said: &str, words: &[&str]) -> Option<usize> {
    words.iter().filter_map(|word| said.find(&format!(" {word} "))).min()
}
