//! A server of somebody else's: it says the same to whoever asks, until it is told to say
//! something else.

use std::sync::{Arc, Mutex};

use super::servers::{Act, Server};

pub struct Elsewhere {
    server: Server,
    answer: Arc<Mutex<Answer>>,
}

#[derive(Default)]
struct Answer {
    head: String,
    etag: String,
    body: String,
}

impl Elsewhere {
    pub async fn new() -> Self {
        let answer = Arc::new(Mutex::new(Answer { head: "404 Not Found\r\n".to_owned(), ..Answer::default() }));
        let said = answer.clone();
        Self { server: Server::open(move |asked| said.lock().unwrap().to(asked)).await, answer }
    }

    /// As the operator lets it through.
    pub fn place(&self) -> String {
        self.server.address.to_string()
    }

    pub fn address(&self, path: &str) -> String {
        self.server.url(path)
    }

    /// From now on: this, under that validator (RFC 9110, §8.8.3), or 304 to who has it.
    pub fn says(&self, body: &str, etag: &str) {
        let head = format!("200 OK\r\nETag: {etag}\r\n");
        *self.answer.lock().unwrap() = Answer { head, etag: etag.to_lowercase(), body: body.to_owned() };
    }

    /// From now on: a status, with a header.
    pub fn refuses(&self, status: &str, header: &str) {
        let head = format!("{status}\r\n{header}");
        *self.answer.lock().unwrap() = Answer { head, ..Answer::default() };
    }

    /// The heads of what it was asked so far, in lower case.
    pub fn asked(&self) -> Vec<String> {
        self.server.heard()
    }
}

impl Answer {
    fn to(&self, asked: &str) -> Vec<Act> {
        let has_it = !self.etag.is_empty() && asked.contains(&format!("if-none-match: {}", self.etag));
        let said = match has_it {
            true => "HTTP/1.1 304 Not Modified\r\n\r\n".to_owned(),
            false => format!("HTTP/1.1 {}Content-Length: {}\r\n\r\n{}", self.head, self.body.len(), self.body),
        };
        vec![Act::Say(said.into_bytes()), Act::Close]
    }
}
