//! Europass: the SkillsPassport of 2012–2020 (schema 3.x, as XML or JSON) and the
//! Candidate of the CV since then (XML after HR Open). Elements go by their local
//! name, so that a version more is still read.

use super::{
    Imported, Kind, Source, Unread,
    draft::{Draft, Position, lines},
    tree::Node,
};
use crate::models::profiles::{HEADLINE_LIMIT, exporting::europass::GENERATOR};

/// Languages by their code (ISO 639), where a file has no other name for them.
const LANGUAGES: [(&str, &str, &str); 24] = [
    ("fr", "fra", "français"),
    ("en", "eng", "anglais"),
    ("es", "spa", "espagnol"),
    ("de", "deu", "allemand"),
    ("it", "ita", "italien"),
    ("pt", "por", "portugais"),
    ("nl", "nld", "néerlandais"),
    ("pl", "pol", "polonais"),
    ("ro", "ron", "roumain"),
    ("bg", "bul", "bulgare"),
    ("el", "ell", "grec"),
    ("hu", "hun", "hongrois"),
    ("cs", "ces", "tchèque"),
    ("sk", "slk", "slovaque"),
    ("hr", "hrv", "croate"),
    ("sv", "swe", "suédois"),
    ("da", "dan", "danois"),
    ("fi", "fin", "finnois"),
    ("ar", "ara", "arabe"),
    ("tr", "tur", "turc"),
    ("uk", "ukr", "ukrainien"),
    ("ru", "rus", "russe"),
    ("zh", "zho", "chinois"),
    ("vi", "vie", "vietnamien"),
];
const LEVELS: [&str; 6] = ["a1", "a2", "b1", "b2", "c1", "c2"];

pub(super) fn read(root: &Node) -> Result<Imported, Unread> {
    let mut draft = Draft::default();
    forbidden(&mut draft, root);
    if let Some(learner) = root.within("LearnerInfo").first() {
        let generator = root.within("Generator");
        let is_ours = generator.first().is_some_and(|generator| generator.text.trim() == GENERATOR);
        passport(&mut draft, learner, is_ours);
    } else if let Some(candidate) = root.within("Candidate").first() {
        self::candidate(&mut draft, candidate);
    } else {
        return Err(Unread::Unknown);
    }
    Ok(draft.imported(Source::Europass))
}

/// What is never read, wherever it stands.
fn forbidden(draft: &mut Draft, root: &Node) {
    for name in [
        "BirthDate",
        "Gender",
        "GenderCode",
        "Nationality",
        "NationalityCode",
        "Photo",
        "Picture",
        "MaritalStatus",
        "AddressLine",
        "PostalCode",
        "ReferenceTo",
        "Salary",
    ] {
        if let Some(node) = root.within(name).into_iter().find(|node| node.is_filled()) {
            draft.is_forbidden(&node.name, &node.name);
        }
    }
}

fn passport(draft: &mut Draft, learner: &Node, is_ours: bool) {
    let name = [learner.said("Identification/PersonName/FirstName"), learner.said("Identification/PersonName/Surname")];
    draft.full_name("PersonName", &name.join(" "));
    contact(draft, learner.at("Identification/ContactInfo"));
    headline(draft, "Headline", learner.said("Headline/Description/Label"));
    for work in learner.each("WorkExperience") {
        draft.position(
            "WorkExperience",
            &Position {
                title: label(work, "Position"),
                organisation: work.said("Employer/Name"),
                from: &date(work.at("Period/From")),
                to: &date(work.at("Period/To")),
                said: &plain(work.said("Activities")),
            },
        );
    }
    for achievement in learner.each("Achievement") {
        self::achievement(draft, achievement, is_ours);
    }
    for education in learner.each("Education") {
        // A diploma by its name, without its year: that tells an age.
        draft.licence("Education", education.said("Title"));
    }
    let Some(skills) = learner.at("Skills") else { return };
    for language in skills.at("Linguistic").into_iter().flat_map(|linguistic| linguistic.each("MotherTongue")) {
        draft.language("MotherTongue", language_name(language), "native");
    }
    for language in skills.at("Linguistic").into_iter().flat_map(|linguistic| linguistic.each("ForeignLanguage")) {
        let levels = language.at("ProficiencyLevel").map(|level| lowest(level.children.iter().map(|part| &*part.text)));
        draft.language("ForeignLanguage", language_name(language), levels.unwrap_or_default());
    }
    for name in ["Communication", "Organisational", "JobRelated", "Computer", "Other"] {
        for line in plain(skills.said(&format!("{name}/Description"))).lines() {
            draft.skill_named(name, line.trim_start_matches(['-', '•', ' ']), "");
        }
    }
    for licence in skills.at("Driving/Description").into_iter().flat_map(|driving| driving.each("Licence")) {
        draft.licence("Driving", &format!("Permis {}", licence.text.trim()));
    }
}

