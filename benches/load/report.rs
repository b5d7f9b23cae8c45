//! What was measured, beside what was wanted: a table for people, JSON for programs.

use std::{
    fmt::{Display, Formatter},
    fs,
    path::Path,
};

use serde_json::{Value, json};

use crate::{Result, wrk::Run};

const HEAD: [&str; 9] =
    ["measured", "per second", "p50 ms", "p90 ms", "p99 ms", "reference", "ratio", "target", "verdict"];

/// A figure and its target.
#[derive(Clone, Debug)]
pub struct Target {
    found: f64,
    wanted: f64,
    /// The more, the better.
    floor: bool,
    unit: &'static str,
}

impl Target {
    pub fn at_least(wanted: f64, found: f64, unit: &'static str) -> Self {
        Self { found, wanted, floor: true, unit }
    }

    pub fn at_most(wanted: f64, found: f64, unit: &'static str) -> Self {
        Self { found, wanted, floor: false, unit }
    }

    fn met(&self) -> bool {
        if self.floor { self.found >= self.wanted } else { self.found <= self.wanted }
    }

    fn asked(&self) -> String {
        format!("{} {}{}", if self.floor { "≥" } else { "≤" }, self.wanted, self.unit)
    }

    fn verdict(&self) -> String {
        let found = format!("{}{}", short(self.found), self.unit);
        if self.met() {
            return format!("met ({found})");
        }
        let side = if self.floor { "under" } else { "over" };
        match (self.found / self.wanted - 1.0).abs() * 100.0 {
            off @ 300.0.. => format!("SHORT ({found}: {:.0} × too much)", off / 100.0 + 1.0),
            off => format!("SHORT ({found}: {off:.0} % {side})"),
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct Row {
    pub name: String,
    pub run: Option<Run>,
    /// Requests a second of the reference, around the run.
    pub reference: Option<f64>,
    /// Of one page to another, in requests a second.
    pub times: Option<f64>,
    pub targets: Vec<Target>,
    /// Why this was not measured.
    pub failed: Option<String>,
    /// Why this was left out, on purpose.
    pub skipped: Option<String>,
}

impl Row {
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Percent of the reference.
    pub fn share(&self) -> Option<f64> {
        Some(self.run?.per_second / self.reference? * 100.0)
    }

    fn cells(&self) -> [String; 9] {
        let number = |value: Option<f64>| value.map(short).unwrap_or_default();
        let ratio = match (self.share(), self.times) {
            (Some(share), _) => format!("{} %", short(share)),
            (None, Some(times)) => format!("{times:.2}×"),
            (None, None) => String::new(),
        };
        let verdict = match (&self.failed, &self.skipped) {
            (Some(why), _) => format!("NOT MEASURED: {}", why.lines().next().unwrap_or_default()),
            (None, Some(why)) => format!("skipped: {why}"),
            (None, None) => joined(&self.targets, Target::verdict),
        };
        [
            self.name.clone(),
            number(self.run.map(|run| run.per_second)),
            number(self.run.map(|run| run.p50)),
            number(self.run.map(|run| run.p90)),
            number(self.run.map(|run| run.p99)),
            number(self.reference),
            ratio,
            joined(&self.targets, Target::asked),
            verdict,
        ]
    }

    fn json(&self) -> Value {
        let target = |target: &Target| {
            json!({
                "found": target.found, "wanted": target.wanted, "at_least": target.floor,
                "unit": target.unit.trim(), "met": target.met(),
            })
        };
        json!({
            "name": self.name,
            "requests_per_second": self.run.map(|run| run.per_second),
            "p50_ms": self.run.map(|run| run.p50),
            "p90_ms": self.run.map(|run| run.p90),
            "p99_ms": self.run.map(|run| run.p99),
            "reference_per_second": self.reference,
            "percent_of_reference": self.share(),
            "times": self.times,
            "targets": self.targets.iter().map(target).collect::<Vec<_>>(),
            "failed": self.failed,
            "skipped": self.skipped,
        })
    }
}

/// Above this many percent, what others do is felt in the figures.
const FELT: f64 = 10.0;

#[derive(Debug, Default)]
pub struct Report {
    rows: Vec<Row>,
    /// Percent of the machine that others took at the beginning.
    busy: Option<f64>,
}

impl Report {
    pub fn on_a_machine(busy: Option<f64>) -> Self {
        Self { rows: Vec::new(), busy }
    }

    /// Keeps what was measured, or why it could not be.
    pub fn add(&mut self, name: &str, measured: Result<Row>) {
        let row = measured.unwrap_or_else(|error| Row { failed: Some(error.to_string()), ..Row::named(name) });
        eprintln!("  {}", row.cells().iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join("  "));
        self.rows.push(row);
    }

    /// Every measurement could be made.
    pub fn is_whole(&self) -> bool {
        self.rows.iter().all(|row| row.failed.is_none())
    }

    pub fn is_met(&self) -> bool {
        self.rows.iter().flat_map(|row| &row.targets).all(Target::met)
    }

    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, file: &Path) -> Result<()> {
        let rows: Vec<_> = self.rows.iter().map(Row::json).collect();
        let all = json!({ "whole": self.is_whole(), "met": self.is_met(), "others_percent": self.busy, "measurements": rows });
        Ok(fs::write(file, format!("{all:#}\n"))?)
    }
}

impl Display for Report {
    fn fmt(&self, out: &mut Formatter<'_>) -> std::fmt::Result {
        let mut lines = vec![HEAD.map(str::to_owned)];
        lines.extend(self.rows.iter().map(Row::cells));
        let width = |column: usize| lines.iter().map(|cells| cells[column].chars().count()).max().unwrap_or(0);
        let widths: [usize; 9] = std::array::from_fn(width);
        writeln!(out)?;
        for cells in &lines {
            let padded = cells.iter().zip(widths).enumerate().map(|(column, (cell, width))| match column {
                1..=6 => format!("{cell:>width$}"),
                _ => format!("{cell:<width$}"),
            });
            writeln!(out, "{}", padded.collect::<Vec<_>>().join("  ").trim_end())?;
        }
        if let Some(busy) = self.busy.filter(|busy| *busy > FELT) {
            writeln!(out, "\nOthers took {busy:.0} % of this machine when this began: the figures are theirs too.")?;
        }
        for row in &self.rows {
            if let Some(why) = &row.failed {
                writeln!(out, "\n{}: {why}", row.name)?;
            }
        }
        Ok(())
    }
}

/// Three digits that matter are enough.
fn short(number: f64) -> String {
    match number {
        100.0.. => format!("{number:.0}"),
        10.0..100.0 => format!("{number:.1}"),
        _ => format!("{number:.2}"),
    }
}

fn joined(targets: &[Target], said: impl Fn(&Target) -> String) -> String {
    targets.iter().map(said).collect::<Vec<_>>().join(", ")
}
