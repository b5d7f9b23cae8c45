//! An export: a ZIP of JSON files and of pages one reads without a connection,
//! made batch by batch from the list, kept for a week, given to the person alone.

use std::{
    fs::File,
    io::Write as _,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use serde::Serialize;
use tokio::sync::mpsc;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    LIST,
    sheets::{Shape, Sheet},
    work::{Hold, folder},
};
pub use crate::models::_entities::exports::{ActiveModel, Column, Entity, Model};
use crate::{
    access::{Person, Viewer},
    clock,
    house::House,
    models::{_entities::communities, letters::Letter, links::secret, users},
    refusals::{Failure, Outcome},
    words::{Lang, When},
};

mod reading;

/// Rows read at once.
const BATCH: u64 = 500;

impl Model {
    /// The file it is kept in, for as long as it is.
    pub fn path(&self, house: &House) -> PathBuf {
        folder(house).join(&self.file)
    }

    pub fn is_ready(&self, now: DateTime<Utc>) -> bool {
        self.state == "ready" && self.expires_at.is_some_and(|until| until.to_utc() > now)
    }
}

/// The person's latest export.
///
/// # Errors
/// When the database cannot be read.
pub async fn latest(house: &House, person: i64) -> Outcome<Option<Model>> {
    Ok(Entity::find().filter(Column::UserId.eq(person)).order_by_desc(Column::Id).one(&house.db).await?)
}

/// An export that this person may download.
///
/// # Errors
/// [`Failure::Missing`] when it is not theirs, not ready, or out of date.
pub async fn of_theirs(house: &House, person: i64, id: i64) -> Outcome<Model> {
    Entity::find_by_id(id)
        .filter(Column::UserId.eq(person))
        .one(&house.db)
        .await?
        .filter(|export| export.is_ready(clock::now()))
        .ok_or(Failure::Missing)
}

/// Asks for an export. While one is being made there is no other; a new one takes
/// the place of those before.
///
/// # Errors
/// When the database refuses.
pub async fn ask(house: &House, person: &Person) -> Outcome<()> {
    let txn = house.db.write().await?;
    if !house.db.is_sqlite() {
        use sea_orm::QuerySelect;
        users::Entity::find_by_id(person.id).lock(sea_orm::sea_query::LockType::NoKeyUpdate).one(&txn).await?;
    }
    let before = Entity::find().filter(Column::UserId.eq(person.id)).all(&txn).await?;
    if before.iter().any(|export| matches!(export.state.as_str(), "asked" | "running")) {
        txn.commit().await?;
        return Ok(());
    }
    Entity::delete_many().filter(Column::UserId.eq(person.id)).exec(&txn).await?;
    ActiveModel {
        user_id: Set(person.id),
        state: Set("asked".to_owned()),
        file: Set(format!("{}.zip", secret())),
        asked_at: Set(clock::now().into()),
        ..Default::default()
    }
    .insert(&txn)
    .await?;
    txn.commit().await?;
    for export in before {
        forget_file(&export.path(house));
    }
    house.works.ring();
    Ok(())
}

/// A file that is no longer wanted; one that is not there is no matter.
pub fn forget_file(path: &Path) {
    for path in [path.to_owned(), unfinished(path)] {
        if let Err(error) = std::fs::remove_file(&path)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "an export that nobody may read any more could not be deleted");
        }
    }
}

fn unfinished(path: &Path) -> PathBuf {
    path.with_extension("part")
}

/// Makes an export, from its first row on: a file half made is begun anew.
pub(super) async fn make(house: &House, hold: Hold, id: i64) -> Outcome<()> {
    let export = Entity::find_by_id(id).one(&house.db).await?.ok_or(Failure::Missing)?;
    let user = users::Model::by_id(&house.db, export.user_id).await?;
    let path = export.path(house);
    let made = fill(house, hold, &export, &user).await;
    if made.is_err() {
        let _ = std::fs::remove_file(unfinished(&path));
    }
    let (mut hold, total) = made?;
    std::fs::rename(unfinished(&path), &path)?;
    let bytes = std::fs::metadata(&path)?.len();
    let letter = Letter::to(&user, "export-ready").link(house.address("/me/data")).write(house)?;
    let now = clock::now();
    let txn = house.db.write().await?;
    let ready = match hold.again(&txn).await {
        Ok(()) => {
            Entity::update_many()
                .col_expr(Column::State, Expr::value("ready"))
                .col_expr(Column::Done, Expr::value(total))
                .col_expr(Column::Total, Expr::value(total))
                .col_expr(Column::Bytes, Expr::value(i64::try_from(bytes).unwrap_or(i64::MAX)))
                .col_expr(Column::ReadyAt, Expr::value(Some(now)))
                .col_expr(Column::ExpiresAt, Expr::value(Some(now + house.settings.retention.exports())))
                .filter(Column::Id.eq(id))
                .exec(&txn)
                .await?;
            letter.post(&txn, Some(user.id)).await?;
            txn.commit().await?;
            Ok(())
        }
        Err(failure) => Err(failure),
    };
    if ready.is_err() {
        forget_file(&path);
    }
    ready
}

