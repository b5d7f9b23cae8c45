//! Items of JSON: a list wherever it stands, or values one after another. One item
//! is cut out, bounded, then read by serde_json: a broken one does not hide the next.

use std::{collections::VecDeque, io::BufRead};

use serde_json::Value;

use super::{Broken, FeedError, Flaw, Item, ItemError, Limits, cursor::Cursor, flattening::Flat};

mod linked;
mod target;
mod walking;
pub(super) use linked::is_job_posting;
use linked::postings;
pub(super) use target::Target;
use walking::{Step, Walk};

pub(super) struct Items<R> {
    walk: Walk<R>,
    target: Target,
    limits: Limits,
    /// Whether only what calls itself a JobPosting is an item.
    is_linked: bool,
    /// Offers of one value that held several.
    ready: VecDeque<Result<Item, ItemError>>,
}

impl<R: BufRead> Items<R> {
    pub fn new(cursor: Cursor<R>, target: Target, limits: Limits) -> Self {
        Self { walk: Walk::new(cursor), target, limits, is_linked: false, ready: VecDeque::new() }
    }

    /// JobPostings of linked data, one value or a list of them.
    pub fn linked(cursor: Cursor<R>, is_list: bool, limits: Limits) -> Self {
        let target = if is_list { Target::List(vec![]) } else { Target::Values { by_line: false } };
        Self { is_linked: true, ..Self::new(cursor, target, limits) }
    }

    fn read_next(&mut self) -> Result<Option<Item>, Broken> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Ok(Some(item?));
            }
            match self.walk.step()? {
                Step::Object if self.target.is_item(&self.walk) => self.item()?,
                Step::Object => self.walk.enter()?,
                Step::TooDeep => return Err(FeedError::TooDeep { line: self.walk.cursor.at.line }.into()),
                Step::Array | Step::Close | Step::Scalar => {}
                Step::Over => {
                    return match self.walk.unclosed() {
                        Some((name, line)) => Err(FeedError::Unclosed { name, line }.into()),
                        None => Ok(None),
                    };
                }
            }
        }
    }

    fn item(&mut self) -> Result<(), Broken> {
        let at = self.walk.cursor.at;
        let broken = |flaw| ItemError { at, flaw };
        let raw = self.walk.raw(self.limits.item, matches!(self.target, Target::Values { by_line: true }))?;
        if raw.is_cut {
            return Err(broken(Flaw::TooLarge { limit: self.limits.item }).into());
        }
        let value: Result<Value, _> = serde_json::from_slice(&raw.bytes);
        let value = match value {
            Ok(value) => value,
            Err(_) if !raw.is_ended => {
                return Err(FeedError::Unclosed { name: "{".to_owned(), line: at.line }.into());
            }
            Err(error) => return Err(broken(Flaw::NotJson { said: error.to_string() }).into()),
        };
        // Linked data name what they are; a page's other things are no offers.
        let is_linked = self.is_linked || value.get("@type").is_some() || value.get("@graph").is_some();
        let postings = if is_linked { postings(value) } else { vec![value] };
        for posting in &postings {
            let mut flat = Flat::new(at, self.limits);
            flatten(&mut flat, posting);
            self.ready.push_back(flat.finish());
        }
        Ok(())
    }
}

impl<R: BufRead> Iterator for Items<R> {
    type Item = Result<Item, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read_next().transpose()
    }
}

/// A value's fields, in its order. A list is as many fields of its name.
fn flatten(flat: &mut Flat, value: &Value) {
    let mut ahead: Vec<(Option<usize>, &Value)> = vec![(None, value)];
    while let Some((field, value)) = ahead.pop() {
        match value {
            Value::Null => {}
            Value::Bool(said) => field.into_iter().for_each(|field| flat.append(field, &said.to_string())),
            Value::Number(said) => field.into_iter().for_each(|field| flat.append(field, &said.to_string())),
            Value::String(said) => field.into_iter().for_each(|field| flat.append(field, said)),
            Value::Object(values) => {
                let mut within = vec![];
                for (name, value) in values {
                    let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                    for value in values {
                        within.extend(flat.begin(field, name).map(|field| (Some(field), value)));
                    }
                }
                ahead.extend(within.into_iter().rev());
            }
            // A list in a list: one after the other.
            Value::Array(values) => ahead.extend(values.iter().rev().map(|value| (field, value))),
        }
        if flat.has_failed() {
            return;
        }
    }
}
