//! In development, every letter the platform would have sent. In production these
//! addresses do not exist: see `app.rs`.

use loco_rs::prelude::*;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use super::{
    answers::{Answer, Page},
    extractors::{At, Visit},
};
use crate::{
    models::letters,
    refusals::Failure,
    views::{
        admin::{LetterRow, LettersPage},
        when,
    },
    words::Lang,
};

async fn index(visit: Visit) -> Answer {
    let letters = letters::Entity::find().order_by_desc(letters::Column::Id).limit(100).all(&visit.house.db).await?;
    let letters = letters.iter().map(|letter| row(visit.lang, letter)).collect();
    Page::new("dev/letters.html", visit.lang.say("dev-letters-title")).noindex().show(&visit, &LettersPage { letters })
}

async fn show(visit: Visit, At(id): At<i64>) -> Answer {
    let letter = letters::Entity::find_by_id(id).one(&visit.house.db).await?.ok_or(Failure::Missing)?;
    Page::new("dev/letter.html", &letter.subject).noindex().show(&visit, &row(visit.lang, &letter))
}

fn row(lang: Lang, letter: &letters::Model) -> LetterRow {
    let links = letter
        .body_text
        .split_whitespace()
        .filter(|word| word.starts_with("http://") || word.starts_with("https://"))
        .map(|word| word.trim_end_matches(['.', ',', ')', '>']).to_owned())
        .collect();
    LetterRow {
        id: letter.id,
        recipient: letter.recipient.clone(),
        subject: letter.subject.clone(),
        kind: letter.kind.clone(),
        state: letter.state.clone(),
        when: when(lang, &letter.created_at),
        text: letter.body_text.clone(),
        html: letter.body_html.clone(),
        links,
        last_error: letter.last_error.clone(),
    }
}

pub fn routes() -> Routes {
    Routes::new().add("/dev/letters", get(index)).add("/dev/letters/{id}", get(show))
}
