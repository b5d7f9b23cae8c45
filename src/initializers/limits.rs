//! How often. A limit is counted for a person, or for an address where nobody is
//! signed in yet; an IPv6 address counts as its /64, which is one household.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
};

use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};

use crate::{refusals::Refusal, settings};

/// What is limited, each by the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Threads,
    Replies,
    Acts,
    SignIns,
    Letters,
    Previews,
    Searches,
    Suggestions,
}

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    Person(i64),
    Address(u128),
}

impl Who {
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
pub struct Limits([DefaultKeyedRateLimiter<Who>; 8]);

impl Limits {
    pub fn new(limits: settings::Limits) -> Self {
        let a_minute =
            |times: u32| RateLimiter::keyed(Quota::per_minute(NonZeroU32::new(times).unwrap_or(NonZeroU32::MIN)));
        Self([
            a_minute(limits.threads),
            a_minute(limits.replies),
            a_minute(limits.acts),
            a_minute(limits.sign_ins),
            a_minute(limits.letters),
            a_minute(limits.previews),
            a_minute(limits.searches),
            a_minute(limits.suggestions),
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
