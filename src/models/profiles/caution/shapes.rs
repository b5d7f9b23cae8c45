//! Telephone numbers, social security numbers and e-mail addresses, by their shape.

use super::{About, Caution};

/// Lengths of the groups in which a French number is written.
const NATIONAL: [&[usize]; 6] = [&[10], &[2, 2, 2, 2, 2], &[4, 2, 2, 2], &[4, 3, 3], &[1, 3, 3, 3], &[2, 4, 4]];
/// The same for a social security number, with its key and without.
const NIR: [&[usize]; 5] = [&[15], &[13, 2], &[1, 2, 2, 2, 3, 3, 2], &[1, 2, 2, 2, 3, 3], &[1, 2, 2, 2, 6, 2]];
/// Longer than this no group of figures is part of a number one calls.
const LONGEST_GROUP: usize = 15;
/// Bytes of an address before its `@`, and of its domain (RFC 5321 §4.5.3.1).
const LONGEST_LOCAL: usize = 64;
const LONGEST_DOMAIN: usize = 255;

pub(super) fn find(text: &str) -> Vec<Caution> {
    let mut found = vec![];
    let groups = groups(text);
    let mut at = 0;
    while at < groups.len() {
        let number = number(text, &groups[at..]);
        if let Some((count, about)) = number {
            let from = groups[at].from - usize::from(is_international(text, &groups[at]));
            found.push(Caution { span: from..groups[at + count - 1].to, about });
        }
        at += number.map_or(1, |(count, _)| count);
    }
    emails(text, &mut found);
    found.sort_by_key(|caution| caution.span.start);
    found
}

/// Figures without anything between; `joined`: little stands before the next group.
struct Group {
    from: usize,
    to: usize,
    joined: bool,
}

fn groups(text: &str) -> Vec<Group> {
    let bytes = text.as_bytes();
    let mut groups: Vec<Group> = vec![];
    let mut at = 0;
    while let Some(skipped) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let from = at + skipped;
        let mut to = from;
        while to < bytes.len() && (bytes[to].is_ascii_digit() || is_corsica(bytes, to)) {
            to += 1;
        }
        if let Some(last) = groups.last_mut() {
            let between = &text[last.to..from];
            last.joined =
                matches!(between, " " | "." | "-" | "/" | "\u{a0}" | "\u{202f}" | "  " | " (" | "(" | ") " | ")");
        }
        groups.push(Group { from, to, joined: false });
        at = to;
    }
    groups
}

/// `2A` and `2B` are departments.
fn is_corsica(bytes: &[u8], at: usize) -> bool {
    matches!(bytes[at], b'A' | b'B')
        && at > 0
        && bytes[at - 1] == b'2'
        && bytes.get(at + 1).is_none_or(|next| !next.is_ascii_alphabetic())
}

fn is_international(text: &str, group: &Group) -> bool {
    text[..group.from].ends_with('+')
}

/// How many groups from here on are a number one calls, or is known by.
fn number(text: &str, groups: &[Group]) -> Option<(usize, About)> {
    let first = &groups[0];
    if is_international(text, first) || text[first.from..first.to].starts_with("0033") {
        return international(groups).map(|count| (count, About::Phone));
    }
    let begins = &text.as_bytes()[first.from..];
    // A figure or letter right before makes it a part of something else.
    let alone = !text[..first.from].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '#');
    if !alone {
        return None;
    }
    let matched = |shapes: &[&[usize]]| shapes.iter().find(|shape| fits(groups, shape)).map(|shape| shape.len());
    if begins[0] == b'0' && begins.get(1).is_some_and(|figure| *figure != b'0') {
        return Some((matched(&NATIONAL)?, About::Phone));
    }
    let count = matched(&NIR)?;
    let figures: Vec<u8> = groups[..count].iter().flat_map(|group| text[group.from..group.to].bytes()).collect();
    is_nir(&figures).then_some((count, About::Nir))
}

fn fits(groups: &[Group], shape: &[usize]) -> bool {
    groups.len() >= shape.len()
        && shape
            .iter()
            .zip(groups)
            .enumerate()
            .all(|(at, (length, group))| group.to - group.from == *length && (at + 1 == shape.len() || group.joined))
}

/// Nine to fifteen figures (ITU-T E.164), in groups of any length.
fn international(groups: &[Group]) -> Option<usize> {
    let mut figures = 0;
    for (at, group) in groups.iter().enumerate() {
        let length = group.to - group.from;
        if length > LONGEST_GROUP || figures + length > LONGEST_GROUP + 1 {
            return (figures >= 9).then_some(at);
        }
        figures += length;
        if !group.joined {
            return (figures >= 9).then_some(at + 1);
        }
    }
    None
}

/// Sex, year, month, then the rest: whether figures can be a social security
/// number. Its key is not checked: one mistyped says as much.
fn is_nir(figures: &[u8]) -> bool {
    let [sex, _, _, tens, units, ..] = figures else { return false };
    let month = (tens.wrapping_sub(b'0')).saturating_mul(10).saturating_add(units.wrapping_sub(b'0'));
    matches!(sex, b'1' | b'2' | b'3' | b'4' | b'7' | b'8') && matches!(month, 1..=12 | 20 | 30..=42 | 50..=99)
}

fn emails(text: &str, found: &mut Vec<Caution>) {
    let bytes = text.as_bytes();
    let local = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-');
    let domain = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    for (at, _) in text.match_indices('@') {
        let before = bytes[at.saturating_sub(LONGEST_LOCAL)..at].iter().rev().take_while(|b| local(b)).count();
        let after = &bytes[at + 1..bytes.len().min(at + 1 + LONGEST_DOMAIN)];
        let mut end = after.iter().take_while(|b| domain(b)).count();
        while end > 0 && !after[end - 1].is_ascii_alphanumeric() {
            end -= 1;
        }
        let has_dot = after[..end].iter().skip(1).any(|b| *b == b'.');
        if before > 0 && has_dot {
            found.push(Caution { span: at - before..at + 1 + end, about: About::Email });
        }
    }
}
