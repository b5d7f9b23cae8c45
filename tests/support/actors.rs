//! Someone who opens pages and sends forms, as a browser without JavaScript does.

use axum::{
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use passerelle::{initializers::page_cache::Cached, models::users};
use tower::Service;

use super::{Page, World};

#[derive(Clone)]
pub struct Actor {
    server: Cached,
    user: Option<users::Model>,
    token: Option<String>,
    cookies: Vec<(String, String)>,
}

impl Actor {
    pub fn new(world: &World, known: Option<(users::Model, String)>) -> Self {
        let (user, token) = known.map_or((None, None), |(user, token)| (Some(user), Some(token)));
        Self { server: world.server.clone(), user, token, cookies: vec![] }
    }

    pub fn id(&self) -> i64 {
        self.user.as_ref().expect("someone with an account").id
    }

    pub fn handle(&self) -> &str {
        &self.user.as_ref().expect("someone with an account").handle
    }

    pub fn email(&self) -> &str {
        &self.user.as_ref().expect("someone with an account").email
    }

    pub fn token(&self) -> &str {
        self.token.as_deref().expect("someone signed in")
    }

    /// The same person, with another session's token.
    pub fn with_token(mut self, token: &str) -> Self {
        self.token = Some(token.to_owned());
        self
    }

    pub fn with_cookie(mut self, name: &str, value: &str) -> Self {
        self.cookies.push((name.to_owned(), value.to_owned()));
        self
    }

    pub async fn get(&self, path: &str) -> Page {
        self.send(self.request(Method::GET, path).body(Body::empty()).unwrap()).await
    }

    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Page {
        let mut request = self.request(Method::GET, path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Opens a live stream.
    pub async fn listens(&self, path: &str, headers: &[(&str, &str)]) -> Listener {
        let mut request = self.request(Method::GET, path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.server.clone().call(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        Listener { body: response.into_body(), heard: String::new() }
    }

    /// Sends a form from one of our own pages.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post_raw(path, form(fields), &[("sec-fetch-site", "same-origin")]).await
    }

    pub async fn post_raw(&self, path: &str, body: impl Into<Body>, headers: &[(&str, &str)]) -> Page {
        let mut request =
            self.request(Method::POST, path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(body.into()).unwrap()).await
    }

    /// Sends a form and goes where it says, as browsers do.
    pub async fn post_then_see(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let answer = self.post(path, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
        self.get(answer.location().split('#').next().unwrap()).await
    }

    fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let cookies = self.cookie_header();
        let request = Request::builder().method(method).uri(path).header(header::HOST, "house.test");
        if cookies.is_empty() { request } else { request.header(header::COOKIE, cookies) }
    }

    /// What this browser sends back to us.
    pub fn cookie_header(&self) -> String {
        let mut cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if let Some(token) = &self.token {
            cookies.push(format!("session={token}"));
        }
        cookies.join("; ")
    }

    /// The bytes of what is no text.
    pub async fn fetches(&self, path: &str) -> Vec<u8> {
        let request = self.request(Method::GET, path).body(Body::empty()).unwrap();
        let response = self.server.clone().call(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.into_body().collect().await.unwrap().to_bytes().to_vec()
    }

    pub async fn send(&self, request: Request<Body>) -> Page {
        let path = request.uri().to_string();
        let response = self.server.clone().call(request).await.unwrap();
        let (parts, body) = response.into_parts();
        // A live stream has no end to wait for: it is listened to with `listens`.
        let live = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let bytes = if live { Default::default() } else { body.collect().await.unwrap().to_bytes() };
        let headers: HeaderMap = parts.headers;
        Page { path, status: parts.status, headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

/// Someone whose page is open.
pub struct Listener {
    body: Body,
    heard: String,
}

/// What a live stream says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    pub event: String,
    pub id: String,
    pub data: String,
}

impl Listener {
    /// The next event, and `None` at the end of the stream.
    pub async fn hears(&mut self) -> Option<Heard> {
        loop {
            if let Some((event, rest)) = self.heard.clone().split_once("\n\n") {
                self.heard = rest.to_owned();
                let heard = event.lines().fold(Heard::default(), |mut heard, line| {
                    match line.split_once(": ") {
                        Some(("event", event)) => heard.event = event.to_owned(),
                        Some(("id", id)) => heard.id = id.to_owned(),
                        Some(("data", data)) => heard.data.push_str(data),
                        _ => {}
                    }
                    heard
                });
                if heard.event.is_empty() {
                    continue;
                }
                return Some(heard);
            }
            let frame = self.body.frame().await?.unwrap();
            self.heard.push_str(std::str::from_utf8(frame.data_ref().unwrap()).unwrap());
        }
    }
}

pub fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}
