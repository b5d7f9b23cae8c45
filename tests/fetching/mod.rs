//! The guarded client, against servers that answer well, badly, slowly, and elsewhere.

use std::{
    env,
    fs::{self, File},
    io::Read,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    time::Duration,
};

use chrono::{TimeDelta, Utc};
use passerelle::fetching::{Fetched, Fetcher, Fetching, Guard, Misconfigured, Seen, Unfetched};

use crate::support::servers::{Act, Script, Server, onward, page, say, silence, status, vouching};

const LITTLE: Duration = Duration::from_millis(200);
/// After which a test fails that would otherwise go on.
const LONG: Duration = Duration::from_secs(10);
/// Public as far as the tables know, and given to nobody: nothing can be reached there.
const PUBLIC: &str = "2d00::1";

fn letting_through(servers: &[&Server]) -> Fetching {
    Fetching {
        public_url: "https://passerelle.example".to_owned(),
        allow: servers.iter().map(|server| server.address.to_string()).collect(),
        ..Fetching::default()
    }
}

async fn get(settings: Fetching, url: impl AsRef<str>) -> Result<Fetched, Unfetched> {
    Fetcher::new(settings).unwrap().get(url.as_ref(), &Seen::default()).await
}

async fn get_by(lookup: &Arc<Script>, settings: Fetching, url: impl AsRef<str>) -> Result<Fetched, Unfetched> {
    let lookup = Arc::clone(lookup);
    Fetcher::with(settings, lookup, vouching()).unwrap().get(url.as_ref(), &Seen::default()).await
}

fn read(mut file: File) -> Vec<u8> {
    let mut bytes = vec![];
    file.read_to_end(&mut bytes).unwrap();
    bytes
}

#[track_caller]
fn body(fetched: Result<Fetched, Unfetched>) -> Vec<u8> {
    let Ok(Fetched::Body { file, bytes, .. }) = fetched else { panic!("{fetched:?}") };
    let body = read(file);
    assert_eq!(body.len() as u64, bytes);
    body
}

/// Where the body was found, and where it moved to.
#[track_caller]
fn ways(fetched: Result<Fetched, Unfetched>) -> (String, Option<String>) {
    let Ok(Fetched::Body { address, moved, .. }) = fetched else { panic!("{fetched:?}") };
    (address, moved)
}

#[track_caller]
fn assert_refused(fetched: Result<Fetched, Unfetched>, why: Guard) {
    assert!(matches!(fetched, Err(Unfetched::Refused(said)) if said == why), "{fetched:?}");
}

macro_rules! assert_unfetched {
    ($fetched:expr, $why:pat) => {
        let fetched = $fetched;
        assert!(matches!(fetched, Err($why)), "{fetched:?}");
    };
}

/// A folder of one test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("fetching-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    folder
}

// What is asked, and what comes.

#[tokio::test]
async fn what_was_seen_is_asked_for_again_only_if_it_changed() {
    let server = Server::open(|head| {
        if head.contains("if-none-match: \"a1\"\r\n") {
            return status("304 Not Modified", "");
        }
        page("ETag: \"a1\"\r\nLast-Modified: Sun, 01 Mar 2026 12:00:00 GMT\r\nContent-Type: text/xml\r\n", "<a/>")
    })
    .await;
    let fetcher = Fetcher::new(letting_through(&[&server])).unwrap();
    let first = fetcher.get(&server.url("/feed#top"), &Seen::default()).await.unwrap();
    let Fetched::Body { file, bytes, seen, kind, address, moved } = first else { panic!("{first:?}") };
    assert_eq!((read(file), bytes, kind.as_deref(), moved), (b"<a/>".to_vec(), 4, Some("text/xml"), None));
    assert_eq!(address, server.url("/feed"));
    let second = fetcher.get(&server.url("/feed"), &seen).await;
    assert!(matches!(second, Ok(Fetched::Unchanged { moved: None })), "{second:?}");
    let [first, second] = &server.heard()[..] else { panic!("{:?}", server.heard()) };
    assert!(first.starts_with("get /feed http/1.1\r\n") && !first.contains("if-"), "{first}");
    assert!(first.contains("accept-encoding: identity\r\n"), "{first}");
    let agent = format!("user-agent: passerelle/{} (+https://passerelle.example)\r\n", env!("CARGO_PKG_VERSION"));
    assert!(first.contains(&agent), "{first}");
    assert!(second.contains("if-modified-since: sun, 01 mar 2026 12:00:00 gmt\r\n"), "{second}");
}

