//! One's data: what the house holds, the export, the end.

use serde::Serialize;

use super::{Choice, Field};
use crate::{
    models::privacy::{Held, export},
    words::{Lang, When},
};

/// `accounts/data.html` (`/me/data`): POST /me/data/exports {password},
/// /me/data/exports/{id} {password}, /me/data/erasure {posts*: keep|remove, password*}
#[derive(Clone, Debug, Serialize)]
pub struct DataPage {
    pub held: Vec<HeldRow>,
    pub export: Option<ExportView>,
    pub export_password: Field,
    /// Whether this session's password is recent enough not to be asked again.
    pub recent: bool,
    pub posts: Vec<Choice>,
    pub posts_error: Option<String>,
    pub erase_password: Field,
    /// Rooms that nobody else cares for: another manager first.
    pub alone_in: Vec<RoomLink>,
    /// Which form was refused: export, erase or none.
    pub refused: Option<&'static str>,
    pub refusal: Option<String>,
    pub warn_months: u32,
    pub erase_months: u32,
}

#[derive(Clone, Debug, Serialize)]
pub struct RoomLink {
    pub name: String,
    pub path: String,
}

/// Fluent: `data-held-{table}`, `data-kept-{kept}`, `data-law-{law}`.
#[derive(Clone, Debug, Serialize)]
pub struct HeldRow {
    pub table: String,
    pub kept: &'static str,
    pub law: &'static str,
}

impl HeldRow {
    pub fn of(held: &Held) -> Self {
        Self { table: held.word(), kept: held.kept.name(), law: held.law.name() }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct ExportView {
    pub id: i64,
    /// asked, running, ready, failed, over
    pub state: String,
    /// Out of a hundred.
    pub percent: i64,
    pub asked: When,
    pub until: Option<When>,
    /// Kilobytes, one at least.
    pub size: i64,
}

impl ExportView {
    pub fn of(lang: Lang, export: &export::Model) -> Self {
        let over = export.is_over(crate::clock::now());
        Self {
            id: export.id,
            state: if over { "over".to_owned() } else { export.state.clone() },
            percent: i64::from(export.done) * 100 / i64::from(export.total.max(1)),
            asked: super::when(lang, &export.asked_at),
            until: export.expires_at.as_ref().map(|at| super::when(lang, at)),
            size: (export.bytes / 1_000).max(1),
        }
    }
}
