//! A text walked through byte by byte, knowing where it is. Keeps no more of it than asked.

use std::io::{self, BufRead};

use super::At;

pub(super) struct Cursor<R> {
    reader: R,
    pub at: At,
}

/// What was taken up to an end.
pub(super) struct Taken {
    /// The beginning, at most as long as was asked for, without the end.
    pub bytes: Vec<u8>,
    /// Whether more was there than is kept.
    pub is_cut: bool,
    /// Whether the end came.
    pub is_ended: bool,
}

impl Taken {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// Where to stop, seen at a byte.
pub(super) enum Turn {
    On,
    Before,
    After,
}

impl<R: BufRead> Cursor<R> {
    pub fn new(reader: R) -> Self {
        Self { reader, at: At { line: 1, byte: 0 } }
    }

    pub fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.reader.fill_buf()?.first().copied())
    }

    pub fn bump(&mut self) -> io::Result<Option<u8>> {
        let byte = self.peek()?;
        if let Some(byte) = byte {
            self.reader.consume(1);
            self.at.byte += 1;
            self.at.line += u64::from(byte == b'\n');
        }
        Ok(byte)
    }

    /// Takes bytes until the rule stops.
    pub fn take(&mut self, keep: usize, mut rule: impl FnMut(u8) -> Turn) -> io::Result<Taken> {
        let mut taken = Taken { bytes: vec![], is_cut: false, is_ended: false };
        while !taken.is_ended {
            let given = self.reader.fill_buf()?;
            if given.is_empty() {
                break;
            }
            let mut wanted = given.len();
            for (position, byte) in given.iter().enumerate() {
                match rule(*byte) {
                    Turn::On => continue,
                    Turn::Before => wanted = position,
                    Turn::After => wanted = position + 1,
                }
                taken.is_ended = true;
                break;
            }
            let kept = wanted.min(keep - taken.bytes.len());
            taken.bytes.extend_from_slice(&given[..kept]);
            taken.is_cut |= kept < wanted;
            self.at.line += given[..wanted].iter().filter(|byte| **byte == b'\n').count() as u64;
            self.at.byte += wanted as u64;
            self.reader.consume(wanted);
        }
        Ok(taken)
    }

    /// Takes bytes as long as they are wanted; the one that is not stays.
    pub fn take_while(&mut self, keep: usize, mut wants: impl FnMut(u8) -> bool) -> io::Result<Taken> {
        self.take(keep, |byte| if wants(byte) { Turn::On } else { Turn::Before })
    }

    /// Takes bytes up to and with an end, of one to sixteen bytes, in whatever case.
    pub fn take_until(&mut self, end: &[u8], keep: usize) -> io::Result<Taken> {
        let mut tail = [0; 16];
        let from = tail.len() - end.len().min(tail.len());
        let mut taken = self.take(keep + end.len(), |byte| {
            tail.rotate_left(1);
            tail[15] = byte;
            if tail[from..].eq_ignore_ascii_case(end) { Turn::After } else { Turn::On }
        })?;
        if taken.is_ended && !taken.is_cut {
            taken.bytes.truncate(taken.bytes.len().saturating_sub(end.len()));
        }
        taken.is_cut |= taken.bytes.len() > keep;
        taken.bytes.truncate(keep);
        Ok(taken)
    }

    /// What is left, all of it: for a text that is held already.
    pub fn rest(mut self) -> io::Result<Vec<u8>> {
        let mut rest = vec![];
        self.reader.read_to_end(&mut rest)?;
        Ok(rest)
    }
}
