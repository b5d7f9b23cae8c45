//! Runs wrk on one address and reads what it prints.

use std::process::{Command, Stdio};

use crate::Result;

/// What a request carries beside its address.
pub type Headers = Vec<(String, String)>;

/// Latencies in milliseconds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Run {
    pub per_second: f64,
    pub p50: f64,
    pub p90: f64,
    pub p99: f64,
}

/// Two threads, 32 connections, whole `seconds` (wrk takes no fractions).
///
/// # Errors
/// When wrk is missing, or any answer was an error.
pub fn run(url: &str, headers: &Headers, seconds: u32) -> Result<Run> {
    let mut command = Command::new("wrk");
    command.args(["-t2", "-c32", "--latency", "--timeout", "10s", &format!("-d{seconds}s")]);
    for (name, value) in headers {
        command.args(["-H", &format!("{name}: {value}")]);
    }
    let output = command.arg(url).stderr(Stdio::piped()).output().map_err(|error| format!("wrk: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        return Err(format!("wrk: {said}{}", String::from_utf8_lossy(&output.stderr)).into());
    }
    if let Some(line) = said.lines().find(|line| line.contains("Non-2xx") || line.contains("Socket errors")) {
        return Err(format!("{url}: {}", line.trim()).into());
    }
    parse(&said).ok_or_else(|| format!("wrk said something new: {said}").into())
}

fn parse(said: &str) -> Option<Run> {
    let after = |label: &str| said.lines().find_map(|line| line.trim().strip_prefix(label)).map(str::trim);
    Some(Run {
        per_second: after("Requests/sec:")?.parse().ok()?,
        p50: milliseconds(after("50%")?)?,
        p90: milliseconds(after("90%")?)?,
        p99: milliseconds(after("99%")?)?,
    })
}

/// `612.00us`, `1.21ms`, `2.03s`
fn milliseconds(text: &str) -> Option<f64> {
    let unit = text.find(|letter: char| letter.is_ascii_alphabetic())?;
    let number: f64 = text[..unit].parse().ok()?;
    match &text[unit..] {
        "us" => Some(number / 1_000.0),
        "ms" => Some(number),
        "s" => Some(number * 1_000.0),
        "m" => Some(number * 60_000.0),
        _ => None,
    }
}

pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}