#[tokio::test]
async fn unchanged_is_heard_only_by_who_asked() {
    let server = Server::open(|_| status("304 Not Modified", "")).await;
    assert_unfetched!(get(letting_through(&[&server]), &server.url("/")).await, Unfetched::Status { status: 304 });
}

#[tokio::test]
async fn a_header_that_cannot_be_kept_is_not() {
    let server =
        Server::open(|_| page(&format!("ETag: \"{}\"\r\nContent-Type: \u{e9}\r\n", "a".repeat(1_024)), "a")).await;
    let fetched = get(letting_through(&[&server]), &server.url("/")).await.unwrap();
    assert!(matches!(&fetched, Fetched::Body { seen, kind: None, .. } if *seen == Seen::default()), "{fetched:?}");
}

#[tokio::test]
async fn a_condition_that_cannot_be_sent_is_not() {
    let server = Server::open(|_| page("", "a")).await;
    let seen = Seen { etag: Some("a\r\nx: b".to_owned()), last_modified: None };
    let fetcher = Fetcher::new(letting_through(&[&server])).unwrap();
    assert_eq!(body(fetcher.get(&server.url("/"), &seen).await), b"a");
    assert!(!server.heard()[0].contains("if-none-match"));
}

#[tokio::test]
async fn packed_bytes_are_handed_on_as_they_came() {
    let packed = b"\x1f\x8b\x08\x00packed";
    let server = Server::open(|_| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", packed.len());
        say([head.as_bytes(), packed].concat())
    })
    .await;
    assert_eq!(body(get(letting_through(&[&server]), &server.url("/")).await), packed);
}

