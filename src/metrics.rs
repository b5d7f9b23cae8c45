//! What this process counts about its own work, for the operator's night: atomics
//! that cost a request some nanoseconds, and their words in Prometheus' text
//! format (version 0.0.4). Figures about people are not kept here, nor anywhere.

use std::{
    fmt::{Display, Write},
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// Upper bounds of the histogram, in microseconds: from a kept page to a request
/// that someone will complain about.
const BOUNDS: [u64; 12] =
    [100, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000];

#[derive(Debug)]
pub struct Metrics {
    started: SystemTime,
    /// 1xx to 5xx.
    answers: [AtomicU64; 5],
    /// How many took at most each bound; the last, longer than any.
    took: [AtomicU64; BOUNDS.len() + 1],
    took_microseconds: AtomicU64,
    pages_kept: AtomicU64,
    pages_made: AtomicU64,
    streams: Arc<AtomicI64>,
}

/// A stream that is open; dropped, it is counted no more.
#[derive(Debug)]
pub struct OpenStream(Arc<AtomicI64>);

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            started: SystemTime::now(),
            answers: Default::default(),
            took: Default::default(),
            took_microseconds: AtomicU64::new(0),
            pages_kept: AtomicU64::new(0),
            pages_made: AtomicU64::new(0),
            streams: Arc::default(),
        }
    }
}

impl Metrics {
    /// Counts an answer that was asked for at `asked`.
    pub fn answered(&self, status: u16, asked: Instant) {
        let micros = u64::try_from(asked.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.answers[usize::from(status / 100).clamp(1, 5) - 1].fetch_add(1, Relaxed);
        self.took[BOUNDS.partition_point(|bound| *bound < micros)].fetch_add(1, Relaxed);
        self.took_microseconds.fetch_add(micros, Relaxed);
    }

    /// A visitor's page came from memory.
    pub fn page_was_kept(&self) {
        self.pages_kept.fetch_add(1, Relaxed);
    }

    /// A visitor's page that memory could have held was made.
    pub fn page_was_made(&self) {
        self.pages_made.fetch_add(1, Relaxed);
    }

    /// Counts a stream for as long as what is returned is held.
    pub fn stream_opens(&self) -> OpenStream {
        self.streams.fetch_add(1, Relaxed);
        OpenStream(self.streams.clone())
    }

    /// What is known without asking anyone.
    pub fn tell(&self, text: &mut Exposition) {
        text.gauge("build_info", "Which version runs.", &[(Some(("version", env!("CARGO_PKG_VERSION"))), 1)]);
        let started = self.started.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        text.gauge("start_time_seconds", "When the process started (Unix time).", &[(None, started)]);
        text.gauge(
            "uptime_seconds",
            "For how long it runs.",
            &[(None, self.started.elapsed().map_or(0, |up| up.as_secs()))],
        );
        let memory = resident_bytes();
        text.gauge(
            "memory_bytes",
            "Memory of the process; `anonymous` is its own, the rest the kernel may take back.",
            &[(Some(("kind", "resident")), memory.0), (Some(("kind", "anonymous")), memory.1)],
        );
        let classes = ["1xx", "2xx", "3xx", "4xx", "5xx"];
        let answers: Vec<_> = classes
            .iter()
            .zip(&self.answers)
            .map(|(class, count)| (Some(("class", *class)), count.load(Relaxed)))
            .collect();
        text.counter("requests_total", "Requests answered, by class of status.", &answers);
        self.tell_times(text);
        let (kept, made) = (self.pages_kept.load(Relaxed), self.pages_made.load(Relaxed));
        text.counter(
            "page_cache_total",
            "Visitors' pages: taken from memory (hit) or made (miss).",
            &[(Some(("outcome", "hit")), kept), (Some(("outcome", "miss")), made)],
        );
        text.gauge("streams_open", "Live streams open now.", &[(None, self.streams.load(Relaxed))]);
    }

    fn tell_times(&self, text: &mut Exposition) {
        let name = "request_seconds";
        text.head(name, "Time to answer a request.", "histogram");
        let mut so_far = 0;
        for (bound, count) in BOUNDS.iter().zip(&self.took) {
            so_far += count.load(Relaxed);
            let bound = Duration::from_micros(*bound).as_secs_f64().to_string();
            text.line(&format!("{name}_bucket"), Some(("le", &bound)), so_far);
        }
        so_far += self.took[BOUNDS.len()].load(Relaxed);
        text.line(&format!("{name}_bucket"), Some(("le", "+Inf")), so_far);
        let sum = Duration::from_micros(self.took_microseconds.load(Relaxed)).as_secs_f64();
        text.line(&format!("{name}_sum"), None, sum);
        text.line(&format!("{name}_count"), None, so_far);
    }
}

/// Resident and anonymous bytes, as Linux tells them; elsewhere nothing is known.
fn resident_bytes() -> (u64, u64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = |name: &str| -> u64 {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or_default()
    };
    (kilobytes("VmRSS:") * 1_024, kilobytes("RssAnon:") * 1_024)
}

/// Prometheus' text format, being written.
#[derive(Debug, Default)]
pub struct Exposition(String);

type Label<'a> = Option<(&'a str, &'a str)>;

impl Exposition {
    pub fn gauge(&mut self, name: &str, help: &str, values: &[(Label<'_>, impl Display + Copy)]) {
        self.family(name, help, "gauge", values);
    }

    pub fn counter(&mut self, name: &str, help: &str, values: &[(Label<'_>, impl Display + Copy)]) {
        self.family(name, help, "counter", values);
    }

    fn family(&mut self, name: &str, help: &str, kind: &str, values: &[(Label<'_>, impl Display + Copy)]) {
        self.head(name, help, kind);
        for (label, value) in values {
            self.line(name, *label, *value);
        }
    }

    fn head(&mut self, name: &str, help: &str, kind: &str) {
        let _ = writeln!(self.0, "# HELP passerelle_{name} {help}\n# TYPE passerelle_{name} {kind}");
    }

    fn line(&mut self, name: &str, label: Label<'_>, value: impl Display) {
        let _ = match label {
            Some((key, said)) => writeln!(self.0, "passerelle_{name}{{{key}=\"{said}\"}} {value}"),
            None => writeln!(self.0, "passerelle_{name} {value}"),
        };
    }

    pub fn into_text(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_counts_what_took_at_most_each_bound() {
        let metrics = Metrics::default();
        metrics.answered(200, Instant::now());
        let an_hour_ago = Instant::now().checked_sub(Duration::from_secs(3_600)).unwrap();
        metrics.answered(503, an_hour_ago);
        let mut text = Exposition::default();
        metrics.tell(&mut text);
        let text = text.into_text();
        for line in [
            "passerelle_requests_total{class=\"2xx\"} 1",
            "passerelle_requests_total{class=\"5xx\"} 1",
            "passerelle_request_seconds_bucket{le=\"5\"} 1",
            "passerelle_request_seconds_bucket{le=\"+Inf\"} 2",
            "passerelle_request_seconds_count 2",
        ] {
            assert!(text.lines().any(|said| said == line), "{line} is not in\n{text}");
        }
    }

    #[test]
    fn a_stream_counts_while_it_is_open() {
        let metrics = Metrics::default();
        let open = metrics.stream_opens();
        assert_eq!(metrics.streams.load(Relaxed), 1);
        drop(open);
        assert_eq!(metrics.streams.load(Relaxed), 0);
    }
}
