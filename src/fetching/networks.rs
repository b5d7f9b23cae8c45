//! Which addresses are on the public Internet: all that IANA does not keep for something
//! else, <https://www.iana.org/assignments/iana-ipv4-special-registry> and
//! <https://www.iana.org/assignments/iana-ipv6-special-registry> (RFC 6890, RFC 8190).
//! Those it calls reachable all the same (anycast of DNS, relays) have no feeds either.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

const IPV4: [(Ipv4Addr, u32); 19] = [
    // This network (RFC 791), private use (RFC 1918), shared by carriers (RFC 6598).
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    // Loopback (RFC 1122), link-local (RFC 3927): there the clouds keep their metadata.
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    // Protocol assignments (RFC 6890), 6to4 relays (RFC 7526), AMT (RFC 7450), AS112 (RFC 7534, RFC 7535).
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 52, 193, 0), 24),
    (Ipv4Addr::new(192, 175, 48, 0), 24),
    (Ipv4Addr::new(192, 31, 196, 0), 24),
    // Documentation (RFC 5737), benchmarking (RFC 2544).
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    // Multicast (RFC 5771), reserved (RFC 1112) and with it broadcast (RFC 919).
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
    // Nobody's special range, but the host beneath every machine of Azure answers there
    // (<https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16>).
    (Ipv4Addr::new(168, 63, 129, 16), 32),
];

/// All that was ever given out (RFC 4291, 2.4; RFC 3587): outside of it are loopback,
/// unique local (RFC 4193), link-local, site-local (RFC 3879), multicast, discard
/// (RFC 6666), SRv6 (RFC 9602), local NAT64 (RFC 8215), and all that may yet come.
const GLOBAL: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// Kept for something else, within.
const IPV6: [(Ipv6Addr, u32); 5] = [
    // Protocol assignments (RFC 2928): among them Teredo (RFC 4380), which wraps IPv4 addresses.
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    // 6to4 (RFC 3056), which wraps them too.
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    // Documentation (RFC 3849, RFC 9637).
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
    // AS112 (RFC 7534).
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48),
];

/// Those that mean the IPv4 address at their end: mapped (RFC 4291, 2.5.5.2), and NAT64
/// (RFC 6052), by which a server without IPv4 reaches the rest. A network may choose
/// another prefix for its NAT64; its router has to know what it passes on.
const WRAPPED: [(Ipv6Addr, u32); 2] =
    [(Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96), (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96)];

pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !IPV4.iter().any(|network| holds_v4(*network, address)),
        IpAddr::V6(address) => match within(address) {
            Some(wrapped) => is_public(wrapped.into()),
            None => holds_v6(GLOBAL, address) && !IPV6.iter().any(|network| holds_v6(*network, address)),
        },
    }
}

fn within(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [.., a, b, c, d] = address.octets();
    WRAPPED.iter().any(|network| holds_v6(*network, address)).then_some(Ipv4Addr::new(a, b, c, d))
}

fn holds_v4((network, length): (Ipv4Addr, u32), address: Ipv4Addr) -> bool {
    (network.to_bits() ^ address.to_bits()).leading_zeros() >= length
}

fn holds_v6((network, length): (Ipv6Addr, u32), address: Ipv6Addr) -> bool {
    (network.to_bits() ^ address.to_bits()).leading_zeros() >= length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(address: &str) -> bool {
        is_public(address.parse().unwrap())
    }

    /// Both ends of every network of the tables are refused.
    #[test]
    fn the_ends_of_every_special_network_are_not_public() {
        let networks = "0.0.0.0 0.255.255.255, 10.0.0.0 10.255.255.255, 100.64.0.0 100.127.255.255, \
             127.0.0.0 127.255.255.255, 169.254.0.0 169.254.255.255, 172.16.0.0 172.31.255.255, \
             192.0.0.0 192.0.0.255, 192.0.2.0 192.0.2.255, 192.31.196.0 192.31.196.255, \
             192.52.193.0 192.52.193.255, 192.88.99.0 192.88.99.255, 192.168.0.0 192.168.255.255, \
             192.175.48.0 192.175.48.255, 198.18.0.0 198.19.255.255, 198.51.100.0 198.51.100.255, \
             203.0.113.0 203.0.113.255, 224.0.0.0 239.255.255.255, 240.0.0.0 255.255.255.255, 168.63.129.16, \
             :: ::1 ::2 ::ffff, ::7f00:1 ::808:808, ::ffff:0.0.0.0 ::ffff:10.0.0.1 ::ffff:169.254.169.254, \
             64:ff9b::10.0.0.1 64:ff9b::7f00:1, 64:ff9b:1:: 64:ff9b:1:ffff:ffff:ffff:808:808, \
             100:: 100::ffff:ffff:ffff:ffff 100:0:0:1::, 2001:: 2001::808:808 2001:1ff:ffff::, 2001:2::, 2001:20::, \
             2001:db8:: 2001:db8:ffff::, 2002:: 2002:808:808:: 2002:ffff:ffff::, 2620:4f:8000:: 2620:4f:8000:ffff::1, \
             3fff:: 3fff:fff:ffff::, 1fff:: 4000::, 5f00:: 5f00:ffff::, fc00:: fdff:ffff::, fd00:ec2::254, \
             fe80:: febf::, fec0:: feff::, ff00:: ff02::1 ffff::";
        for address in networks.split([' ', ',']).filter(|address| !address.is_empty()) {
            assert!(!judge(address), "{address}");
        }
    }

    #[test]
    fn their_neighbours_are_public() {
        let neighbours = "1.0.0.0 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 \
             169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.3.0 \
             192.31.195.255 192.31.197.0 192.52.192.255 192.52.194.0 192.88.98.255 192.88.100.0 192.167.255.255 \
             192.169.0.0 192.175.47.255 192.175.49.0 198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0 \
             203.0.112.255 203.0.114.0 223.255.255.255 168.63.129.15 168.63.129.17 8.8.8.8 \
             ::ffff:8.8.8.8 64:ff9b::808:808 2000:: 2001:200:: 2001:db7:ffff:: 2001:db9:: 2001:ffff:: 2003:: \
             2620:4f:7fff:: 2620:4f:8001:: 2606:4700:4700::1111 3ffe:ffff:: 3fff:1000::";
        for address in neighbours.split_whitespace() {
            assert!(judge(address), "{address}");
        }
    }
}
