//! The machine itself: figures taken while others work on it are theirs too.

use std::{fs, thread, time::Duration};

/// Percent of the machine that other processes take, watched for a second
/// before anything of ours runs.
pub fn busy() -> Option<f64> {
    let before = ticks()?;
    thread::sleep(Duration::from_secs(1));
    let after = ticks()?;
    let all = after.0.checked_sub(before.0).filter(|all| *all > 0)?;
    let idle = after.1.saturating_sub(before.1).min(all);
    #[expect(clippy::cast_precision_loss, reason = "ticks of one second")]
    Some((all - idle) as f64 / all as f64 * 100.0)
}

/// All ticks of all processors, and those in which nothing ran (proc(5), `/proc/stat`).
fn ticks() -> Option<(u64, u64)> {
    let stat = fs::read_to_string("/proc/stat").ok()?;
    let line = stat.lines().next()?;
    let fields: Vec<u64> = line.split_whitespace().skip(1).take(8).filter_map(|field| field.parse().ok()).collect();
    let idle = fields.get(3)? + fields.get(4)?;
    Some((fields.iter().sum(), idle))
}
