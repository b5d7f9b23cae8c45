//! A form of numbered rows: `trade_1`, `trade_2`…

use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use crate::refusals::Refusal;

/// What was sent, until each field is taken. None comes twice.
#[derive(Clone, Debug, Default)]
pub struct Rows(BTreeMap<String, String>);

impl<'de> Deserialize<'de> for Rows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Rows;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a form")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Rows, A::Error> {
                let mut fields = BTreeMap::new();
                while let Some((name, value)) = map.next_entry::<String, String>()? {
                    if fields.insert(name, value).is_some() {
                        return Err(A::Error::custom("a field came twice"));
                    }
                }
                Ok(Rows(fields))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

impl Rows {
    pub fn take(&mut self, name: &str) -> String {
        self.0.remove(name).unwrap_or_default()
    }

    /// `{name}_1` to `{name}_{most}`.
    pub fn take_all(&mut self, name: &str, most: usize) -> Vec<String> {
        (1..=most).map(|row| self.take(&format!("{name}_{row}"))).collect()
    }

    /// The numbers of the rows that are ticked: `{name}_12`, whichever there are.
    ///
    /// # Errors
    /// [`Refusal::NotAChoice`] for what is no number, or what a checkbox does not send.
    pub fn take_ticked(&mut self, name: &'static str) -> Result<Vec<i64>, Refusal> {
        let theirs = |field: &String| field.strip_prefix(name).is_some_and(|rest| rest.starts_with('_'));
        let fields: Vec<String> = self.0.keys().filter(|field| theirs(field)).cloned().collect();
        let mut numbers = vec![];
        for field in fields {
            let number = field[name.len() + 1..].parse().map_err(|_| Refusal::NotAChoice { field: name })?;
            match self.take(&field).as_str() {
                "" => {}
                "on" => numbers.push(number),
                _ => return Err(Refusal::NotAChoice { field: name }),
            }
        }
        Ok(numbers)
    }

    /// Two fields a row.
    pub fn take_pairs(&mut self, one: &str, other: &str, most: usize) -> Vec<(String, String)> {
        self.take_all(one, most).into_iter().zip(self.take_all(other, most)).collect()
    }

    /// Those of some checkboxes that are checked: `{name}_{value}`.
    ///
    /// # Errors
    /// [`Refusal::NotAChoice`] for what a checkbox does not send.
    pub fn take_checked(&mut self, name: &'static str, values: &[&str]) -> Result<Vec<String>, Refusal> {
        let mut checked = vec![];
        for value in values {
            match self.take(&format!("{name}_{value}")).as_str() {
                "" => {}
                "on" => checked.push((*value).to_owned()),
                _ => return Err(Refusal::NotAChoice { field: name }),
            }
        }
        Ok(checked)
    }

    /// Nothing else may have been sent.
    ///
    /// # Errors
    /// [`Refusal::UnreadableForm`].
    pub fn end(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::UnreadableForm) }
    }
}
