//! Which addresses may be asked, told by what they say: syntax, scheme, port, name, and
//! the numbers where they stand instead of a name. What a name resolves to is judged in
//! [`super::resolving`], by the same tables.
//!
//! Hosts are compared as the URL standard writes them: lower case, IDN in punycode, IPv4
//! in four decimals however it was written; and without the final dot.

use url::{Host, Url};

use super::{networks, settings::Fetching};

/// Bytes of an address. RFC 9110 (4.1) would have 8,000 heard; those of feeds are far from half of it.
const LONGEST: usize = 4_000;
/// Names of this machine and of its own network (RFC 6761, RFC 6762, ICANN's `.internal`).
const LOCAL: [&str; 3] = ["localhost", "local", "internal"];

/// Why an address is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Guard {
    #[error("not an address")]
    NotAnAddress,
    #[error("neither http nor https")]
    Scheme,
    #[error("not https")]
    NotSafe,
    #[error("a port that is not asked")]
    Port,
    #[error("a user or a password in the address")]
    Credentials,
    #[error("a name of a private network")]
    LocalName,
    #[error("the house itself")]
    OwnHost,
    #[error("not on the public Internet")]
    NotPublic,
    #[error("from https to http")]
    Downgrade,
}

impl Guard {
    /// For translations and receipts: never changed.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotAnAddress => "refused-not-an-address",
            Self::Scheme => "refused-scheme",
            Self::NotSafe => "refused-not-safe",
            Self::Port => "refused-port",
            Self::Credentials => "refused-credentials",
            Self::LocalName => "refused-local-name",
            Self::OwnHost => "refused-own-host",
            Self::NotPublic => "refused-not-public",
            Self::Downgrade => "refused-downgrade",
        }
    }
}

/// What someone typed, as it will be asked. No name is looked up: that is done anew
/// each time it is fetched.
///
/// # Errors
/// The first thing there is to say against it.
pub fn check_address(text: &str, settings: &Fetching) -> Result<Url, Guard> {
    let url = Url::parse(text.trim()).map_err(|_| Guard::NotAnAddress)?;
    check(url, settings)
}

/// The same for what is written to: what goes there is for nobody on the way. Where the
/// operator lets an address through by name, the way is their own.
///
/// # Errors
/// As `check_address`.
pub fn check_safe_address(text: &str, settings: &Fetching) -> Result<Url, Guard> {
    let url = check_address(text, settings)?;
    if url.scheme() == "https" || is_allowed(&url, settings) { Ok(url) } else { Err(Guard::NotSafe) }
}

/// # Errors
/// As `check_address`.
pub(super) fn check(mut url: Url, settings: &Fetching) -> Result<Url, Guard> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Guard::Scheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Guard::Credentials);
    }
    if url.as_str().len() > LONGEST {
        return Err(Guard::NotAnAddress);
    }
    url.set_fragment(None);
    drop_final_dot(&mut url)?;
    if is_allowed(&url, settings) {
        return Ok(url);
    }
    if !url.port_or_known_default().is_some_and(|port| settings.ports.contains(&port)) {
        return Err(Guard::Port);
    }
    check_host(&host(&url)?, settings)?;
    Ok(url)
}

/// Whether the operator lets it through by name.
pub(super) fn is_allowed(url: &Url, settings: &Fetching) -> bool {
    let (Ok(host), Some(port)) = (host(url), url.port_or_known_default()) else { return false };
    let asked = Some((host, port));
    settings.allow.iter().any(|entry| place(entry) == asked)
}

/// The host and port of an entry of `allow`. A star would be read as a name, which nothing has.
pub(super) fn place(entry: &str) -> Option<(Host, u16)> {
    let (host, port) = entry.trim().rsplit_once(':').filter(|(host, _)| !host.contains('*'))?;
    Some((named(host)?, port.parse().ok()?))
}

