//! People as rows: accounts, names, the day they joined.

use sea_orm::DbErr;

use super::{Scribe, moment};
use crate::{
    access::Kind,
    database::Write,
    fixtures::rows,
    models::{_entities::users, slugs, users::handles},
    tasks::world::{ACCOUNT, plan::family, words::Dice},
};

impl Scribe {
    /// Everyone joined in the year before the first thread.
    fn joined(&self, number: u32) -> i64 {
        let mut dice = Dice::of(self.plan.seed, family::PERSON, u64::from(number));
        self.plan.since - 3_600 - dice.below(365 * 86_400) as i64
    }

    pub(super) async fn write_people(&self, txn: &Write, hash: &str) -> Result<(), DbErr> {
        let people = self.plan.people.iter().zip(0..).map(|(kind, number)| self.person(number, *kind, hash)).collect();
        rows::insert(txn, people).await
    }

    pub(super) fn person(&self, number: u32, kind: Kind, hash: &str) -> users::Model {
        let account = number == 0;
        let name = if account { "Camille Mesure".to_owned() } else { name(number) };
        let joined = moment(self.joined(number));
        // Six digits keep skeletons apart, whatever the names.
        let handle = if account { "load-world".to_owned() } else { format!("{}-{number:06}", slugs::slug(&name)) };
        users::Model {
            id: self.user(number),
            email: if account { ACCOUNT.to_owned() } else { format!("{number}@world.example") },
            email_confirmed_at: Some(joined),
            handle_skeleton: handles::skeleton(&handle),
            handle,
            display_name: name,
            password_hash: account.then(|| hash.to_owned()),
            kind: kind.name(),
            claim: if kind.is_claim() { "confirmed" } else { "none" }.to_owned(),
            organisation_name: kind.is_claim().then(|| organisation(number)),
            about: String::new(),
            is_admin: false,
            is_ambassador: number % 500 == 499,
            suspended_until: None,
            locale: "fr".to_owned(),
            home_without: String::new(),
            mail_direct: "at_once".to_owned(),
            mail_followed: "morning".to_owned(),
            time_zone: "Europe/Paris".to_owned(),
            last_seen_at: None,
            warned_at: None,
            created_at: joined,
        }
    }
}

const FIRST_NAMES: &str = "Adèle Ahmed Aïcha Alain Anna Arnaud Awa Benoît Camille Carla Cédric Chloé Damien Diane \
    Djibril Emma Fatima Florent Gaëlle Hakim Inaya Jeanne Jonas Karima Léo Lina Loïc Maëlle Malik Nora Odile Pierre \
    Rachel Rémi Salomé Tarik Ugo Violette Yasmine Zoé";
const LAST_NAMES: &str = "Andrieu Barbet Benali Blanchard Bouvier Camara Caron Chevalier Cissé Collet Delmas Diop \
    Dumont Étienne Faure Fernandez Gallet Guérin Haddou Jacquet Kaya Lacroix Lebrun Lemaire Mansouri Marchal Nguema \
    Noël Olivier Pereira Picard Quéré Renard Rossi Saïdi Silva Tessier Tran Vallet Weber Ziani";

/// Where whoever claims to be of somewhere is.
pub(super) fn organisation(number: u32) -> String {
    format!("Maison {}", number % 997)
}

/// Forty first names, forty-one last names: each pair comes before any comes again.
fn name(number: u32) -> String {
    let pick =
        |names: &'static str| names.split(' ').nth(number as usize % names.split(' ').count()).unwrap_or_default();
    format!("{} {}", pick(FIRST_NAMES), pick(LAST_NAMES))
}
