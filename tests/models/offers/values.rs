//! Single values read out of words, as feeds and people write them: what was said, and
//! what is understood. Where two readings are possible, none is made.

mod hostile;
mod money;
mod times;
mod wording;
