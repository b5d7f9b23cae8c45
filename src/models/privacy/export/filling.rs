//! Filling the file: sheet after sheet, batch after batch, while another thread
//! compresses what is already read.

use std::{fs::File, io::Write as _, path::Path};

use chrono::DateTime;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde::Serialize;
use tokio::sync::mpsc;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    super::{
        LIST,
        sheets::{Shape, Sheet},
        work::{Hold, folder},
    },
    BATCH, Column, Entity, Model, reading, unfinished,
};
use crate::{
    access::Viewer,
    clock,
    house::House,
    models::{_entities::communities, pictures, users},
    refusals::{Failure, Outcome},
    words::{Lang, When},
};

/// What goes to the thread that compresses.
enum Piece {
    Begin(String),
    Bytes(Vec<u8>),
}

/// Writes the file; returns how many rows it holds.
pub(super) async fn fill(house: &House, mut hold: Hold, export: &Model, user: &users::Model) -> Outcome<(Hold, i32)> {
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
    pictures_of(house, hold, user.id, pieces).await?;
    Ok(total)
}

/// Their pictures themselves, a few rows at a time, one file in memory.
async fn pictures_of(house: &House, hold: &mut Hold, user: i64, pieces: &mpsc::Sender<Piece>) -> Outcome<()> {
    let mut before = None;
    loop {
        let page = pictures::listing::kept_by(&house.db, user, before).await?;
        for picture in &page.rows {
            // Removed a moment ago: then it is theirs no more.
            let Some(bytes) = pictures::keeping::read(house, &picture.token, false).await? else { continue };
            begin(pieces, &picture.file_name()).await?;
            send_bytes(pieces, bytes).await?;
        }
        let txn = house.db.write().await?;
        hold.again(&txn).await?;
        txn.commit().await?;
        before = page.next;
        if before.is_none() {
            return Ok(());
        }
    }
}

async fn begin(pieces: &mpsc::Sender<Piece>, name: &str) -> Outcome<()> {
    pieces.send(Piece::Begin(name.to_owned())).await.map_err(|_| Failure::Broken("the file cannot be written".into()))
}

async fn send(pieces: &mpsc::Sender<Piece>, text: String) -> Outcome<()> {
    send_bytes(pieces, text.into_bytes()).await
}

async fn send_bytes(pieces: &mpsc::Sender<Piece>, bytes: Vec<u8>) -> Outcome<()> {
    let sent = pieces.send(Piece::Bytes(bytes)).await;
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

/// HTML that is read away from the house: its own addresses are said whole.
fn elsewhere(house: &House, html: &str) -> String {
    let site = &house.settings.public_url;
    html.replace("href=\"/", &format!("href=\"{site}/")).replace("<img src=\"/", &format!("<img src=\"{site}/"))
}

/// A row for a reader: what is empty is not said.
fn cells(house: &House, lang: Lang, sheet: &Sheet, values: Vec<serde_json::Value>) -> Vec<Cell> {
    let told = sheet.columns.iter().zip(values).filter(|(_, value)| !value.is_null() && value != "");
    told.map(|(column, value)| {
        let cell = Cell { label: format!("data-field-{}", column.name.replace('_', "-")), ..Cell::default() };
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        match column.shape {
            Shape::Html => Cell { html: Some(elsewhere(house, &text)), ..cell },
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