#[tokio::test]
async fn a_body_in_chunks_or_without_a_size_is_whole() {
    let chunked =
        Server::open(|_| say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"))
            .await;
    assert_eq!(body(get(letting_through(&[&chunked]), &chunked.url("/")).await), b"abcde");
    let closed = Server::open(|_| say("HTTP/1.0 200 OK\r\n\r\nabcde")).await;
    assert_eq!(body(get(letting_through(&[&closed]), &closed.url("/")).await), b"abcde");
}

#[tokio::test]
async fn a_body_larger_than_what_is_held_is_written_in_order() {
    let text: String = (0..200_000).map(|number| format!("{number}\n")).collect();
    let sent = text.clone();
    let server = Server::open(move |_| page("", &sent)).await;
    assert!(body(get(letting_through(&[&server]), &server.url("/")).await) == text.as_bytes());
}

#[tokio::test]
async fn a_body_is_in_no_folder_and_for_nobody_else() {
    let server = Server::open(|_| page("", "abc")).await;
    let settings = Fetching { folder: folder("body").join("new"), ..letting_through(&[&server]) };
    let fetched = get(settings.clone(), &server.url("/")).await;
    assert_eq!(fs::read_dir(&settings.folder).unwrap().count(), 0);
    let Ok(Fetched::Body { file, .. }) = fetched else { panic!("{fetched:?}") };
    let said = file.metadata().unwrap();
    assert_eq!((said.mode() & 0o777, said.nlink()), (0o600, 0));
    fs::remove_dir_all(settings.folder.parent().unwrap()).unwrap();
}

#[tokio::test]
async fn a_body_that_cannot_be_kept_is_said_so() {
    let server = Server::open(|_| page("", "abc")).await;
    let settings = Fetching { folder: "/dev/null/none".into(), ..letting_through(&[&server]) };
    assert_unfetched!(get(settings, &server.url("/")).await, Unfetched::Disk(_));
}

// Where it may go.

#[tokio::test]
async fn a_private_address_is_refused_and_hears_nothing() {
    let private = Server::private().await;
    let settings = Fetching { ports: vec![private.port()], ..Fetching::default() };
    assert_refused(get(settings, &private.url("/")).await, Guard::NotPublic);
    assert_eq!(private.accepted(), 0);
}

#[tokio::test]
async fn a_redirect_to_a_private_address_is_refused_and_it_hears_nothing() {
    let private = Server::private().await;
    let port = private.port();
    for (host, why) in [
        ("127.0.0.1", Guard::NotPublic),
        ("127.1", Guard::NotPublic),
        ("[::ffff:127.0.0.1]", Guard::NotPublic),
        ("inside.test", Guard::NotPublic),
        ("localhost", Guard::LocalName),
        ("user@127.0.0.1", Guard::Credentials),
        ("passerelle.example", Guard::OwnHost),
    ] {
        let public = Server::open(move |_| onward(302, &format!("http://{host}:{port}/"))).await;
        let settings = Fetching { ports: vec![port], ..letting_through(&[&public]) };
        assert_refused(get_by(&Script::saying(&[&["127.0.0.1"]]), settings, &public.url("/")).await, why);
        assert_eq!((public.accepted(), private.accepted()), (1, 0), "{host}");
    }
}

#[tokio::test]
async fn a_redirect_to_another_port_or_scheme_is_refused() {
    let private = Server::private().await;
    let other = private.address;
    let public = Server::open(move |head| match head {
        head if head.contains(" /port ") => onward(302, &format!("http://{other}/")),
        head if head.contains(" /file ") => onward(302, "file:///etc/passwd"),
        head if head.contains(" /ftp ") => onward(307, "ftp://127.0.0.1/"),
        head if head.contains(" /data ") => onward(308, "data:,secret"),
        _ => onward(302, "http://[/"),
    })
    .await;
    let get = |path: String| get(letting_through(&[&public]), path);
    assert_refused(get(public.url("/port")).await, Guard::Port);
    assert_refused(get(public.url("/file")).await, Guard::Scheme);
    assert_refused(get(public.url("/ftp")).await, Guard::Scheme);
    assert_refused(get(public.url("/data")).await, Guard::Scheme);
    assert_refused(get(public.url("/none")).await, Guard::NotAnAddress);
    assert_eq!(private.accepted(), 0);
}

#[tokio::test]
async fn a_host_with_one_private_address_is_refused() {
    let private = Server::private().await;
    let settings = Fetching { ports: vec![private.port()], connect: LITTLE, ..Fetching::default() };
    for answer in [&["127.0.0.1", PUBLIC][..], &[PUBLIC, "127.0.0.1"], &[PUBLIC, "::ffff:127.0.0.1"], &["127.0.0.1"]] {
        let lookup = Script::saying(&[answer]);
        let url = format!("http://mixed.test:{}/", private.port());
        assert_refused(get_by(&lookup, settings.clone(), &url).await, Guard::NotPublic);
        assert_eq!((lookup.asked(), private.accepted()), (1, 0), "{answer:?}");
    }
}

#[tokio::test]
async fn a_host_that_changes_its_mind_is_not_asked_again() {
    let private = Server::private().await;
    let settings = Fetching { ports: vec![private.port()], connect: LITTLE, ..Fetching::default() };
    let lookup = Script::saying(&[&[PUBLIC], &["127.0.0.1"]]);
    let fetched = get_by(&lookup, settings, &format!("http://turning.test:{}/", private.port())).await;
    assert_unfetched!(fetched, Unfetched::Unreachable);
    assert_eq!((lookup.asked(), private.accepted()), (1, 0));
}

#[tokio::test]
async fn each_hop_looks_its_host_up_anew_and_once() {
    let server = Server::open(|head| if head.contains(" /a ") { onward(302, "/b") } else { page("", "b") }).await;
    let host = format!("feeds.test:{}", server.port());
    let settings = Fetching { allow: vec![host.clone()], ..Fetching::default() };
    let lookup = Script::saying(&[&["127.0.0.1"]]);
    assert_eq!(body(get_by(&lookup, settings, &format!("http://{host}/a")).await), b"b");
    assert_eq!((lookup.asked(), server.accepted()), (2, 2));
}

#[tokio::test]
async fn a_name_let_through_lets_nothing_else_through() {
    let private = Server::private().await;
    let allow = vec![format!("feeds.test:{}", private.port()), "127.0.0.1:1".to_owned()];
    let settings = Fetching { allow, ports: vec![private.port()], ..Fetching::default() };
    let lookup = Script::saying(&[&["127.0.0.1"]]);
    let at = |host: &str| format!("http://{host}:{}/", private.port());
    for host in ["127.0.0.1", "other.test", "a.feeds.test", "feeds.test.test"] {
        assert_refused(get_by(&lookup, settings.clone(), &at(host)).await, Guard::NotPublic);
    }
    assert_eq!(private.accepted(), 0);
    assert_eq!(body(get_by(&lookup, settings, &at("FEEDS.test.")).await), b"secret");
}

/// The name is of a host that resolves to a private address: the operator's, asked for by its
/// name only. An address let through does not let a name through.
#[tokio::test]
async fn an_address_let_through_is_meant_as_it_is_written() {
    let private = Server::private().await;
    let settings = Fetching { ports: vec![private.port()], ..letting_through(&[&private]) };
    let lookup = Script::saying(&[&["127.0.0.1"]]);
    let url = format!("http://feeds.test:{}/", private.port());
    assert_refused(get_by(&lookup, settings, &url).await, Guard::NotPublic);
    assert_eq!(private.accepted(), 0);
}

#[tokio::test]
async fn the_port_is_the_one_of_the_address_whatever_the_lookup_says() {
    let private = Server::private().await;
    let settings = Fetching { allow: vec!["feeds.test:80".to_owned()], connect: LITTLE, ..Fetching::default() };
    let lookup = Script::saying_at(private.port(), &[&["127.0.0.1"]]);
    // Whether anybody answers at port 80 of this machine is not ours to know.
    let _ = get_by(&lookup, settings, "http://feeds.test/").await;
    assert_eq!((lookup.asked(), private.accepted()), (1, 0));
}

#[tokio::test]
async fn hosts_are_those_of_the_system() {
    let server = Server::open(|_| page("", "here")).await;
    let settings = Fetching { allow: vec![format!("localhost:{}", server.port())], ..Fetching::default() };
    assert_eq!(body(get(settings, format!("http://localhost:{}/", server.port())).await), b"here");
}

#[tokio::test]
async fn who_goes_in_circles_is_given_up() {
    let server = Server::open(|_| onward(302, "/again")).await;
    assert_unfetched!(get(letting_through(&[&server]), &server.url("/")).await, Unfetched::TooManyRedirects);
    assert_eq!(server.accepted(), 6);
}

#[tokio::test]
async fn five_redirects_are_followed() {
    let server = Server::open(|head| {
        let hop: u16 = head["get /".len()..].split(' ').next().unwrap().parse().unwrap();
        if hop == 5 {
            page("", "there")
        } else {
            onward([301, 302, 303, 307, 308][usize::from(hop)], &format!("{}", hop + 1))
        }
    })
    .await;
    assert_eq!(body(get(letting_through(&[&server]), &server.url("/0")).await), b"there");
}

#[tokio::test]
async fn https_does_not_lead_to_http() {
    let plain = Server::open(|_| page("", "seen by all")).await;
    let there = plain.url("/");
    let safe = Server::open_safely(move |head| {
        let location = if head.contains(" /down ") { &there } else { "/up" };
        if head.contains(" /up ") { page("", "safe") } else { onward(301, location) }
    })
    .await;
    let host = format!("feeds.test:{}", safe.port());
    let settings = Fetching { allow: vec![host.clone(), plain.address.to_string()], ..Fetching::default() };
    let lookup = Script::saying(&[&["127.0.0.1"]]);
    let get = |path: String| get_by(&lookup, settings.clone(), path);
    assert_refused(get(format!("https://{host}/down")).await, Guard::Downgrade);
    assert_eq!(plain.accepted(), 0);
    assert_eq!(body(get(format!("https://{host}/")).await), b"safe");
}

/// What is written goes to one server, in confidence, and nowhere on from there.
#[tokio::test]
async fn what_is_written_is_judged_as_what_is_read_is_and_goes_no_further() {
    let safe = Server::open_safely(|head| match head {
        head if head.contains("/onward") => onward(307, "/"),
        head if head.contains("/slow") => vec![silence()],
        head if head.contains("/refused") => status("410 Gone", ""),
        _ => status("202 Accepted", ""),
    })
    .await;
    let host = format!("feeds.test:{}", safe.port());
    let lookup = Script::saying(&[&["127.0.0.1"]]);
    let settings = Fetching { ports: vec![safe.port()], headers: LITTLE, ..Fetching::default() };
    let writes = async |settings: &Fetching, path: &str| {
        let fetcher = Fetcher::with(settings.clone(), Arc::<Script>::clone(&lookup), vouching()).unwrap();
        fetcher.post(path, Default::default(), b"{}".to_vec()).await
    };
    // A name that leads into our own network, as any number that does.
    for url in [format!("https://{host}/"), format!("https://{}/", safe.address)] {
        let written = writes(&settings, &url).await;
        assert!(matches!(written, Err(Unfetched::Refused(Guard::NotPublic))), "{written:?}");
    }
    assert_eq!(safe.accepted(), 0);
    let allowed = Fetching { allow: vec![host.clone()], headers: LONG, ..settings.clone() };
    writes(&allowed, &format!("https://{host}/")).await.unwrap();
    assert_eq!(safe.sent(), ["{}"]);
    let written = writes(&allowed, &format!("https://{host}/onward")).await;
    assert!(matches!(written, Err(Unfetched::TooManyRedirects)), "{written:?}");
    let written = writes(&allowed, &format!("https://{host}/refused")).await;
    assert!(matches!(written, Err(Unfetched::Gone { status: 410 })), "{written:?}");
    assert_eq!(safe.heard().len(), 3);
    let hurried = Fetching { headers: LITTLE, ..allowed };
    let written = writes(&hurried, &format!("https://{host}/slow")).await;
    assert!(matches!(written, Err(Unfetched::TooSlow)), "{written:?}");
    // In clear, only where the operator lets it through by name.
    let written = writes(&settings, "http://feeds.example/").await;
    assert!(matches!(written, Err(Unfetched::Refused(Guard::Port))), "{written:?}");
    let everywhere = Fetching { ports: vec![80], ..settings };
    let written = writes(&everywhere, "http://feeds.example/").await;
    assert!(matches!(written, Err(Unfetched::Refused(Guard::NotSafe))), "{written:?}");
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_or_of_another_name_is_refused() {
    let safe = Server::open_safely(|_| page("", "safe")).await;
    let port = safe.port();
    let allow = vec![format!("feeds.test:{port}"), format!("other.test:{port}")];
    let settings = Fetching { allow, ..Fetching::default() };
    let lookup = Script::saying(&[&["127.0.0.1"]]);
    let strangers = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let fetcher = Fetcher::with(settings.clone(), Arc::clone(&lookup) as _, strangers).unwrap();
    let url = format!("https://feeds.test:{port}/");
    assert_unfetched!(fetcher.get(&url, &Seen::default()).await, Unfetched::Insecure);
    let other = get_by(&lookup, settings.clone(), &format!("https://other.test:{port}/")).await;
    assert_unfetched!(other, Unfetched::Insecure);
    assert!(safe.heard().is_empty());
    assert_eq!(body(get_by(&lookup, settings, &url).await), b"safe");
}

#[tokio::test]
async fn where_it_moved_is_told_as_far_as_it_moved_for_good() {
    let server = Server::open(|head| match head.split(' ').nth(1).unwrap() {
        "/good" => onward(301, "b/../for-good#top"),
        "/for-good" => onward(308, "/there?a"),
        "/mixed" => onward(301, "/now"),
        "/now" => onward(302, "/good"),
        _ => page("", "a"),
    })
    .await;
    let get = |path: String| get(letting_through(&[&server]), path);
    assert_eq!(ways(get(server.url("/good")).await), (server.url("/there?a"), Some(server.url("/there?a"))));
    assert_eq!(ways(get(server.url("/mixed")).await), (server.url("/there?a"), Some(server.url("/now"))));
    assert_eq!(ways(get(server.url("/now")).await), (server.url("/there?a"), None));
}

#[tokio::test]
async fn where_it_moved_is_told_even_if_nothing_changed() {
    let server =
        Server::open(
            |head| {
                if head.starts_with("get /old ") { onward(301, "/new") } else { status("304 Not Modified", "") }
            },
        )
        .await;
    let seen = Seen { etag: Some("W/\"a\"".to_owned()), last_modified: None };
    let fetched = Fetcher::new(letting_through(&[&server])).unwrap().get(&server.url("/old"), &seen).await;
    assert!(
        matches!(&fetched, Ok(Fetched::Unchanged { moved: Some(new) }) if *new == server.url("/new")),
        "{fetched:?}"
    );
}

/// The variables are of the process: another one is started, with this test alone.
#[tokio::test]
async fn the_proxy_of_the_environment_is_not_asked() {
    const TARGET: &str = "FETCHING_TARGET";
    let get = |target: String| {
        get(Fetching { allow: vec![target.clone()], ..Fetching::default() }, format!("http://{target}/"))
    };
    if let Ok(target) = env::var(TARGET) {
        assert_eq!(body(get(target).await), b"direct");
        return;
    }
    let (server, proxy) = (Server::open(|_| page("", "direct")).await, Server::open(|_| page("", "proxy")).await);
    let name = "the_proxy_of_the_environment_is_not_asked";
    let name = module_path!().split_once("::").map_or(name.to_owned(), |(_, path)| format!("{path}::{name}"));
    let mut again = Command::new(env::current_exe().unwrap());
    again.args([&name, "--exact", "--nocapture"]).env(TARGET, server.address.to_string());
    for variable in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        again.env(variable, proxy.url(""));
    }
    again.env_remove("NO_PROXY").env_remove("no_proxy").env_remove("REQUEST_METHOD");
    let done = tokio::task::spawn_blocking(move || again.output()).await.unwrap().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!((server.accepted(), proxy.accepted()), (1, 0));
}

// How much, and how long.

#[tokio::test]
async fn a_body_shorter_than_announced_is_none() {
    for cut in [
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nshort\r\n",
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/1.1 200 OK\r\nConte",
        "",
    ] {
        let server = Server::open(move |_| say(cut)).await;
        assert_unfetched!(get(letting_through(&[&server]), &server.url("/")).await, Unfetched::Broken);
    }
}

#[tokio::test]
async fn what_is_too_heavy_is_refused_as_soon_as_it_is_known() {
    let announced = Server::open(|_| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", 2_u64 << 30);
        vec![Act::Say(head.into_bytes()), silence()]
    })
    .await;
    let endless = Server::open(|_| {
        let chunk = [b"10000\r\n".as_slice(), &[b'a'; 1 << 16], b"\r\n"].concat();
        let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
        vec![Act::Say(head), Act::Repeat(chunk, Duration::ZERO)]
    })
    .await;
    for server in [&announced, &endless] {
        let settings = Fetching { bytes: 1 << 20, whole: LONG, ..letting_through(&[server]) };
        assert_unfetched!(get(settings, &server.url("/")).await, Unfetched::TooHeavy { bytes: 1_048_576 });
    }
    let exact = Server::open(|_| page("", "abcde")).await;
    let settings = |bytes| Fetching { bytes, ..letting_through(&[&exact]) };
    assert_eq!(body(get(settings(5), &exact.url("/")).await), b"abcde");
    assert_unfetched!(get(settings(4), &exact.url("/")).await, Unfetched::TooHeavy { bytes: 4 });
}