fn contact(draft: &mut Draft, contact: Option<&Node>) {
    let Some(contact) = contact else { return };
    draft.contact("Email", contact.said("Email/Contact"));
    for telephone in contact.each("Telephone") {
        draft.contact("Telephone", telephone.said("Contact"));
    }
    draft.place("Municipality", contact.said("Address/Contact/Municipality"), None, None);
    for website in contact.each("Website") {
        draft.link("Website", website.said("Use/Label"), website.said("Contact"));
    }
}

/// A first line that is short enough is the project in a line; the rest is the project.
fn headline(draft: &mut Draft, at: &str, said: &str) {
    let said = lines(said);
    match said.split_once('\n') {
        _ if said.len() <= HEADLINE_LIMIT && !said.contains('\n') => draft.headline(at, &said),
        Some((first, rest)) if first.len() <= HEADLINE_LIMIT => {
            draft.headline(at, first);
            draft.project(at, rest);
        }
        _ => draft.project(at, &said),
    }
}

/// In a file of ours a story, in three paragraphs, or a licence. Elsewhere
/// certificates are listed; what else was achieved has no place.
fn achievement(draft: &mut Draft, achievement: &Node, is_ours: bool) {
    let (code, title) = (achievement.said("Title/Code"), achievement.said("Title/Label"));
    let said = achievement.said("Description");
    match (is_ours, code) {
        (true, "certifications") => draft.licence("Achievement", title),
        (true, _) => {
            let mut parts = said.split("</p>").map(plain);
            let mut part = || parts.next().unwrap_or_default();
            let story = [part(), part(), part()];
            draft.skill("Achievement", title, None, [&story[0], &story[1], &story[2]]);
        }
        (false, "certifications") => {
            for line in plain(said).lines() {
                draft.licence("Achievement", line.trim_start_matches(['-', '•', ' ']));
            }
        }
        (false, _) => draft.leave(Kind::NoPlace, if title.is_empty() { "Achievement" } else { title }),
    }
}

