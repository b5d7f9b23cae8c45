//! `task world posts:1000000 seed:1`: a house as full as a large one, to measure
//! with. The same arguments make the same world, to the letter, on any machine.
//!
//! What it costs to make is all that is traded: people, rooms, conversations and
//! their counts are as consistent as if they had been written one by one, and so are
//! profiles, what is asked of them and who saw them. The log stays empty.

mod french;
mod plan;
mod planting;
mod stories;
mod words;

use std::{path::PathBuf, time::Instant};

use chrono::{DateTime, NaiveDate, Utc};
use loco_rs::{environment::Environment, prelude::*, task::Vars};

/// Bulk data, in development and tests only.
#[derive(Debug)]
pub struct World;

#[async_trait]
impl Task for World {
    fn task(&self) -> TaskInfo {
        TaskInfo {
            name: "world".to_owned(),
            detail: "Fills the house with load data: posts:1000000 seed:1 [profiles:200000] [accesses:1000000] [lexicon:DIR] [until:YYYY-MM-DD]".to_owned(),
        }
    }

    async fn run(&self, ctx: &AppContext, vars: &Vars) -> Result<()> {
        if ctx.environment == Environment::Production {
            return Err(Error::Message("load data does not belong in production".into()));
        }
        let order = Order::read(vars)?;
        let house = super::ready(ctx).await?;
        // First, as a server does at its first start: what follows stands after it in the log.
        if house.settings.references {
            crate::app::load_references(&house).await?;
        }
        let begun = Instant::now();
        let made = planting::plant(&house.db, &order).await?;
        println!(
            "{made} in {:.1} s. Sign in as {} / {}",
            begun.elapsed().as_secs_f32(),
            ACCOUNT,
            crate::fixtures::PASSWORD
        );
        Ok(())
    }
}

/// The one person of a load world who can sign in.
pub const ACCOUNT: &str = "load@world.example";

/// Fewer would leave nothing to be skewed.
const FEWEST: u64 = 100;

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Order {
    pub posts: usize,
    /// People with a profile; one for five posts unless it is said.
    pub profiles: usize,
    /// Lines of the access journal; as many as posts unless it is said.
    pub accesses: usize,
    pub seed: u64,
    /// Folder of `word_frequencies.tsv`; without it a short list of our own serves.
    pub lexicon: PathBuf,
    /// The world's last moment.
    pub until: DateTime<Utc>,
}

impl Order {
    fn read(vars: &Vars) -> Result<Self> {
        let posts = number(vars, "posts", 1_000_000)?;
        if !(FEWEST..=u64::from(u32::MAX)).contains(&posts) {
            return Err(Error::Message(format!("posts: at least {FEWEST}")));
        }
        let lexicon = vars
            .cli
            .get("lexicon")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/lexicon"), PathBuf::from);
        let until = match vars.cli.get("until") {
            None => Utc::now().date_naive(),
            Some(day) => {
                day.parse::<NaiveDate>().map_err(|_| Error::Message(format!("until: `{day}` is not YYYY-MM-DD")))?
            }
        };
        Ok(Self {
            posts: posts as usize,
            profiles: number_below(vars, "profiles", posts / 5)?,
            accesses: number_below(vars, "accesses", posts)?,
            seed: number(vars, "seed", 1)?,
            lexicon,
            until: until.and_time(Default::default()).and_utc(),
        })
    }
}

/// As many rows as a plan can number.
fn number_below(vars: &Vars, name: &str, default: u64) -> Result<usize> {
    let most = u64::from(u32::MAX) / 2;
    match number(vars, name, default)? {
        rows if rows <= most => Ok(rows as usize),
        _ => Err(Error::Message(format!("{name}: at most {most}"))),
    }
}

fn number(vars: &Vars, name: &str, default: u64) -> Result<u64> {
    match vars.cli.get(name) {
        None => Ok(default),
        Some(typed) => typed
            .replace('_', "")
            .parse()
            .map_err(|_| Error::Message(format!("{name}: `{typed}` is not a whole number"))),
    }
}
