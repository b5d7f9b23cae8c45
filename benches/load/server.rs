//! The release server as an operator would start it: its own process, on
//! loopback, stopped by its own number. Watches its memory meanwhile.

use std::{
    fs::{self, File},
    io,
    net::{Ipv4Addr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crate::{Result, http, site::Site};

/// Built by cargo for this bench, in the same profile.
pub const BINARY: &str = env!("CARGO_BIN_EXE_passerelle");

/// A first start may have migrations to run and a log to catch up with.
const PATIENCE: Duration = Duration::from_secs(180);

/// Lifted: one account and one address make the whole load.
const LIMITS: [&str; 10] = [
    "LIMIT_THREADS",
    "LIMIT_REPLIES",
    "LIMIT_ACTS",
    "LIMIT_SIGN_INS",
    "LIMIT_LETTERS",
    "LIMIT_PREVIEWS",
    "LIMIT_STREAMS",
    "LIMIT_SEARCHES",
    "LIMIT_SUGGESTIONS",
    "LIMIT_PICTURES",
];

#[derive(Debug)]
pub struct Server {
    child: Child,
    pub site: Site,
    /// From the command to the first whole page.
    pub started_in: Duration,
    peak: Arc<AtomicU64>,
    ended: Arc<AtomicBool>,
}

impl Server {
    /// Serves `data`; what it says goes to `data`'s sibling `.log`. With
    /// `preload`, that library stands before the C library.
    ///
    /// # Errors
    /// When it ends or stays silent instead of serving a page.
    pub async fn start(data: &Path, preload: Option<&Path>) -> Result<Self> {
        let port = free_port()?;
        let log = data.with_extension("log");
        let began = Instant::now();
        let mut child = command(data, port, preload, &log)?.spawn()?;
        let answered = first_page(&mut child, port).await;
        let started_in = began.elapsed();
        if let Err(error) = answered {
            let _ = child.kill();
            let _ = child.wait();
            return Err(format!("{error}\n{}", tail(&log)).into());
        }
        let (peak, ended) = (Arc::default(), Arc::default());
        watch(child.id(), Arc::clone(&peak), Arc::clone(&ended));
        let server = Self { child, site: Site { port }, started_in, peak, ended };
        if let Some(library) = preload {
            server.has_mapped(library)?;
        }
        Ok(server)
    }

    /// Anonymous resident memory now, and at its highest since the start; in MB.
    ///
    /// # Errors
    /// When the process is gone.
    pub fn memory(&self) -> Result<(f64, f64)> {
        let now = rss_anon(self.child.id()).ok_or("the server is gone")?;
        Ok((megabytes(now), megabytes(self.peak.fetch_max(now, Ordering::Relaxed).max(now))))
    }

    /// Asks it to stop, and waits.
    pub fn stop(mut self) {
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let asked = Instant::now();
        while asked.elapsed() < Duration::from_secs(15) {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn has_mapped(&self, library: &Path) -> Result<()> {
        let maps = fs::read_to_string(format!("/proc/{}/maps", self.child.id()))?;
        let name = library.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if maps.contains(&name) { Ok(()) } else { Err(format!("the server did not load {name}").into()) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port nobody listens on now.
pub fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// The binary on `data` alone, whatever the caller's environment says.
pub fn alone(data: &Path) -> Command {
    let mut command = Command::new(BINARY);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("DATA_DIR", data).env("LOCO_ENV", "development");
    for name in ["DATABASE_URL", "PUBLIC_URL", "SMTP_HOST", "LD_PRELOAD"] {
        command.env_remove(name);
    }
    command
}

fn command(data: &Path, port: u16, preload: Option<&Path>, log: &Path) -> io::Result<Command> {
    let log = File::create(log)?;
    let mut command = alone(data);
    command
        .env("PORT", port.to_string())
        .env("BINDING", "127.0.0.1")
        .envs(LIMITS.map(|name| (name, "1000000000")))
        .env("RUST_LOG", "warn")
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log);
    if let Some(library) = preload {
        command.env("LD_PRELOAD", library);
    }
    Ok(command)
}

async fn first_page(child: &mut Child, port: u16) -> Result<()> {
    let began = Instant::now();
    for path in ["/_ping", "/"] {
        loop {
            if let Some(status) = child.try_wait()? {
                return Err(format!("the server ended: {status}").into());
            }
            if began.elapsed() > PATIENCE {
                return Err(format!("{path} does not answer").into());
            }
            match http::Connection::to(port).send(&http::get(port, path, &[])).await {
                Ok(answer) if answer.status == 200 => break,
                Ok(answer) if answer.status >= 500 && path == "/" => {
                    return Err(format!("{path} answers {}", answer.status).into());
                }
                _ => tokio::time::sleep(Duration::from_millis(5)).await,
            }
        }
    }
    Ok(())
}

fn watch(pid: u32, peak: Arc<AtomicU64>, ended: Arc<AtomicBool>) {
    thread::spawn(move || {
        while !ended.load(Ordering::Relaxed) {
            let Some(bytes) = rss_anon(pid) else { return };
            peak.fetch_max(bytes, Ordering::Relaxed);
            thread::sleep(Duration::from_millis(100));
        }
    });
}

/// Bytes of anonymous resident memory, while the process is there.
pub fn rss_anon(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kib| kib * 1024)
}

#[expect(clippy::cast_precision_loss, reason = "megabytes, for a table")]
pub fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn tail(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<_> = text.lines().rev().take(12).collect();
    lines.into_iter().rev().collect::<Vec<_>>().join("\n")
}
