//! Where one works, read out of one saying. Whether the commune exists is the house's to
//! say: what is not sure here stays in the label.

use super::text::line;
use crate::models::{folded::fold, offers::claims::Place};

/// Characters of a label.
const LONGEST: usize = 150;

/// `Neuilly (92)`, `92 - NEUILLY SUR SEINE`, `75009 Paris`, `FR-75`, `Bruxelles,
/// Belgique`. Five figures are a postal code when they can hardly be anything else, an
/// INSEE code when they cannot be a postal code; between the two, only their department
/// is kept (`07019 AUBENAS`). The country is France unless another is said.
pub fn place(said: &str) -> Place {
    let label = line(said, LONGEST);
    if label.is_empty() {
        return Place::default();
    }
    let country = country(&label);
    if country.as_deref() != Some("FR") {
        return Place { label, country, ..Place::default() };
    }
    let folded = fold(&label);
    let words: Vec<&str> = folded.split(' ').collect();
    let code = words.iter().rev().find_map(|word| Code::read(word, &words));
    let (mut postcode, mut commune) = (None, None);
    match &code {
        Some(Code::Post(code)) => postcode = Some(code.clone()),
        Some(Code::Insee(code)) => commune = Some(code.clone()),
        _ => commune = arrondissement(&words),
    }
    let department = code
        .and_then(|code| code.department())
        .or_else(|| commune.as_ref().map(|code| code[..2].to_owned()))
        .or_else(|| department(&words));
    Place { label, commune, postcode, department, country }
}

/// Five characters that stand for a place.
#[derive(Debug)]
enum Code {
    Post(String),
    Insee(String),
    Either(String),
}

impl Code {
    fn read(word: &str, words: &[&str]) -> Option<Self> {
        let code = word.to_uppercase();
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if code.len() != 5 || !code.is_ascii() || !digits(&code[2..]) {
            return None;
        }
        // Corsica is 2A and 2B for INSEE, 20 for the post.
        if matches!(&code[..2], "2A" | "2B") {
            return Some(Self::Insee(code));
        }
        if !digits(&code) || department_of(&code).is_none() {
            return None;
        }
        let number: u32 = code.parse().ok()?;
        let said = |name: &str| words.contains(&name);
        let arrondissements = (75_001..=75_020).contains(&number)
            || ((69_001..=69_009).contains(&number) && said("lyon"))
            || ((13_001..=13_016).contains(&number) && said("marseille"));
        let insee_of_paris = number == 75_056 || ((75_101..=75_120).contains(&number) && number != 75_116);
        Some(if said("cedex") || arrondissements {
            Self::Post(code)
        } else if insee_of_paris || ((69_381..=69_389).contains(&number) && said("lyon")) {
            Self::Insee(code)
        } else if code.ends_with('0') || code.starts_with("20") || number == 75_116 {
            // Nine postal codes in ten end so, and one INSEE code in ten.
            Self::Post(code)
        } else {
            Self::Either(code)
        })
    }

    fn department(&self) -> Option<String> {
        match self {
            Self::Post(code) | Self::Insee(code) | Self::Either(code) => department_of(code),
        }
    }
}

fn department_of(code: &str) -> Option<String> {
    let number = code.get(..3)?;
    let department = match &number[..2] {
        "20" if matches!(number, "200" | "201") => "2A",
        "20" => "2B",
        "97" | "98" => number,
        two => two,
    };
    is_department(department).then(|| department.to_owned())
}

fn is_department(code: &str) -> bool {
    match code {
        "2A" | "2B" | "971" | "972" | "973" | "974" | "975" | "976" | "977" | "978" | "986" | "987" | "988" => true,
        "20" => false,
        _ => code.len() == 2 && code.parse::<u8>().is_ok_and(|number| (1..=95).contains(&number)),
    }
}