/// What goes to the thread that compresses.
enum Piece {
    Begin(String),
    Bytes(Vec<u8>),
}

/// Writes the file; returns how many rows it holds.
async fn fill(house: &House, mut hold: Hold, export: &Model, user: &users::Model) -> Outcome<(Hold, i32)> {
    std::fs::create_dir_all(folder(house))?;
    let path = unfinished(&export.path(house));
    let (pieces, incoming) = mpsc::channel(8);
    let writer = tokio::task::spawn_blocking(move || write_zip(&path, incoming));
    let filled = fill_sheets(house, &mut hold, export, user, &pieces).await;
    drop(pieces);
    writer.await.map_err(|error| Failure::Broken(error.to_string()))??;
    Ok((hold, filled?))
}

fn write_zip(path: &Path, mut incoming: mpsc::Receiver<Piece>) -> Outcome<()> {
    let broken = |error: zip::result::ZipError| Failure::Broken(format!("zip: {error}"));
    let mut zip = ZipWriter::new(std::io::BufWriter::new(File::create(path)?));
    let options = SimpleFileOptions::default().compression_level(Some(3)).unix_permissions(0o600);
    while let Some(piece) = incoming.blocking_recv() {
        match piece {
            Piece::Begin(name) => zip.start_file(name, options).map_err(broken)?,
            Piece::Bytes(bytes) => zip.write_all(&bytes)?,
        }
    }
    let file = zip.finish().map_err(broken)?.into_inner().map_err(|error| Failure::Broken(error.to_string()))?;
    file.sync_all()?;
    Ok(())
}

/// A row of the summary: `index.html` lists what the export holds.
#[derive(Debug, Serialize)]
struct Listed {
    table: String,
    kept: &'static str,
    law: &'static str,
    file: &'static str,
    rows: i64,
}

/// `data/export_index.html`
#[derive(Debug, Serialize)]
struct Index<'a> {
    lang: &'static str,
    name: &'a str,
    site: &'a str,
    made: When,
    sheets: Vec<Listed>,
}

/// `data/export_head.html`, `data/export_foot.html`
#[derive(Debug, Serialize)]
struct Around {
    lang: &'static str,
    table: String,
}

/// `data/export_rows.html`
#[derive(Debug, Serialize)]
struct Rows<'a> {
    site: &'a str,
    rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Default, Serialize)]
struct Cell {
    /// Fluent key.
    label: String,
    text: Option<String>,
    html: Option<String>,
    path: Option<String>,
    when: Option<When>,
}

