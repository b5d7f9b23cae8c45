//! Single values read out of words: pay, places, dates, contracts, texts, as feeds and
//! people write them. No feed's shape and no table is known here; what is not said
//! clearly is not read.

mod amounts;
mod bullets;
mod contracts;
mod dates;
mod durations;
mod entities;
mod experience;
mod extras;
mod hours;
mod html;
mod lines;
mod markdown;
mod near;
mod pages;
mod pay;
mod pay_in;
mod places;
mod remote;
mod text;
mod titles;
mod trades;
mod words;

pub use contracts::contract;
pub use dates::date;
pub use durations::duration_days;
pub use experience::experience_months;
pub use hours::{weekly_hours, working_time};
pub use pay::pay;
pub use pay_in::pay_in;
pub use places::place;
pub use remote::remote;
pub use text::{line, text};
pub use titles::title;
pub use trades::trade;