fn check_host(host: &Host, settings: &Fetching) -> Result<(), Guard> {
    if is_own(host, settings) {
        return Err(Guard::OwnHost);
    }
    match host {
        Host::Domain(name) if is_local(name) => Err(Guard::LocalName),
        Host::Domain(_) => Ok(()),
        Host::Ipv4(address) if networks::is_public((*address).into()) => Ok(()),
        Host::Ipv6(address) if networks::is_public((*address).into()) => Ok(()),
        Host::Ipv4(_) | Host::Ipv6(_) => Err(Guard::NotPublic),
    }
}

fn is_own(host: &Host, settings: &Fetching) -> bool {
    let public = Url::parse(&settings.public_url).ok().and_then(|url| named(url.host_str()?));
    [named(&settings.own_host), public].iter().flatten().any(|own| own == host)
}

fn is_local(name: &str) -> bool {
    let top = name.rsplit('.').next().unwrap_or(name);
    LOCAL.contains(&top)
}

/// A fully qualified name is the same name (RFC 1034, 3.1). Two dots end none.
fn drop_final_dot(url: &mut Url) -> Result<(), Guard> {
    let Some(name) = url.domain().and_then(|name| name.strip_suffix('.')) else { return Ok(()) };
    let name = name.to_owned();
    if name.ends_with('.') {
        return Err(Guard::NotAnAddress);
    }
    url.set_host(Some(&name)).map_err(|_| Guard::NotAnAddress)
}

fn host(url: &Url) -> Result<Host, Guard> {
    url.host().map(|host| host.to_owned()).ok_or(Guard::NotAnAddress)
}

