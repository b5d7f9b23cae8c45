//! An export, asked for and opened as its person does.

use std::{collections::BTreeMap, io::Read};

use axum::{body::Body, http::Request};
use http_body_util::BodyExt;
use tower::Service;

use super::{Actor, World};

/// What a ZIP holds: names of files, and their text.
pub type Files = BTreeMap<String, String>;

impl World {
    /// Asks for an export, the password given a moment ago, waits for it and opens it.
    pub async fn export(&self, actor: &Actor) -> Files {
        actor.does("/me/data/exports", &[]).await;
        self.works().await;
        open(&self.download(actor).await)
    }

    async fn download(&self, actor: &Actor) -> Vec<u8> {
        let path = actor.export_address().await;
        let request = Request::get(path).header("cookie", actor.cookie_header()).body(Body::empty()).unwrap();
        let response = self.server.clone().call(request).await.unwrap();
        assert_eq!(response.status(), 200);
        response.into_body().collect().await.unwrap().to_bytes().to_vec()
    }
}

impl Actor {
    /// Where the file that is ready can be had.
    pub async fn export_address(&self) -> String {
        let page = self.get("/me/data").await;
        page.attribute("form[action^='/me/data/exports/']", "action").expect("a file to download")
    }
}

fn open(bytes: &[u8]) -> Files {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut files = Files::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = vec![];
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().into_owned(), String::from_utf8_lossy(&bytes).into_owned());
    }
    files
}
