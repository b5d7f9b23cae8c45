//! Rooms as rows, with who belongs to them and what they count.

use sea_orm::DbErr;

use super::{Scribe, moment};
use crate::{
    access::{Audience, Kind},
    database::Write,
    fixtures::rows,
    models::{
        _entities::{communities, memberships},
        slugs,
    },
    tasks::world::{plan::family, words::Dice},
    text,
};

const ROOM_KINDS: [&str; 5] = ["theme", "trade", "place", "branch", "situation"];

impl Scribe {
    pub(super) async fn write_rooms(&self, txn: &Write) -> Result<(), DbErr> {
        let memberships = self.memberships();
        let mut life: Vec<communities::Model> =
            (0..self.plan.rooms.len() as u32).map(|number| self.room(number)).collect();
        for membership in &memberships {
            life[(membership.community_id - self.first.room) as usize].members_count += 1;
        }
        for thread in &self.plan.threads {
            let (shown, last) = self.shown(thread);
            let room = &mut life[thread.room as usize];
            room.threads_count += 1;
            room.posts_count += shown;
            room.last_post_at = room.last_post_at.max(Some(self.at(last)));
        }
        rows::insert(txn, life).await?;
        rows::insert(txn, memberships).await
    }

    fn room(&self, number: u32) -> communities::Model {
        let audience = self.plan.rooms[number as usize];
        let (slug, name) = match audience {
            Audience::Members => ("salle-des-membres".to_owned(), "Salle des membres".to_owned()),
            Audience::Seekers => ("salle-des-demandeurs".to_owned(), "Salle des demandeurs".to_owned()),
            Audience::Recruiters => ("salle-des-recruteurs".to_owned(), "Salle des recruteurs".to_owned()),
            Audience::Staff => ("salle-de-l-equipe".to_owned(), "Salle de l'équipe".to_owned()),
            Audience::Public | Audience::Named => {
                (format!("salle-{:02}", number + 1), format!("Salle {:02}", number + 1))
            }
        };
        let mut dice = Dice::of(self.plan.seed, family::SHAPE, 1 + u64::from(number));
        let mut description = String::new();
        self.words.sentence(&mut description, &mut dice, 14);
        communities::Model {
            id: self.first.room + i64::from(number),
            slug,
            name,
            description,
            rules: String::new(),
            rules_html: String::new(),
            kind: ROOM_KINDS[number as usize % ROOM_KINDS.len()].to_owned(),
            audience: audience.name(),
            state: "open".to_owned(),
            proposed_by_id: None,
            usual_tags: self.plan.tags.iter().take(5).map(|name| slugs::slug(name)).collect::<Vec<_>>().join(" "),
            members_count: 0,
            threads_count: 0,
            posts_count: 0,
            last_post_at: None,
            created_at: moment(self.plan.since),
            trade_code: None,
            place_code: None,
            rules_renderer: text::RENDERER,
        }
    }

    /// The manager of each room, and for everyone one to six rooms they may read.
    fn memberships(&self) -> Vec<memberships::Model> {
        let public = self.plan.rooms.len() - 4;
        let mut belongings: Vec<(u32, u32, &str)> =
            self.plan.managers.iter().zip(0..).map(|(person, room)| (*person, room, "manager")).collect();
        for (kind, person) in self.plan.people.iter().zip(0..) {
            let mut dice = Dice::of(self.plan.seed, family::MEMBERSHIP, u64::from(person));
            let mut rooms: Vec<usize> = (0..dice.between(1, 6)).map(|_| dice.skewed(public)).collect();
            if person == 0 {
                rooms = (0..4).collect();
            }
            if person == 0 || dice.chance(30) {
                rooms.push(public);
            }
            match kind {
                Kind::Seeker if dice.chance(40) => rooms.push(public + 1),
                Kind::Recruiter | Kind::Branch if dice.chance(60) => rooms.push(public + 2),
                Kind::Adviser => rooms.push(public + 3),
                _ => {}
            }
            rooms.sort_unstable();
            rooms.dedup();
            let rooms = rooms.into_iter().filter(|room| self.plan.managers[*room] != person);
            belongings.extend(rooms.map(|room| (person, room as u32, "member")));
        }
        belongings
            .into_iter()
            .zip(self.first.membership..)
            .map(|((person, room, role), id)| memberships::Model {
                id,
                community_id: self.first.room + i64::from(room),
                user_id: self.user(person),
                role: role.to_owned(),
                created_at: moment(self.plan.since),
            })
            .collect()
    }
}
