//! What surrounds a profile, without database nor door.

mod caution;
mod exporting;
mod importing;

use chrono::NaiveDate;
use passerelle::models::profiles::sheet::{Around, Language, Link, Reference, Sheet, Skill, Step};

/// A profile in which every part says something, with marks that formats trip over.
fn full_sheet() -> Sheet {
    let text = |text: &str| text.to_owned();
    Sheet {
        headline: text("Devenir technicienne de maintenance <éolien> & solaire"),
        project: text("Après l’atelier, le vent.\n\nJe cherche une alternance \"à taille humaine\" (35 h)."),
        offers: text("Relire des CV;\nparler du métier d’ajusteuse"),
        seeks: text("Rencontrer des gens du métier"),
        rhythms: vec![text("full_time"), text("shifts")],
        remote: text("some"),
        available_from: NaiveDate::from_ymd_opt(2027, 1, 15),
        trades: vec![Reference { label: text("Technicien éolien"), code: Some(text("I1310")) }],
        places: vec![Around { label: text("Saint-Nazaire"), code: Some(text("44184")), km: 50 }],
        skills: vec![
            Skill {
                label: text("Lire un plan (ISO 128) \\ cotation"),
                code: Some(text("300123")),
                context: text("Chez un sous-traitant, 12 pièces par jour"),
                action: text("J’ai refait la gamme.\nPuis formé l’équipe <nuit> & jour."),
                result: text("Rebuts : de 8 % à 2 %."),
            },
            Skill { label: text("Souder"), ..Skill::default() },
        ],
        steps: vec![Step { title: text("Bilan de compétences"), state: text("done") }],
        languages: vec![
            Language { name: text("français"), level: text("native") },
            Language { name: text("anglais"), level: text("b2") },
            Language { name: text("breton"), level: String::new() },
        ],
        licences: vec![text("CACES R489 cat. 3"), text("Permis B")],
        links: vec![Link { label: text("Mon atelier"), url: text("https://example.org/atelier?a=1&b=2") }],
        full_name: text("Jeanne Le Goff"),
        contact: text("jeanne@example.org · 06 12 34 56 78"),
    }
}
