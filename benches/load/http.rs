//! One keep-alive connection that speaks as much HTTP/1.1 as the bench needs.
//! It does little, so that the generator takes little from the server beside it.

use std::{
    fmt::Write as _,
    io::{Error, ErrorKind, Result},
    net::Ipv4Addr,
    time::Duration,
};

use tokio::{net::TcpStream, time::timeout};

/// A request that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn says(&self, name: &str, word: &str) -> bool {
        self.header(name).is_some_and(|value| value.eq_ignore_ascii_case(word))
    }
}

/// A request as it goes over the wire.
pub fn get(port: u16, path: &str, headers: &[(&str, &str)]) -> Vec<u8> {
    request("GET", port, path, headers, b"")
}

/// A form sent from one of the site's own pages.
pub fn post(port: u16, path: &str, headers: &[(&str, &str)], form: &str) -> Vec<u8> {
    request_of(port, path, headers, "application/x-www-form-urlencoded", form.as_bytes())
}

/// The same, of another kind.
pub fn request_of(port: u16, path: &str, headers: &[(&str, &str)], kind: &str, form: &[u8]) -> Vec<u8> {
    let origin = format!("http://127.0.0.1:{port}");
    let length = form.len().to_string();
    let mut all = vec![("Origin", origin.as_str()), ("Content-Type", kind), ("Content-Length", length.as_str())];
    all.extend_from_slice(headers);
    request("POST", port, path, &all, form)
}

fn request(method: &str, port: u16, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n");
    for (name, value) in headers {
        let _ = write!(text, "{name}: {value}\r\n");
    }
    text.push_str("\r\n");
    [text.as_bytes(), body].concat()
}

#[derive(Debug)]
pub struct Connection {
    port: u16,
    stream: Option<TcpStream>,
    /// Read from the stream, not yet part of an answer.
    held: Vec<u8>,
}

impl Connection {
    pub fn to(port: u16) -> Self {
        Self { port, stream: None, held: Vec::new() }
    }

    /// # Errors
    /// When the server is not there, hangs up or takes too long; the next
    /// request opens a new connection.
    pub async fn send(&mut self, request: &[u8]) -> Result<Answer> {
        let answer =
            timeout(PATIENCE, self.exchange(request)).await.unwrap_or_else(|_| Err(ErrorKind::TimedOut.into()));
        if answer.as_ref().map_or(true, |answer| answer.says("connection", "close")) {
            self.stream = None;
            self.held.clear();
        }
        answer
    }

    async fn exchange(&mut self, request: &[u8]) -> Result<Answer> {
        if self.stream.is_none() {
            let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).await?;
            stream.set_nodelay(true)?;
            self.stream = Some(stream);
        }
        self.write(request).await?;
        let mut answer = self.head().await?;
        if matches!(answer.status, 204 | 304) {
            return Ok(answer);
        }
        answer.body = if answer.says("transfer-encoding", "chunked") {
            self.chunks().await?
        } else {
            let length = answer.header("content-length").and_then(|length| length.parse().ok());
            self.take(length.ok_or_else(|| malformed("an answer without a length"))?).await?
        };
        Ok(answer)
    }

    async fn head(&mut self) -> Result<Answer> {
        let head = self.take_through(b"\r\n\r\n").await?;
        let head = String::from_utf8_lossy(&head);
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
        let headers = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        Ok(Answer { status: status.ok_or_else(|| malformed("no status"))?, headers, body: Vec::new() })
    }

    async fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let size = String::from_utf8_lossy(&self.take_through(b"\r\n").await?).trim().to_owned();
            let size = usize::from_str_radix(&size, 16).map_err(|_| malformed("a chunk without a size"))?;
            let chunk = self.take(size + 2).await?;
            if size == 0 {
                return Ok(body);
            }
            body.extend_from_slice(&chunk[..size]);
        }
    }

    async fn take_through(&mut self, end: &[u8]) -> Result<Vec<u8>> {
        loop {
            if let Some(at) = self.held.windows(end.len()).position(|window| window == end) {
                return Ok(self.held.drain(..at + end.len()).collect());
            }
            self.read().await?;
        }
    }

    async fn take(&mut self, length: usize) -> Result<Vec<u8>> {
        while self.held.len() < length {
            self.read().await?;
        }
        Ok(self.held.drain(..length).collect())
    }

    async fn read(&mut self) -> Result<()> {
        let stream = self.stream.as_ref().ok_or(ErrorKind::NotConnected)?;
        let mut room = [0; 16 * 1024];
        loop {
            stream.readable().await?;
            match stream.try_read(&mut room) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(read) => {
                    self.held.extend_from_slice(&room[..read]);
                    return Ok(());
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
    }

    async fn write(&mut self, mut bytes: &[u8]) -> Result<()> {
        let stream = self.stream.as_ref().ok_or(ErrorKind::NotConnected)?;
        while !bytes.is_empty() {
            stream.writable().await?;
            match stream.try_write(bytes) {
                Ok(written) => bytes = &bytes[written..],
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

fn malformed(what: &str) -> Error {
    Error::new(ErrorKind::InvalidData, what.to_owned())
}
