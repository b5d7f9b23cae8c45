//! How often. A limit is counted for a person, or for an address where nobody is
//! signed in yet; an IPv6 address counts as its /64, which is one household. What
//! is aimed at an account (a password guessed, a letter asked for) is counted for
//! its mailbox too, wherever it comes from.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
};

use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};

use sha2::{Digest, Sha256};

use crate::{refusals::Refusal, settings};

/// What is limited, each by the minute; pictures by the hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Threads,
    Replies,
    Acts,
    SignIns,
    Codes,
    Letters,
    Previews,
    Searches,
    Suggestions,
    Held,
    Pictures,
    Calls,
}

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    Person(i64),
    Address(u128),
    Mailbox(u128),
    Key(i64),
}

/// What is aimed at a mailbox. Each is counted by itself, so that a stranger shuts
/// nobody out: guessing at a password leaves the sign-in link; and whoever asks for
/// too many links, or resets, has sent her as many letters, each of which lets her
/// in. Signing up in her name sends nothing of the kind, and takes nothing from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    Password,
    Link,
    Reset,
    SignUp,
    NewAddress,
}

impl Who {
    /// A mailbox, whether or not an account has it: nobody learns that from a limit.
    /// `email` as [`users::email`](crate::models::users::email) writes it; kept as a
    /// digest.
    pub fn mailbox(aim: Aim, email: &str) -> Self {
        let digest = Sha256::new().chain_update([aim as u8]).chain_update(email).finalize();
        Self::Mailbox(digest.iter().take(16).fold(0, |number, byte| number << 8 | u128::from(*byte)))
    }

    pub fn address(address: IpAddr) -> Self {
        Self::Address(match address {
            IpAddr::V4(v4) => u128::from(v4.to_ipv6_mapped()),
            IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
                Some(v4) => u128::from(v4.to_ipv6_mapped()),
                None => u128::from(v6) & u128::from(Ipv6Addr::new(0xffff, 0xffff, 0xffff, 0xffff, 0, 0, 0, 0)),
            },
        })
    }
}

#[derive(Debug)]
pub struct Limits([DefaultKeyedRateLimiter<Who>; 12]);

impl Limits {
    pub fn new(limits: settings::Limits) -> Self {
        let some = |times: u32| NonZeroU32::new(times).unwrap_or(NonZeroU32::MIN);
        let a_minute = |times: u32| RateLimiter::keyed(Quota::per_minute(some(times)));
        let an_hour = |times: u32| RateLimiter::keyed(Quota::per_hour(some(times)));
        Self([
            a_minute(limits.threads),
            a_minute(limits.replies),
            a_minute(limits.acts),
            a_minute(limits.sign_ins),
            a_minute(limits.codes),
            a_minute(limits.letters),
            a_minute(limits.previews),
            a_minute(limits.searches),
            a_minute(limits.suggestions),
            a_minute(limits.held),
            an_hour(limits.pictures),
            a_minute(limits.calls),
        ])
    }

    /// # Errors
    /// [`Refusal::TooFast`] with the seconds to wait.
    pub fn check(&self, limit: Limit, who: Who) -> Result<(), Refusal> {
        self.0[limit as usize].check_key(&who).map_err(|not_until| Refusal::TooFast {
            seconds: not_until.wait_time_from(DefaultClock::default().now()).as_secs() + 1,
        })
    }

    /// Forgets those who have been quiet: called now and then.
    pub fn tidy(&self) {
        for limiter in &self.0 {
            limiter.retain_recent();
        }
    }
}
