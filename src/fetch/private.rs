//! In: the IP address of a machine. Out: whether it is outside the public internet.
//!
//! Invariant: an address that contains another (IPv4 in IPv6) is also judged by the inner one.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// IPv4 networks that are not public (IANA special-purpose address registry): first address and prefix length.
const NETWORKS: [([u8; 4], u32); 16] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 31, 196, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

/// Whether a machine is not public: loopback, private, link-local, shared, reserved, documentation or multicast.
pub(crate) fn is_private(machine: IpAddr) -> bool {
    match machine {
        IpAddr::V4(machine) => is_private_v4(machine),
        IpAddr::V6(machine) => is_private_v6(machine),
    }
}

fn is_private_v4(machine: Ipv4Addr) -> bool {
    let number = u32::from(machine);
    let shared = |first: [u8; 4]| (number ^ u32::from(Ipv4Addr::from(first))).leading_zeros();
    NETWORKS.iter().any(|&(first, length)| shared(first) >= length)
}

/// Public IPv6 addresses are in 2000::/3 (RFC 4291), except those for tunnels and documentation.
fn is_private_v6(machine: Ipv6Addr) -> bool {
    let parts = machine.segments();
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match parts {
        // The NAT64 prefix leads to the IPv4 machine in the last part of the address (RFC 6052).
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => is_private_v4(inner(high, low)),
        [0x2001, 0..=0x01ff, ..] | [0x2001, 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => true,
        [0x2002, high, low, ..] => is_private_v4(inner(high, low)),
        [first, ..] => first & 0xe000 != 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_hosts_are_distinguished_from_public_ones() {
        for (machine, expected) in [
            ("127.0.0.1", true),
            ("10.9.8.7", true),
            ("172.31.255.255", true),
            ("172.32.0.1", false),
            ("192.168.0.1", true),
            ("169.254.169.254", true),
            ("100.64.0.1", true),
            ("100.128.0.1", false),
            ("0.0.0.0", true),
            ("255.255.255.255", true),
            ("224.0.0.1", true),
            ("203.0.113.9", true),
            ("8.8.8.8", false),
            ("::", true),
            ("::1", true),
            ("::ffff:127.0.0.1", true),
            ("::ffff:8.8.8.8", true),
            ("fe80::1", true),
            ("fd00::1", true),
            ("ff02::1", true),
            ("2001:db8::1", true),
            ("2002:7f00:1::", true),
            ("64:ff9b::a00:1", true),
            ("64:ff9b::808:808", false),
            ("2a00:1450:4001::1", false),
        ] {
            assert_eq!(is_private(machine.parse().unwrap()), expected, "{machine}");
        }
    }
}
