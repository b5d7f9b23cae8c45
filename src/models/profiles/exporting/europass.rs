//! Europass: a SkillsPassport in XML, schema 3.3 (the last that Cedefop published
//! openly; the editor of today still reads it). It has a place for the project,
//! the stories, languages, licences, links and how to reach one; trades, places,
//! rhythms and steps it cannot hold, and nothing is forced into it.

use std::io;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use super::super::sheet::{Sheet, Skill};

/// How a file of this house is known when it comes back.
pub const GENERATOR: &str = "Passerelle";

const NAMESPACE: &str = "http://europass.cedefop.europa.eu/Europass";
const VERSION: &str = "V3.3";

type Xml = Writer<Vec<u8>>;

/// # Errors
/// None in practice: it writes to memory.
pub fn europass(sheet: &Sheet, locale: &str) -> io::Result<String> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("SkillsPassport")
        .with_attributes([("xmlns", NAMESPACE), ("locale", locale)])
        .write_inner_content(|xml| {
            within(xml, "DocumentInfo", |xml| {
                say(xml, "DocumentType", "ECV")?;
                say(xml, "XSDVersion", VERSION)?;
                say(xml, "Generator", GENERATOR)
            })?;
            within(xml, "LearnerInfo", |xml| learner(xml, sheet))
        })?;
    Ok(String::from_utf8_lossy(&xml.into_inner()).into_owned())
}

fn learner(xml: &mut Xml, sheet: &Sheet) -> io::Result<()> {
    within(xml, "Identification", |xml| identification(xml, sheet))?;
    if !sheet.headline.is_empty() || !sheet.project.is_empty() {
        within(xml, "Headline", |xml| {
            within(xml, "Type", |xml| say(xml, "Code", "personal_statement"))?;
            let said = if sheet.project.is_empty() {
                sheet.headline.clone()
            } else {
                format!("{}\n\n{}", sheet.headline, sheet.project)
            };
            within(xml, "Description", |xml| say(xml, "Label", &said))
        })?;
    }
    if !sheet.languages.is_empty() {
        within(xml, "Skills", |xml| within(xml, "Linguistic", |xml| languages(xml, sheet)))?;
    }
    within(xml, "AchievementList", |xml| {
        for skill in &sheet.skills {
            achievement(xml, "projects", &skill.label, &story(skill))?;
        }
        for licence in &sheet.licences {
            achievement(xml, "certifications", licence, "")?;
        }
        Ok(())
    })
}

fn identification(xml: &mut Xml, sheet: &Sheet) -> io::Result<()> {
    // A name is not taken apart: people's names are of more kinds than two fields.
    within(xml, "PersonName", |xml| say(xml, "FirstName", &sheet.full_name))?;
    within(xml, "ContactInfo", |xml| {
        let (emails, telephones): (Vec<&str>, Vec<&str>) =
            sheet.contact.split(" · ").filter(|contact| !contact.is_empty()).partition(|contact| contact.contains('@'));
        if let Some(email) = emails.first() {
            within(xml, "Email", |xml| say(xml, "Contact", email))?;
        }
        within(xml, "TelephoneList", |xml| {
            telephones.iter().try_for_each(|telephone| within(xml, "Telephone", |xml| say(xml, "Contact", telephone)))
        })?;
        within(xml, "WebsiteList", |xml| {
            sheet.links.iter().try_for_each(|link| {
                within(xml, "Website", |xml| {
                    say(xml, "Contact", &link.url)?;
                    within(xml, "Use", |xml| say(xml, "Label", &link.label))
                })
            })
        })
    })
}

fn languages(xml: &mut Xml, sheet: &Sheet) -> io::Result<()> {
    let (first, others): (Vec<_>, Vec<_>) = sheet.languages.iter().partition(|language| language.level == "native");
    within(xml, "MotherTongueList", |xml| {
        first.iter().try_for_each(|language| {
            within(xml, "MotherTongue", |xml| within(xml, "Description", |xml| say(xml, "Label", &language.name)))
        })
    })?;
    within(xml, "ForeignLanguageList", |xml| {
        others.iter().try_for_each(|language| {
            within(xml, "ForeignLanguage", |xml| {
                within(xml, "Description", |xml| say(xml, "Label", &language.name))?;
                if language.level.is_empty() {
                    return Ok(());
                }
                let level = language.level.to_uppercase();
                within(xml, "ProficiencyLevel", |xml| {
                    ["Listening", "Reading", "SpokenInteraction", "SpokenProduction", "Writing"]
                        .iter()
                        .try_for_each(|ability| say(xml, ability, &level))
                })
            })
        })
    })
}

fn achievement(xml: &mut Xml, code: &str, title: &str, said: &str) -> io::Result<()> {
    within(xml, "Achievement", |xml| {
        within(xml, "Title", |xml| {
            say(xml, "Code", code)?;
            say(xml, "Label", title)
        })?;
        if said.is_empty() { Ok(()) } else { say(xml, "Description", said) }
    })
}

/// Three paragraphs of HTML, as descriptions are written there: what the situation
/// was, what was done, what came of it.
fn story(skill: &Skill) -> String {
    let parts = [&skill.context, &skill.action, &skill.result];
    if parts.iter().all(|part| part.is_empty()) {
        return String::new();
    }
    parts.map(|part| format!("<p>{}</p>", html(part))).concat()
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br/>")
}

fn within(xml: &mut Xml, name: &str, write: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    xml.create_element(name).write_inner_content(write)?;
    Ok(())
}

fn say(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(text))?;
    Ok(())
}
