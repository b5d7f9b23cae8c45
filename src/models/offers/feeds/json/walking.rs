//! JSON walked through without holding it: where one is, and a value cut out whole.

use std::io::{self, BufRead};

use super::super::{
    DEPTH,
    cursor::{Cursor, Taken, Turn},
};

/// Bytes of a name that are kept.
const NAME: usize = 128;

pub(super) enum Step {
    /// A `{` is ahead: `enter` it, or take it whole with `raw`.
    Object,
    Array,
    Close,
    Scalar,
    TooDeep,
    Over,
}

struct Frame {
    is_array: bool,
    /// The name of the value one is at, in an object; empty before the first.
    name: String,
    awaits_value: bool,
    line: u64,
}

pub(super) struct Walk<R> {
    pub cursor: Cursor<R>,
    frames: Vec<Frame>,
}

impl<R: BufRead> Walk<R> {
    pub fn new(cursor: Cursor<R>) -> Self {
        Self { cursor, frames: vec![] }
    }

    /// The names that lead here; lists have none.
    pub fn path(&self) -> impl Iterator<Item = &str> {
        self.frames.iter().filter(|frame| !frame.is_array).map(|frame| &*frame.name)
    }

    pub fn is_in_array(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.is_array)
    }

    pub fn depth(&self) -> usize {
        self.frames.len()
    }

    pub fn is_at_root(&self) -> bool {
        self.frames.is_empty()
    }

    /// What is open, by its name, and the line it began at.
    pub fn unclosed(&self) -> Option<(String, u64)> {
        let frame = self.frames.last()?;
        let name = self.path().filter(|name| !name.is_empty()).last();
        let bracket = if frame.is_array { "[" } else { "{" };
        Some((name.unwrap_or(bracket).to_owned(), frame.line))
    }

    pub fn step(&mut self) -> io::Result<Step> {
        loop {
            self.cursor.take_while(0, |byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b':'))?;
            let Some(byte) = self.cursor.peek()? else { return Ok(Step::Over) };
            match byte {
                b'{' => return Ok(Step::Object),
                b'[' => {
                    self.cursor.bump()?;
                    return Ok(self.push(true).map_or(Step::TooDeep, |()| Step::Array));
                }
                b'}' | b']' => {
                    self.cursor.bump()?;
                    // One that closes nothing is passed over.
                    if self.frames.last().is_some_and(|frame| frame.is_array == (byte == b']')) {
                        self.frames.pop();
                        self.is_given();
                    }
                    return Ok(Step::Close);
                }
                b'"' => {
                    let said = self.quoted()?;
                    match self.frames.last_mut() {
                        Some(frame) if !frame.is_array && !frame.awaits_value => {
                            frame.name = said;
                            frame.awaits_value = true;
                        }
                        _ => {
                            self.is_given();
                            return Ok(Step::Scalar);
                        }
                    }
                }
                _ => {
                    self.cursor.bump()?;
                    self.cursor.take_while(0, |byte| {
                        !byte.is_ascii_whitespace() && !matches!(byte, b',' | b'}' | b']' | b'{' | b'[' | b'"' | b':')
                    })?;
                    self.is_given();
                    return Ok(Step::Scalar);
                }
            }
        }
    }

    /// Into the object that is ahead.
    pub fn enter(&mut self) -> io::Result<()> {
        self.cursor.bump()?;
        // As deep as is looked at: what is within is passed over with it.
        if self.push(false).is_none() {
            self.raw(0, false)?;
        }
        Ok(())
    }

    fn push(&mut self, is_array: bool) -> Option<()> {
        let line = self.cursor.at.line;
        (self.frames.len() < DEPTH).then(|| {
            self.frames.push(Frame { is_array, name: String::new(), awaits_value: false, line });
        })
    }

    fn is_given(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.awaits_value = false;
        }
    }

    fn quoted(&mut self) -> io::Result<String> {
        self.cursor.bump()?;
        let mut is_escaped = false;
        let taken = self.cursor.take(NAME, |byte| {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => return Turn::After,
                _ => {}
            }
            Turn::On
        })?;
        let text = taken.text();
        Ok(text.strip_suffix('"').map_or(text.clone(), str::to_owned))
    }

    /// The object that is ahead, whole; ends of lines and tabs that stand bare in its
    /// texts are escaped, other controls left out. `is_a_line`: it ends where its line
    /// does, if not before.
    pub fn raw(&mut self, keep: usize, is_a_line: bool) -> io::Result<Taken> {
        let (mut depth, mut is_within, mut is_escaped) = (0_u32, false, false);
        let mut bytes = Vec::new();
        let mut is_cut = false;
        let taken = self.cursor.take(0, |byte| {
            let is_bare = is_within && byte < b' ';
            let kept: &[u8] = match byte {
                b'\n' if is_bare && !is_a_line => b"\\n",
                b'\t' if is_bare => b"\\t",
                _ if is_bare => b"",
                _ => &[byte],
            };
            is_cut |= bytes.len() + kept.len() > keep;
            if !is_cut {
                bytes.extend_from_slice(kept);
            }
            match byte {
                b'\n' if is_a_line => return Turn::After,
                _ if is_escaped => is_escaped = false,
                b'\\' if is_within => is_escaped = true,
                b'"' => is_within = !is_within,
                _ if is_within => {}
                b'{' | b'[' => depth += 1,
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Turn::After;
                    }
                }
                _ => {}
            }
            Turn::On
        })?;
        self.is_given();
        Ok(Taken { bytes, is_cut, is_ended: taken.is_ended })
    }
}