/// INSEE's code for `Paris 9e Arrondissement`, `LYON 03`, `Marseille 16`.
fn arrondissement(words: &[&str]) -> Option<String> {
    let (town, number) = words.windows(2).find_map(|pair| match pair[0] {
        "paris" | "lyon" | "marseille" => {
            let figures = pair[1].trim_end_matches(['e', 'r', 'm']);
            let number = figures.parse::<u32>().ok().filter(|_| figures.len() <= 2)?;
            // `Marseille 13` may be the town of department 13.
            (pair[..] != ["marseille", "13"]).then_some((pair[0], number))
        }
        _ => None,
    })?;
    match (town, number) {
        ("paris", 1..=20) => Some(format!("751{number:02}")),
        ("lyon", 1..=9) => Some(format!("6938{number}")),
        ("marseille", 1..=16) => Some(format!("132{number:02}")),
        _ => None,
    }
}

/// A department that stands first, last or in brackets.
fn department(words: &[&str]) -> Option<String> {
    let overseas = |word: &str| match word {
        "guadeloupe" => Some("971"),
        "martinique" => Some("972"),
        "guyane" => Some("973"),
        "reunion" => Some("974"),
        "mayotte" => Some("976"),
        _ => None,
    };
    let end = words.len() - usize::from(words.len() > 1 && matches!(words[words.len() - 1], "france" | "fr"));
    let number = [words.first(), words[..end].last()]
        .into_iter()
        .flatten()
        .map(|word| word.strip_prefix('d').filter(|code| is_department(code)).unwrap_or(word).to_uppercase())
        .find(|code| is_department(code));
    number.or_else(|| words.iter().find_map(|word| overseas(word)).map(str::to_owned))
}

/// The country, by its name at either end or by its code at the last. Two letters that
/// are no known country's say that it is not France, and no more: `Phoenix, AZ`.
fn country(label: &str) -> Option<String> {
    let parts: Vec<&str> = label
        .split([',', '(', ')', ';', '|'])
        .flat_map(|part| part.split(" - "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return Some("FR".to_owned()) };
    if let Some(code) = country_named(last).or_else(|| country_named(first)) {
        return Some(code.to_owned());
    }
    let code = last.to_uppercase();
    let is_code = parts.len() > 1 && code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_code {
        return Some("FR".to_owned());
    }
    // California, as well as Canada.
    COUNTRIES.iter().any(|(known, _)| *known == code && code != "CA").then_some(code)
}

fn country_named(part: &str) -> Option<&'static str> {
    let folded = fold(part);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.contains(|c: char| c.is_ascii_digit())).collect();
    let name = words.join(" ");
    COUNTRIES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(code, _)| *code)
}

/// Neighbours first, then where offers in French are.
const COUNTRIES: [(&str, &[&str]); 32] = [
    ("FR", &["france"]),
    ("BE", &["belgique", "belgium"]),
    ("CH", &["suisse", "switzerland"]),
    ("LU", &["luxembourg"]),
    ("MC", &["monaco"]),
    ("DE", &["allemagne", "germany", "deutschland"]),
    ("ES", &["espagne", "spain", "espana"]),
    ("IT", &["italie", "italy", "italia"]),
    ("AD", &["andorre", "andorra"]),
    ("GB", &["royaume uni", "united kingdom", "uk", "angleterre", "england", "ecosse", "scotland", "great britain"]),
    ("IE", &["irlande", "ireland"]),
    ("NL", &["pays bas", "netherlands", "the netherlands"]),
    ("PT", &["portugal"]),
    ("AT", &["autriche", "austria"]),
    ("PL", &["pologne", "poland"]),
    ("RO", &["roumanie", "romania"]),
    ("CZ", &["republique tcheque", "tchequie", "czech republic", "czechia"]),
    ("HU", &["hongrie", "hungary"]),
    ("GR", &["grece", "greece"]),
    ("DK", &["danemark", "denmark"]),
    ("SE", &["suede", "sweden"]),
    ("NO", &["norvege", "norway"]),
    ("FI", &["finlande", "finland"]),
    ("CA", &["canada", "quebec"]),
    ("US", &["etats unis", "united states", "usa", "united states of america"]),
    ("MA", &["maroc", "morocco"]),
    ("TN", &["tunisie", "tunisia"]),
    ("DZ", &["algerie", "algeria"]),
    ("SN", &["senegal"]),
    ("CI", &["cote d ivoire", "ivory coast"]),
    ("MU", &["maurice", "ile maurice", "mauritius"]),
    ("IN", &["inde", "india"]),
];