#[tokio::test]
async fn a_server_that_drips_or_falls_silent_is_given_up() {
    let drip = |head: &str, drop: &str| {
        vec![Act::Say(head.as_bytes().to_vec()), Act::Repeat(drop.as_bytes().to_vec(), Duration::from_millis(20))]
    };
    let dripping = Server::open(move |_| drip("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "a")).await;
    let silent =
        Server::open(|_| vec![Act::Say(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na".to_vec()), silence()]).await;
    let mute = Server::open(|_| vec![silence()]).await;
    let heads = Server::open(move |_| drip("HTTP/1.1 200 OK\r\nx: ", "a")).await;
    for server in [&dripping, &silent, &mute, &heads] {
        let settings = Fetching { patience: LITTLE, headers: LITTLE, whole: LONG, ..letting_through(&[server]) };
        assert_unfetched!(get(settings, &server.url("/")).await, Unfetched::TooSlow);
    }
}

#[tokio::test]
async fn what_comes_fast_enough_and_never_ends_is_given_up() {
    let server = Server::open(|_| {
        let head = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
        vec![Act::Say(head), Act::Repeat(vec![b'a'; 2_048], Duration::from_millis(20))]
    })
    .await;
    let settings = Fetching { whole: LITTLE, bytes: 1 << 18, ..letting_through(&[&server]) };
    assert_unfetched!(get(settings, &server.url("/")).await, Unfetched::TooLong);
}

// What a server says instead.

#[tokio::test]
async fn a_server_that_has_too_much_to_do_says_when_to_come_back() {
    let date = (Utc::now() + TimeDelta::minutes(10)).format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    for (line, header, minutes) in [
        ("429 Too Many Requests", "Retry-After: 600\r\n".to_owned(), Some(10)),
        ("503 Service Unavailable", format!("Retry-After: {date}\r\n"), Some(10)),
        ("503 Service Unavailable", "Retry-After: 9999999\r\n".to_owned(), Some(24 * 60)),
        ("503 Service Unavailable", String::new(), None),
    ] {
        let server = Server::open(move |_| status(line, &header)).await;
        let fetched = get(letting_through(&[&server]), &server.url("/")).await;
        let Err(Unfetched::Later { after, status }) = fetched else { panic!("{fetched:?}") };
        assert_eq!(status.to_string(), line[..3]);
        let wait = after.map(|after| after - Utc::now());
        assert_eq!(wait.map(|wait| (wait + TimeDelta::seconds(30)).num_minutes()), minutes, "{line}");
    }
}

#[tokio::test]
async fn a_status_that_brings_nothing_is_told() {
    let server = Server::open(|head| status(&head["get /".len()..][..3], "")).await;
    let get = |path: String| get(letting_through(&[&server]), path);
    assert_unfetched!(get(server.url("/404")).await, Unfetched::Gone { status: 404 });
    assert_unfetched!(get(server.url("/410")).await, Unfetched::Gone { status: 410 });
    assert_unfetched!(get(server.url("/500")).await, Unfetched::Status { status: 500 });
    assert_unfetched!(get(server.url("/206")).await, Unfetched::Status { status: 206 });
    assert_unfetched!(get(server.url("/301")).await, Unfetched::Status { status: 301 });
}

#[tokio::test]
async fn a_host_that_is_not_there_is_told_from_one_that_does_not_answer() {
    let fetched = get_by(&Script::saying(&[]), Fetching::default(), "http://none.test/").await;
    assert_unfetched!(fetched, Unfetched::NoSuchHost);
    let fetched = get_by(&Script::saying(&[&[]]), Fetching::default(), "http://none.test/").await;
    assert_unfetched!(fetched, Unfetched::NoSuchHost);
    // Takes what it hears for the beginning of a request: no hands are shaken.
    let deaf = Server::open(|_| page("", "a")).await;
    let settings = Fetching { connect: LITTLE, headers: LONG, ..letting_through(&[&deaf]) };
    assert_unfetched!(get(settings, format!("https://{}/", deaf.address)).await, Unfetched::Unreachable);
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let settings = Fetching { allow: vec![closed.to_string()], ..Fetching::default() };
    assert_unfetched!(get(settings, &format!("http://{closed}/")).await, Unfetched::Unreachable);
}

#[tokio::test]
async fn nothing_that_is_said_of_a_failure_tells_an_address() {
    let private = Server::private().await;
    let settings = Fetching { ports: vec![private.port()], ..Fetching::default() };
    let lookup = Script::saying(&[&["10.20.30.40"]]);
    let url = format!("http://inside.test:{}/?token=abc", private.port());
    let said = get_by(&lookup, settings, &url).await.unwrap_err();
    assert_eq!((said.to_string().as_str(), said.name()), ("refused: not on the public Internet", "refused-not-public"));
    assert!(!format!("{said:?}").contains("10.20"));
}

// What an operator sets.

#[test]
fn settings_are_in_seconds_and_each_has_a_default() {
    let settings: Fetching =
        serde_yaml::from_str("{ connect: 0.5, whole: 60, allow: ['feeds.internal:8090'] }").unwrap();
    assert_eq!((settings.connect, settings.whole), (Duration::from_millis(500), Duration::from_secs(60)));
    assert_eq!((settings.bytes, settings.pace, settings.headers), (1 << 30, 1 << 10, Duration::from_secs(30)));
    assert!(settings.folder == Path::new(""));
    for wrong in ["{ conect: 1 }", "{ connect: -1 }", "{ whole: .nan }", "{ ports: [70000] }"] {
        assert!(serde_yaml::from_str::<Fetching>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn an_entry_that_cannot_be_read_is_said_when_the_house_starts() {
    let settings = Fetching { allow: vec!["10.0.0.0/8".to_owned()], ..Fetching::default() };
    assert!(matches!(Fetcher::new(settings), Err(Misconfigured::Allow(entry)) if entry == "10.0.0.0/8"));
    let settings = Fetching { public_url: "https://a\nb".to_owned(), ..Fetching::default() };
    assert!(matches!(Fetcher::new(settings), Err(Misconfigured::Client(_))));
}
