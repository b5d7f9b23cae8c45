//! Small servers of loopback that say exactly what a test has them say, and lookups
//! that answer what a test has them answer.

use std::{
    collections::VecDeque,
    io,
    net::{IpAddr, SocketAddr},
    sync::{
        Arc, LazyLock, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use rustls::{
    RootCertStore, ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer},
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpListener,
    time::sleep,
};
use tokio_rustls::TlsAcceptor;

/// What was met, in order.
type Log = Arc<Mutex<Vec<String>>>;

/// Of `feeds.test`, made anew by each process.
static VOUCHED: LazyLock<CertifiedKey<KeyPair>> =
    LazyLock::new(|| generate_simple_self_signed(["feeds.test".to_owned()]).unwrap());

/// A feed of one offer, said to whoever asks as long as the process lives.
pub fn feed() -> SocketAddr {
    static FEED: LazyLock<SocketAddr> = LazyLock::new(|| {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                use std::io::{Read as _, Write as _};
                let mut head = vec![];
                let mut byte = [0];
                while !head.ends_with(b"\r\n\r\n") && stream.read_exact(&mut byte).is_ok() {
                    head.push(byte[0]);
                }
                let feed = "<source><job><title>Un</title></job></source>";
                let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{feed}", feed.len());
            }
        });
        address
    });
    *FEED
}

/// One thing after another.
#[derive(Clone)]
pub enum Act {
    Say(Vec<u8>),
    Wait(Duration),
    /// Says so again and again, so far apart, until nobody listens.
    Repeat(Vec<u8>, Duration),
    /// Hangs up. Otherwise the connection stays open for another request.
    Close,
}

pub fn say(text: impl AsRef<[u8]>) -> Vec<Act> {
    vec![Act::Say(text.as_ref().to_vec()), Act::Close]
}

/// 200, with such headers, and such a body.
pub fn page(headers: &str, body: &str) -> Vec<Act> {
    let page = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n{headers}\r\n{body}", body.len());
    vec![Act::Say(page.into_bytes())]
}

pub fn status(line: &str, headers: &str) -> Vec<Act> {
    vec![Act::Say(format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\n{headers}\r\n").into_bytes())]
}

pub fn onward(code: u16, location: &str) -> Vec<Act> {
    status(&format!("{code} Onward"), &format!("Location: {location}\r\n"))
}

pub fn silence() -> Act {
    Act::Wait(Duration::from_secs(3_600))
}

pub struct Server {
    pub address: SocketAddr,
    accepted: Arc<AtomicUsize>,
    heard: Log,
    sent: Log,
}

impl Server {
    /// What it does, told by the head of the request.
    pub async fn open(acts: impl Fn(&str) -> Vec<Act> + Send + Sync + 'static) -> Self {
        Self::serve(acts, None).await
    }

    /// Under TLS, as `feeds.test`.
    pub async fn open_safely(acts: impl Fn(&str) -> Vec<Act> + Send + Sync + 'static) -> Self {
        let versions = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let versions = versions.with_safe_default_protocol_versions().unwrap();
        let key = PrivateKeyDer::try_from(VOUCHED.signing_key.serialize_der()).unwrap();
        let config = versions.with_no_client_auth().with_single_cert(vec![certificate()], key).unwrap();
        Self::serve(acts, Some(TlsAcceptor::from(Arc::new(config)))).await
    }

    /// One that nobody should come to.
    pub async fn private() -> Self {
        Self::open(|_| page("", "secret")).await
    }

    async fn serve(acts: impl Fn(&str) -> Vec<Act> + Send + Sync + 'static, tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = Self { address, accepted: Arc::default(), heard: Arc::default(), sent: Arc::default() };
        let (accepted, acts) = (Arc::clone(&server.accepted), Arc::new(acts));
        let said = (Arc::clone(&server.heard), Arc::clone(&server.sent));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                accepted.fetch_add(1, Ordering::SeqCst);
                let (tls, said, acts) = (tls.clone(), said.clone(), Arc::clone(&acts));
                tokio::spawn(async move {
                    match tls {
                        Some(tls) => answer(tls.accept(stream).await?, &said, &*acts).await,
                        None => answer(stream, &said, &*acts).await,
                    }
                });
            }
        });
        server
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Connections, whatever was said over them.
    pub fn accepted(&self) -> usize {
        self.accepted.load(Ordering::SeqCst)
    }

    /// Heads of the requests, in lower case.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }

    /// Bodies of the requests, empty ones too.
    pub fn sent(&self) -> Vec<String> {
        self.sent.lock().unwrap().clone()
    }
}

async fn answer<S: AsyncRead + AsyncWrite + Unpin>(
    mut stream: S,
    (heard, sent): &(Log, Log),
    acts: &(dyn Fn(&str) -> Vec<Act> + Send + Sync),
) -> io::Result<()> {
    loop {
        let head = head(&mut stream).await?;
        let body = body(&mut stream, &head).await?;
        heard.lock().unwrap().push(head.clone());
        sent.lock().unwrap().push(body);
        for act in acts(&head) {
            match act {
                Act::Say(bytes) => stream.write_all(&bytes).await?,
                Act::Wait(time) => sleep(time).await,
                Act::Repeat(bytes, apart) => loop {
                    stream.write_all(&bytes).await?;
                    stream.flush().await?;
                    sleep(apart).await;
                },
                Act::Close => return stream.shutdown().await,
            }
            stream.flush().await?;
        }
    }
}

async fn head(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<String> {
    let mut head = vec![];
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    Ok(String::from_utf8_lossy(&head).to_lowercase())
}

async fn body(stream: &mut (impl AsyncRead + Unpin), head: &str) -> io::Result<String> {
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).await?;
    Ok(String::from_utf8_lossy(&body).into_owned())
}

fn certificate() -> CertificateDer<'static> {
    VOUCHED.cert.der().clone()
}

/// Nobody but `feeds.test` itself vouches for it.
pub fn vouching() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add(certificate()).unwrap();
    roots
}

/// Answers one after the other, the last for ever; without any, that there is no such host.
#[derive(Default)]
pub struct Script {
    answers: Mutex<VecDeque<Vec<IpAddr>>>,
    port: u16,
    asked: AtomicUsize,
}

impl Script {
    pub fn saying(answers: &[&[&str]]) -> Arc<Self> {
        Self::saying_at(0, answers)
    }

    /// With a port, which nobody asked it for.
    pub fn saying_at(port: u16, answers: &[&[&str]]) -> Arc<Self> {
        let answers = answers.iter().map(|answer| answer.iter().map(|address| address.parse().unwrap()).collect());
        Arc::new(Self { answers: Mutex::new(answers.collect()), port, asked: AtomicUsize::default() })
    }

    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Resolve for Script {
    fn resolve(&self, _: Name) -> Resolving {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let mut answers = self.answers.lock().unwrap();
        let answer = if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() };
        let port = self.port;
        Box::pin(async move {
            let addresses = answer.ok_or("no such host")?;
            Ok(Box::new(addresses.into_iter().map(move |address| SocketAddr::new(address, port))) as Addrs)
        })
    }
}
