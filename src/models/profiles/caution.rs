//! What a free text says of age, family, health, origin, beliefs, pay, or of where
//! one lives and can be called: shown to its author, and to nobody else, before
//! it is published (Code du travail, art. L1132-1). A caution is no refusal: the
//! author decides.
//!
//! Words are looked for in `caution/rules.tsv`, numbers and addresses by their shape.

mod rules;
mod shapes;
mod words;

use std::ops::Range;

pub use rules::unreadable;

/// What a part of a text is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    Age,
    /// Marriage, children, pregnancy.
    Family,
    /// Health and disability, RQTH included.
    Health,
    /// Nationality, birthplace, the right to stay.
    Origin,
    /// Religion, politics, unions.
    Belief,
    /// Sex life and orientation.
    Intimacy,
    /// What one earns or is paid in benefits.
    Pay,
    Address,
    Phone,
    Email,
    /// A social security number.
    Nir,
}

impl About {
    pub const ALL: [Self; 11] = [
        Self::Age,
        Self::Family,
        Self::Health,
        Self::Origin,
        Self::Belief,
        Self::Intimacy,
        Self::Pay,
        Self::Address,
        Self::Phone,
        Self::Email,
        Self::Nir,
    ];

    /// Its name in the rules and in Fluent keys (`caution-age`).
    pub fn name(self) -> &'static str {
        match self {
            Self::Age => "age",
            Self::Family => "family",
            Self::Health => "health",
            Self::Origin => "origin",
            Self::Belief => "belief",
            Self::Intimacy => "intimacy",
            Self::Pay => "pay",
            Self::Address => "address",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Nir => "nir",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|about| about.name() == name)
    }
}

/// A part of a text its author should look at once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caution {
    /// Bytes of the text, on character boundaries.
    pub span: Range<usize>,
    pub about: About,
}

/// What to look at in a text, in its order. Those about the same thing that touch
/// are one. Takes a time in proportion to the text.
pub fn cautions(text: &str) -> Vec<Caution> {
    let mut found = shapes::find(text);
    let numbers: Vec<Range<usize>> = found.iter().map(|caution| caution.span.clone()).collect();
    rules::find(text, &mut found);
    // The figures of a telephone number are nobody's age or street.
    found.retain(|caution| {
        let at = numbers.partition_point(|number| number.start < caution.span.start);
        !(at > 0 && numbers[at - 1].start < caution.span.start && caution.span.start < numbers[at - 1].end)
    });
    found.sort_by_key(|caution| (caution.about, caution.span.start));
    let mut merged: Vec<Caution> = Vec::with_capacity(found.len());
    for caution in found {
        match merged.last_mut() {
            Some(last) if last.about == caution.about && caution.span.start <= last.span.end => {
                last.span.end = last.span.end.max(caution.span.end);
            }
            _ => merged.push(caution),
        }
    }
    merged.sort_by_key(|caution| (caution.span.start, caution.about));
    merged
}
