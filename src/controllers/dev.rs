//! In development, every letter the platform would have sent. In production these
//! addresses do not exist: see `app.rs`.

use loco_rs::prelude::*;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    answers::{Answer, Page},
    extractors::{Asked, At, Turned, Visit},
};
use crate::{
    models::{keyset::Slice, letters},
    refusals::Failure,
    views::{
        admin::{LetterRow, LettersPage},
        when,
    },
    words::Lang,
};

/// Letters on a page.
const PAGE: u64 = 50;

async fn index(visit: Visit, Asked(turned): Asked<Turned>) -> Answer {
    let mut letters = letters::Entity::find().order_by_desc(letters::Column::Id).limit(PAGE + 1);
    if let Some(before) = turned.before {
        letters = letters.filter(letters::Column::Id.lt(before));
    }
    let letters = Slice::cut(letters.all(&visit.house.db).await?, PAGE, |letter| letter.id);
    let next = letters.next.map(|next| format!("/dev/letters?before={next}"));
    let letters = letters.rows.iter().map(|letter| row(visit.lang, letter)).collect();
    Page::new("dev/letters.html", visit.lang.say("dev-letters-title"))
        .noindex()
        .show(&visit, &LettersPage { letters, next })
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