fn candidate(draft: &mut Draft, candidate: &Node) {
    if let Some(person) = candidate.at("CandidatePerson") {
        let name = [person.said("PersonName/GivenName"), person.said("PersonName/FamilyName")];
        draft.full_name("PersonName", &name.join(" "));
        for communication in person.each("Communication") {
            match communication.said("ChannelCode") {
                "Email" => draft.contact("Email", communication.said("URI")),
                "Telephone" => {
                    let [dialing, number] = ["CountryDialing", "DialNumber"].map(|part| communication.said(part));
                    let mark = if dialing.is_empty() || dialing.starts_with('+') { "" } else { "+" };
                    draft.contact("Telephone", &format!("{mark}{dialing} {number}"));
                }
                "Web" => draft.link("Web", "", communication.said("URI")),
                _ => draft.place("CityName", communication.said("Address/CityName"), None, None),
            }
        }
        let first = person.said("PrimaryLanguageCode");
        draft.language("PrimaryLanguageCode", language_coded(first).unwrap_or(first), "native");
    }
    let Some(profile) = candidate.at("CandidateProfile") else { return };
    headline(draft, "ExecutiveSummary", &plain(profile.said("ExecutiveSummary")));
    for employer in profile.within("EmployerHistory") {
        for work in employer.each("PositionHistory") {
            draft.position(
                "PositionHistory",
                &Position {
                    title: work.said("PositionTitle"),
                    organisation: employer.said("OrganizationName"),
                    from: work.said("EmploymentPeriod/StartDate/FormattedDateTime"),
                    to: work.said("EmploymentPeriod/EndDate/FormattedDateTime"),
                    said: &plain(work.said("Description")),
                },
            );
        }
    }
    for degree in profile.within("DegreeName") {
        draft.licence("DegreeName", degree.text.trim());
    }
    for competency in profile.within("PersonCompetency") {
        let id = competency.said("CompetencyID");
        if competency.said("TaxonomyID").eq_ignore_ascii_case("language") {
            let levels = competency.within("ScoreText");
            let level = lowest(levels.iter().map(|level| &*level.text));
            draft.language("PersonCompetency", language_coded(id).unwrap_or(id), level);
        } else {
            draft.skill_named("PersonCompetency", competency.said("CompetencyName"), "");
        }
    }
    for licence in profile.within("LicenseTypeCode") {
        draft.licence("License", &format!("Permis {}", licence.text.trim()));
    }
}

/// What something is called: in words if it has them.
fn label<'a>(node: &'a Node, name: &str) -> &'a str {
    let Some(node) = node.at(name) else { return "" };
    let label = node.said("Label");
    if label.is_empty() { node.text.trim() } else { label }
}

fn language_name(language: &Node) -> &str {
    let (label, code) = (language.said("Description/Label"), language.said("Description/Code"));
    if label.is_empty() { language_coded(code).unwrap_or(code) } else { label }
}

fn language_coded(code: &str) -> Option<&'static str> {
    let known =
        LANGUAGES.iter().find(|(two, three, _)| code.eq_ignore_ascii_case(two) || code.eq_ignore_ascii_case(three));
    known.map(|(.., name)| *name)
}

/// Listening, reading, speaking, writing: the lowest, so that nothing is promised.
fn lowest<'a>(levels: impl Iterator<Item = &'a str>) -> &'static str {
    let levels = levels.filter_map(|level| LEVELS.into_iter().find(|known| level.trim().eq_ignore_ascii_case(known)));
    levels.min().unwrap_or_default()
}

/// `2015-03`: a year and a month, however a version writes them.
fn date(date: Option<&Node>) -> String {
    let Some(date) = date else { return String::new() };
    let figures = |name| date.said(name).trim_matches('-').to_owned();
    let (year, month) = (figures("year"), figures("month"));
    if year.is_empty() || month.is_empty() { year } else { format!("{year}-{month:0>2}") }
}

/// The words of the HTML that Europass keeps in texts: a paragraph, an item a line.
fn plain(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_tag = rest.starts_with('<') && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        if is_tag {
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            let tag = rest[1..end].trim_end_matches(['>', '/', ' ']).to_ascii_lowercase();
            match &*tag {
                "br" | "/p" | "/div" | "/ul" | "/ol" if !words.ends_with('\n') || tag == "br" => words.push('\n'),
                _ if tag == "li" || tag.starts_with("li ") => {
                    let mark = if words.is_empty() || words.ends_with('\n') { "- " } else { "\n- " };
                    words.push_str(mark);
                }
                _ => {}
            }
            rest = &rest[end..];
        } else {
            let named = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&nbsp;"].into_iter();
            let letters = ["&", "<", ">", "\"", "'", " "];
            let (entity, letter) =
                named.zip(letters).find(|(name, _)| rest.starts_with(name)).unwrap_or((&rest[..1], &rest[..1]));
            words.push_str(letter);
            rest = &rest[entity.len()..];
        }
    }
    words.push_str(rest);
    words.trim().to_owned()
}