fn named(host: &str) -> Option<Host> {
    Host::parse(host.strip_suffix('.').unwrap_or(host)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house() -> Fetching {
        Fetching {
            public_url: "https://passerelle.example".to_owned(),
            own_host: "Échange.example.".to_owned(),
            allow: ["feeds.internal:8090", "10.0.0.7:80", "[fd00::7]:443", "LOCALHOST.:81"].map(String::from).to_vec(),
            ..Fetching::default()
        }
    }

    fn said(text: &str) -> Result<String, Guard> {
        check_address(text, &house()).map(String::from)
    }

    /// The table of `bad-inputs.md`, class 2: however it is written, it is the number that counts.
    #[test]
    fn an_address_in_numbers_is_judged_however_it_is_written() {
        for host in [
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f.1",
            "0x7f000001",
            "0177.0.0.1",
            "017700000001",
            "127.0.0.1.",
            "127%2e0%2e0%2e1",
            "127。0。0。1",
            "１２７.0.0.1",
            "①②⑦.0.0.1",
            "0.0.0.0",
            "0",
            "[::]",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:a9fe:a9fe]",
            "[::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b:1::7f00:1]",
            "[2001::1]",
            "[2002:7f00:1::]",
            "[fe80::1]",
            "[fc00::]",
            "[fd00:ec2::254]",
            "[fec0::1]",
            "[ff02::1]",
            "[100::1]",
            "[2001:db8::1]",
            "[3fff::1]",
            "[5f00::1]",
            "10.0.0.1",
            "100.64.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.0.1",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
        ] {
            assert_eq!(said(&format!("http://{host}/")), Err(Guard::NotPublic), "{host}");
        }
        assert_eq!(said("http://[fe80::1%25eth0]/"), Err(Guard::NotAnAddress));
        assert_eq!(said("http://0x08080808/").as_deref(), Ok("http://8.8.8.8/"));
        assert_eq!(said("http://[::ffff:8.8.8.8]/").as_deref(), Ok("http://[::ffff:808:808]/"));
    }

    #[test]
    fn names_of_private_networks_are_refused() {
        for host in ["localhost", "LOCALHOST.", "a.localhost", "ⓛocalhost", "%6cocalhost", "nas.local", "x.internal."]
        {
            assert_eq!(said(&format!("http://{host}/")), Err(Guard::LocalName), "{host}");
        }
        for host in ["notlocalhost", "localhost.example", "internal.example"] {
            assert!(said(&format!("http://{host}/")).is_ok(), "{host}");
        }
    }

    #[test]
    fn the_house_does_not_ask_itself() {
        for host in ["passerelle.example", "PASSERELLE.example.", "échange.example", "xn--change-9ua.EXAMPLE."] {
            assert_eq!(said(&format!("https://{host}:8443/")), Err(Guard::OwnHost), "{host}");
        }
        assert!(said("https://notpasserelle.example/").is_ok());
        assert!(said("https://passerelle.example.org/").is_ok());
    }

    #[test]
    fn what_is_asked_is_written_one_way() {
        let written = said(" HTTPS://Exämple.ORG.:443/a b?c#d \n");
        assert_eq!(written.as_deref(), Ok("https://xn--exmple-cua.org/a%20b?c"));
    }

    #[test]
    fn only_http_is_asked() {
        for text in ["file:///etc/passwd", "ftp://a.example/", "gopher://a.example/", "data:,a", "localhost:80"] {
            assert_eq!(said(text), Err(Guard::Scheme), "{text}");
        }
        let long = format!("http://a.example/{}", "a".repeat(LONGEST));
        for text in
            ["", "a.example/feed", "//a.example", "http://", "http:// /", "http://./", "http://127.0.0.1../", &long]
        {
            assert_eq!(said(text), Err(Guard::NotAnAddress), "{text}");
        }
    }

    #[test]
    fn few_ports_are_asked_and_those_of_the_operator() {
        for port in ["", ":80", ":443", ":8080", ":8443"] {
            assert!(said(&format!("http://a.example{port}/")).is_ok(), "{port}");
        }
        for port in [22, 25, 81, 5432, 6379, 8000] {
            assert_eq!(said(&format!("http://a.example:{port}/")), Err(Guard::Port), "{port}");
        }
        let settings = Fetching { ports: vec![8000], ..Fetching::default() };
        assert!(check_address("http://a.example:8000/", &settings).is_ok());
        assert_eq!(check_address("http://a.example/", &settings), Err(Guard::Port));
    }

    #[test]
    fn an_address_carries_no_password() {
        for text in
            ["http://a@b.example/", "http://:b@c.example/", "http://8.8.8.8@127.0.0.1/", "http://a%40b@c.example/"]
        {
            assert_eq!(said(text), Err(Guard::Credentials), "{text}");
        }
    }

    #[test]
    fn what_the_operator_lets_through_is_let_through_exactly() {
        for text in ["http://FEEDS.internal.:8090/a", "http://10.7:80/", "https://[fd00:0::7]/", "http://localhost:81/"]
        {
            assert!(said(text).is_ok(), "{text}");
        }
        for (text, why) in [
            ("http://feeds.internal/", Guard::LocalName),
            ("http://feeds.internal:8091/", Guard::Port),
            ("http://a.feeds.internal:8090/", Guard::Port),
            ("http://10.0.0.7:8080/", Guard::NotPublic),
            ("http://10.0.0.70/", Guard::NotPublic),
            ("http://[::ffff:10.0.0.7]/", Guard::NotPublic),
            ("http://[fd00::7]/", Guard::NotPublic),
            ("ftp://feeds.internal:8090/", Guard::Scheme),
            ("http://a:b@feeds.internal:8090/", Guard::Credentials),
        ] {
            assert_eq!(said(text), Err(why), "{text}");
        }
    }

    #[test]
    fn what_is_let_through_is_a_host_and_a_port() {
        for entry in
            ["", "feeds.example", "feeds.example:", ":80", "a:b:80", "10.0.0.0/8:80", "*:80", "http://a:80", "a:70000"]
        {
            assert_eq!(place(entry), None, "{entry}");
        }
    }
}
