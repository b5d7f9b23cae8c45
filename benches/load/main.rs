//! The load bench: what the release server does in one second, beside a server
//! that does nothing but answer. `benches/run` calls it; `benches/README.md`
//! says how to read its figures.

mod asked;
mod fulltext;
mod http;
mod kept;
mod machine;
mod offers;
mod pictures;
mod places;
mod plan;
mod profiles;
mod reference;
mod replies;
mod report;
mod search;
mod server;
mod site;
mod text;
mod told;
mod world;
mod wrk;

use std::{env, error::Error, fs::File, path::PathBuf, process::ExitCode};

type Result<T, E = Box<dyn Error + Send + Sync>> = std::result::Result<T, E>;

const USAGE: &str = "benches/run [--small] [--only NAME] [--strict] [--fresh]

--small      worlds of 10,000 and 100,000 posts instead of 100,000 and 1,000,000
--only NAME  one measurement: text, start, visitor, member, deep, growth,
             replies, slow-disk, told, kept, pictures, search,
             profiles, offers
             (memory is read after each)
--strict     exit with 1 when a figure is short of its target
--fresh      make the worlds anew";

/// What was asked on the command line.
#[derive(Debug, Default)]
pub struct Options {
    pub small: bool,
    pub strict: bool,
    pub fresh: bool,
    pub only: Option<String>,
}

impl Options {
    fn parse(mut words: impl Iterator<Item = String>) -> Result<Self> {
        let mut options = Self::default();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--small" => options.small = true,
                "--strict" => options.strict = true,
                "--fresh" => options.fresh = true,
                "--only" => options.only = Some(words.next().ok_or(USAGE)?),
                // Cargo tells a bench that it is one.
                "--bench" => {}
                _ => return Err(USAGE.into()),
            }
        }
        match &options.only {
            Some(name) if !plan::NAMES.contains(&name.as_str()) => Err(USAGE.into()),
            _ => Ok(options),
        }
    }

    pub fn wants(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only == name)
    }
}

fn main() -> ExitCode {
    let mut words = env::args().skip(1).peekable();
    let done = if words.next_if_eq("reference").is_some() {
        reference::serve(words).map(|()| ExitCode::SUCCESS)
    } else {
        Options::parse(words).and_then(measure)
    };
    done.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::from(2)
    })
}

fn measure(options: Options) -> Result<ExitCode> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    std::fs::create_dir_all(&folder)?;
    // Kept until the end: two benches would measure each other, in the same folders.
    let lock = File::create(folder.join("lock"))?;
    lock.try_lock().map_err(|_| "another bench is running")?;
    let report = plan::run(&options, &folder)?;
    print!("{report}");
    let json = folder.join("results.json");
    report.save(&json)?;
    println!("\nThe same as JSON: {}", json.display());
    Ok(match (report.is_whole(), report.is_met() || !options.strict) {
        (false, _) => ExitCode::from(2),
        (true, false) => ExitCode::from(1),
        (true, true) => ExitCode::SUCCESS,
    })
}