async fn fill_sheets(
    house: &House,
    hold: &mut Hold,
    export: &Model,
    user: &users::Model,
    pieces: &mpsc::Sender<Piece>,
) -> Outcome<i32> {
    let lang = Lang::named(&user.locale).unwrap_or(Lang::Fr);
    let rooms = readable_rooms(house, user).await?;
    let reader = reading::Reader { house, person: user.id, rooms };
    let mut counts = vec![];
    for sheet in LIST.iter().filter_map(|held| held.sheet) {
        counts.push(reader.count(sheet).await?);
    }
    // Each row is written twice: for programs, and for people.
    let total = i32::try_from(counts.iter().sum::<i64>() * 2).unwrap_or(i32::MAX);
    let mut done = 0;
    let views = &house.views;
    let index = Index {
        lang: lang.code(),
        name: &user.display_name,
        site: &house.settings.public_url,
        made: When::new(lang, clock::now()),
        sheets: LIST
            .iter()
            .filter_map(|held| Some((held, held.sheet?)))
            .zip(&counts)
            .map(|((held, sheet), rows)| Listed {
                table: held.word(),
                kept: held.kept.name(),
                law: held.law.name(),
                file: sheet.file,
                rows: *rows,
            })
            .collect(),
    };
    begin(pieces, "index.html").await?;
    send(pieces, views.fragment(lang, "data/export_index.html", &index)?).await?;
    for held in &LIST {
        let Some(sheet) = held.sheet else { continue };
        let around = Around { lang: lang.code(), table: held.word() };
        for readable in [false, true] {
            begin(pieces, &format!("{}.{}", sheet.file, if readable { "html" } else { "json" })).await?;
            let head = if readable { views.fragment(lang, "data/export_head.html", &around)? } else { "[".to_owned() };
            send(pieces, head).await?;
            let (mut last, mut first) = (0, true);
            loop {
                let rows = reader.after(sheet, last).await?;
                let Some(row) = rows.last() else { break };
                last = row.id;
                let (count, full) = (rows.len(), rows.len() as u64 == BATCH);
                let text = if readable {
                    let cells = rows.into_iter().map(|row| cells(house, lang, sheet, row.values)).collect();
                    views.fragment(
                        lang,
                        "data/export_rows.html",
                        &Rows { site: &house.settings.public_url, rows: cells },
                    )?
                } else {
                    json(sheet, rows, &mut first)?
                };
                send(pieces, text).await?;
                done += i32::try_from(count).unwrap_or_default();
                progress(house, hold, export.id, done, total).await?;
                if !full {
                    break;
                }
            }
            let foot =
                if readable { views.fragment(lang, "data/export_foot.html", &around)? } else { "\n]\n".to_owned() };
            send(pieces, foot).await?;
        }
    }
    Ok(total)
}

async fn begin(pieces: &mpsc::Sender<Piece>, name: &str) -> Outcome<()> {
    pieces.send(Piece::Begin(name.to_owned())).await.map_err(|_| Failure::Broken("the file cannot be written".into()))
}

async fn send(pieces: &mpsc::Sender<Piece>, text: String) -> Outcome<()> {
    let sent = pieces.send(Piece::Bytes(text.into_bytes())).await;
    sent.map_err(|_| Failure::Broken("the file cannot be written".into()))
}

/// Written now and then: nobody watches closer than that.
async fn progress(house: &House, hold: &mut Hold, id: i64, done: i32, total: i32) -> Outcome<()> {
    let txn = house.db.write().await?;
    hold.again(&txn).await?;
    Entity::update_many()
        .col_expr(Column::Done, Expr::value(done))
        .col_expr(Column::Total, Expr::value(total))
        .filter(Column::Id.eq(id))
        .exec(&txn)
        .await?;
    txn.commit().await?;
    Ok(())
}

async fn readable_rooms(house: &House, user: &users::Model) -> Outcome<Vec<i64>> {
    use sea_orm::QuerySelect;
    let viewer = Viewer::Member(std::sync::Arc::new(user.at_the_door(&house.db).await?));
    Ok(communities::Entity::find()
        .select_only()
        .column(communities::Column::Id)
        .filter(viewer.readable_rooms())
        .into_tuple()
        .all(&house.db)
        .await?)
}

fn json(sheet: &Sheet, rows: Vec<reading::Row>, first: &mut bool) -> Outcome<String> {
    let mut text = String::new();
    for row in rows {
        let values: serde_json::Map<String, serde_json::Value> =
            sheet.columns.iter().map(|column| column.name.to_owned()).zip(row.values).collect();
        text.push_str(if std::mem::take(first) { "\n" } else { ",\n" });
        text.push_str(&serde_json::to_string(&values).map_err(|error| Failure::Broken(error.to_string()))?);
    }
    Ok(text)
}

/// A row for a reader: what is empty is not said.
fn cells(house: &House, lang: Lang, sheet: &Sheet, values: Vec<serde_json::Value>) -> Vec<Cell> {
    let told = sheet.columns.iter().zip(values).filter(|(_, value)| !value.is_null() && value != "");
    told.map(|(column, value)| {
        let cell = Cell { label: format!("data-field-{}", column.name.replace('_', "-")), ..Cell::default() };
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        match column.shape {
            Shape::Html => {
                Cell { html: Some(text.replace("href=\"/", &format!("href=\"{}/", house.settings.public_url))), ..cell }
            }
            Shape::Path => Cell { path: Some(text), ..cell },
            Shape::Moment => {
                Cell { when: DateTime::parse_from_rfc3339(&text).ok().map(|moment| When::new(lang, moment)), ..cell }
            }
            Shape::Flag => Cell { text: Some(lang.say(if value == true { "data-yes" } else { "data-no" })), ..cell },
            Shape::Text | Shape::Number => Cell { text: Some(text), ..cell },
        }
    })
    .collect()
}
