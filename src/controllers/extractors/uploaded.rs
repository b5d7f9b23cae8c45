//! A form with a file: `multipart/form-data`, from someone signed in, counted before
//! it is read. Its words are held to what any form is: no field that the struct does
//! not know, none twice.

use axum::{
    extract::{
        FromRequest, FromRequestParts, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::StatusCode,
};
use loco_rs::app::AppContext;
use serde::de::DeserializeOwned;

use super::{Member, sent::read_form};
use crate::{
    initializers::limits::Limit,
    models::{
        pictures::{FILE_LIMIT, workshop::Place},
        profiles::importing,
    },
    refusals::{Failure, Refusal},
};

/// Bytes of a whole sending. More than a file may have, so that a file that is too heavy
/// is read to its end and its form comes back; what is beyond the file's own limit is
/// not kept meanwhile.
pub const SENDING_LIMIT: usize = 4 * FILE_LIMIT;
/// Bytes of all its words.
const WORDS_LIMIT: usize = 100_000;
/// The field that holds the file.
const FILE: &str = "picture";

#[derive(Debug)]
pub struct Uploaded<T> {
    pub me: Member,
    pub typed: T,
    /// Empty when no file was chosen; one byte longer than allowed when it is too heavy.
    pub file: Vec<u8>,
    pub place: Place,
}

impl<T: DeserializeOwned> FromRequest<AppContext> for Uploaded<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, ctx: &AppContext) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let me = Member::from_request_parts(&mut parts, ctx).await?;
        me.count(Limit::Pictures)?;
        let place = me.house.workshop.enter()?;
        let request = Request::from_parts(parts, body);
        let (typed, file) = parts_of(request, ctx, FILE, FILE_LIMIT).await?;
        Ok(Self { me, typed, file: file.map(|(_, file)| file).unwrap_or_default(), place })
    }
}

/// The same with any other file, in the field `file`.
#[derive(Debug)]
pub struct Received<T> {
    pub me: Member,
    pub typed: T,
    /// As its owner's machine names it.
    pub name: String,
    /// Empty when no file was chosen; one byte longer than allowed when it is too heavy.
    pub file: Vec<u8>,
}

impl<T: DeserializeOwned> FromRequest<AppContext> for Received<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, ctx: &AppContext) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let me = Member::from_request_parts(&mut parts, ctx).await?;
        me.count(Limit::Acts)?;
        let (typed, file) = parts_of(Request::from_parts(parts, body), ctx, "file", importing::FILE_LIMIT).await?;
        let (name, file) = file.unwrap_or_default();
        Ok(Self { me, typed, name, file })
    }
}

/// The words of a sending, and its file with its name.
async fn parts_of<T: DeserializeOwned>(
    request: Request,
    ctx: &AppContext,
    file_field: &str,
    most: usize,
) -> Result<(T, Option<(String, Vec<u8>)>), Failure> {
    let mut sent = Multipart::from_request(request, ctx).await.map_err(|_| Refusal::UnreadableForm)?;
    let (mut words, mut file) = (vec![], None);
    let mut room = WORDS_LIMIT;
    while let Some(field) = sent.next_field().await.map_err(unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(called) = field.file_name().filter(|_| name == file_field).map(str::to_owned) {
            if file.is_some() {
                return Err(Refusal::UnreadableForm.into());
            }
            file = Some((called, read(field, most + 1).await?));
            continue;
        }
        let text = read(field, room + 1).await?;
        room = room.checked_sub(text.len()).ok_or(Failure::TooLarge)?;
        words.push((name, String::from_utf8(text).map_err(|_| Refusal::UnreadableForm)?));
    }
    // The same words, as any form sends them.
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(words).finish();
    Ok((read_form(form.as_bytes())?, file))
}

/// A field to its end; no more of it is kept than `most`.
async fn read(mut field: Field<'_>, most: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = vec![];
    while let Some(more) = field.chunk().await.map_err(unreadable)? {
        let room = most - bytes.len();
        bytes.extend_from_slice(&more[..more.len().min(room)]);
    }
    Ok(bytes)
}

fn unreadable(error: MultipartError) -> Failure {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Refusal::UnreadableForm.into(),
    }
}
