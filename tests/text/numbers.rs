//! Numbers that look like none, the same each time: what is mixed by them can be met again.

pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below as u64).unwrap()
    }

    /// Any bytes, fewer than so many.
    pub fn any(&mut self, fewer_than: usize) -> Vec<u8> {
        (0..self.next(fewer_than)).map(|_| u8::try_from(self.next(256)).unwrap()).collect()
    }

    /// A part of one of these, cut anywhere, even within a letter.
    pub fn part<'a>(&mut self, seeds: &[&'a str]) -> &'a [u8] {
        let seed = seeds[self.next(seeds.len())].as_bytes();
        let from = self.next(seed.len());
        &seed[from..=from + self.next(seed.len() - from)]
    }
}
