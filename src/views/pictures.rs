//! Pictures: the form that adds one, one's own, one's photo.

use serde::Serialize;

use super::Field;
use crate::{
    models::{drafts::placing::Way, pictures::listing::Mine},
    words::When,
};

/// `pictures/new.html` → POST /pictures/new (multipart) {picture*, alt*, place}
#[derive(Clone, Debug, Serialize)]
pub struct PictureForm {
    pub picture: Field,
    pub alt: Field,
    /// `threads/12`: what it is added to; empty: kept for later.
    pub place: String,
    /// Back there.
    pub way: Option<Way>,
    pub refusal: Option<String>,
}

/// `pictures/mine.html`
#[derive(Clone, Debug, Serialize)]
pub struct PicturesPage {
    pub pictures: Vec<PictureRow>,
    pub next: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PictureRow {
    pub path: String,
    pub small_path: String,
    pub alt: String,
    /// What puts it in a text.
    pub markdown: String,
    pub photo: bool,
    /// Shown somewhere, read today or not.
    pub used: bool,
    pub places: Vec<Place>,
    pub when: When,
    /// POST
    pub removal: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Place {
    pub path: String,
    pub title: String,
}

impl PictureRow {
    pub fn of(mine: &Mine, when: When) -> Self {
        let picture = &mine.picture;
        let place = |post: i64, title: &str| Place { path: format!("/posts/{post}"), title: title.to_owned() };
        Self {
            path: picture.path(),
            small_path: picture.small_path(),
            alt: picture.alt.clone(),
            markdown: picture.markdown(),
            photo: picture.is_photo(),
            used: mine.used,
            places: mine.shown.iter().map(|shown| place(shown.post_id, &shown.title)).collect(),
            when,
            removal: format!("{}/removal", picture.path()),
        }
    }
}

/// `pictures/photo.html` → POST /me/profile/photo (multipart) {picture*},
/// POST /me/profile/photo/removal
#[derive(Clone, Debug, Serialize)]
pub struct PhotoPage {
    /// One's photo; none yet.
    pub path: Option<String>,
    pub small_path: Option<String>,
    pub picture: Field,
    pub refusal: Option<String>,
}
