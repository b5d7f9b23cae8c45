//! Posts as rows, with their gestures.

use super::{Scribe, moment};
use crate::{
    models::_entities::{gestures, posts},
    tasks::world::{
        plan::{Fate, family},
        words::{Dice, as_paragraphs},
    },
    text,
};

impl Scribe {
    /// A post and its gestures, whose ids come later.
    pub(super) fn post_and_gestures(&self, number: u32) -> (posts::Model, Vec<gestures::Model>) {
        let post = self.plan.posts[number as usize];
        let thread = &self.plan.threads[post.thread as usize];
        let author = self.plan.author(number);
        let fate = self.plan.fate(number);
        let body = self.body(number);
        let mut dice = Dice::of(self.plan.seed, family::GESTURE, u64::from(number));
        // Some replies quote one of the few before them.
        let quoted = (post.position > 2 && dice.chance(6)).then(|| {
            let near = post.position as usize - 1 - dice.below(post.position.min(8) as usize - 1);
            thread.posts[near]
        });
        let quoted = quoted.filter(|quoted| self.plan.fate(*quoted) == Fate::Shown);
        let gestures = self.gestures(number, author, &mut dice);
        let later = moment((post.at + 5_400).min(self.plan.until));
        let row = posts::Model {
            id: self.post(number),
            thread_id: self.first.thread + i64::from(post.thread),
            author_id: Some(self.user(author)),
            body_html: as_paragraphs(&body),
            body,
            renderer: text::RENDERER,
            quote_id: quoted.map(|quoted| self.post(quoted)),
            draft: None,
            edits_count: 0,
            edited_at: None,
            gestures_count: gestures.len() as i32,
            removed_at: (fate == Fate::Removed).then_some(later),
            hidden_at: (fate == Fate::Hidden).then_some(later),
            hidden_by_id: (fate == Fate::Hidden).then(|| self.manager(thread.room)),
            hidden_reason: (fate == Fate::Hidden).then(|| "Hors du sujet de cette salle.".to_owned()),
            created_at: moment(post.at),
            pseudonym: None,
        };
        (row, gestures)
    }

    /// One post in eight was thanked, by one to three people who may read it.
    fn gestures(&self, number: u32, author: u32, dice: &mut Dice) -> Vec<gestures::Model> {
        if !dice.chance(12) {
            return vec![];
        }
        let post = self.plan.posts[number as usize];
        let pool = self.plan.pool(self.plan.threads[post.thread as usize].room);
        let mut people: Vec<u32> = (0..1 + dice.skewed(3)).map(|_| pool[dice.skewed(pool.len())]).collect();
        people.sort_unstable();
        people.dedup();
        people.retain(|person| *person != author);
        let gesture = |person: u32| {
            let mut sentence = String::new();
            let kind = match dice.below(100) {
                0..70 => "thanks",
                70..85 => {
                    let words = dice.between(6, 12);
                    self.words.sentence(&mut sentence, dice, words);
                    "bravo"
                }
                _ => "relay",
            };
            gestures::Model {
                id: 0,
                post_id: self.post(number),
                user_id: self.user(person),
                kind: kind.to_owned(),
                sentence,
                created_at: moment((post.at + 60 + dice.below(2 * 86_400) as i64).min(self.plan.until)),
            }
        };
        people.into_iter().map(gesture).collect()
    }
}
