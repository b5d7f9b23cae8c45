//! The yardstick: the least an axum server can do, which is to answer the same
//! bytes each time. It runs as a child process, as the measured server does.

use std::{
    env,
    net::{Ipv4Addr, TcpStream},
    process::{Child, Command},
    thread,
    time::Duration,
};

use axum::{
    Router,
    http::{HeaderMap, HeaderName, HeaderValue},
    serve::ListenerExt,
};
use bytes::Bytes;

use crate::{
    Result,
    http::Answer,
    server::free_port,
    wrk::{self, Run, median},
};

/// Short runs of one second: single ones swing by two, their median does not.
const BEFORE: usize = 6;
const AFTER: usize = 5;

/// Each server writes these itself.
const OWN: [&str; 4] = ["content-length", "transfer-encoding", "connection", "date"];

/// `load reference --port P --bytes N --header "name: value"…`
pub fn serve(mut words: impl Iterator<Item = String>) -> Result<()> {
    let (mut port, mut bytes, mut headers) = (0, 0, HeaderMap::new());
    while let Some(word) = words.next() {
        let value = words.next().ok_or("a value is missing")?;
        match word.as_str() {
            "--port" => port = value.parse()?,
            "--bytes" => bytes = value.parse()?,
            "--header" => {
                let (name, value) = value.split_once(": ").ok_or("a header is `name: value`")?;
                headers.append(HeaderName::from_bytes(name.as_bytes())?, HeaderValue::from_str(value)?);
            }
            _ => return Err(format!("{word}?").into()),
        }
    }
    let page = Bytes::from("<p>Bonjour.</p>\n".repeat(bytes / 16 + 1)).slice(..bytes);
    let app = Router::new().fallback(move || async move { (headers, page) });
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let listener = listener.tap_io(|stream| {
            let _ = stream.set_nodelay(true);
        });
        Ok(axum::serve(listener, app).await?)
    })
}

/// A reference for one page, for as long as this lives.
#[derive(Debug)]
pub struct Reference {
    child: Child,
    url: String,
}

impl Reference {
    /// A server that answers as many bytes as `page` under the same headers.
    ///
    /// # Errors
    /// When it does not start.
    pub fn like(page: &Answer) -> Result<Self> {
        let port = free_port()?;
        let mut command = Command::new(env::current_exe()?);
        command.args(["reference", "--port", &port.to_string(), "--bytes", &page.body.len().to_string()]);
        for (name, value) in page.headers.iter().filter(|(name, _)| !OWN.contains(&name.as_str())) {
            command.args(["--header", &format!("{name}: {value}")]);
        }
        let reference = Self { child: command.spawn()?, url: format!("http://127.0.0.1:{port}/") };
        for _ in 0..500 {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Ok(reference);
            }
            thread::sleep(Duration::from_millis(10));
        }
        Err("the reference server does not answer".into())
    }

    /// Runs `measured` among eleven short runs of the reference.
    /// Returns it with their median, in requests a second.
    pub fn beside(&self, measured: impl FnOnce() -> Result<Run>) -> Result<(Run, f64)> {
        let mut rates = self.rates(BEFORE)?;
        let run = measured()?;
        rates.extend(self.rates(AFTER)?);
        Ok((run, median(rates)))
    }

    fn rates(&self, times: usize) -> Result<Vec<f64>> {
        (0..times).map(|_| Ok(wrk::run(&self.url, &Vec::new(), 1)?.per_second)).collect()
    }
}

impl Drop for Reference {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
