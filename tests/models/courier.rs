//! Letters reach a real mail server, once each, as mail programs expect them; and
//! wait when there is none.

use std::{
    io::Write as _,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use chrono::Duration;
use passerelle::{
    access::{Audience, Kind},
    clock,
    initializers::courier::{Smtp, carry, transport},
    models::{letters, notifications::mailing},
};
use sea_orm::EntityTrait;

use crate::support::World;

/// A mail server of one's own: it keeps what it takes in a folder (Maildir).
pub struct MailServer {
    process: Child,
    folder: PathBuf,
    port: u16,
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl MailServer {
    pub async fn at(port: u16, folder: &Path) -> Self {
        let process = Command::new("/usr/bin/python3")
            .args(["-m", "aiosmtpd", "-n", "-l", &format!("127.0.0.1:{port}"), "-c", "aiosmtpd.handlers.Mailbox"])
            .arg(folder)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("python3-aiosmtpd, which tests/run installs");
        let mut server = Self { process, folder: folder.to_owned(), port };
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            assert!(server.process.try_wait().unwrap().is_none(), "python3-aiosmtpd is missing: tests/run installs it");
            tokio::task::yield_now().await;
        }
        server
    }

    /// What it took, headers and bodies, decoded by nobody.
    pub fn taken(&self) -> Vec<String> {
        let folder = std::fs::read_dir(self.folder.join("new")).unwrap();
        let mut taken: Vec<String> =
            folder.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
        taken.sort();
        taken
    }

    pub fn smtp(&self, world: &World) -> Smtp {
        smtp(world, self.port)
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn smtp(world: &World, port: u16) -> Smtp {
    let mut mail = world.house.settings.mail.clone();
    mail.host = "127.0.0.1".to_owned();
    mail.port = port;
    mail.tls = "none".to_owned();
    mail.patience = 1;
    transport(&mail).unwrap()
}

pub fn folder(world: &World, name: &str) -> PathBuf {
    world.house.settings.data_dir.join(name)
}

/// The value of a header, unfolded.
fn header<'a>(mail: &'a str, name: &str) -> Option<&'a str> {
    mail.split("\r\n\r\n")
        .next()?
        .split("\n\n")
        .next()?
        .lines()
        .find_map(|line| line.strip_prefix(&format!("{name}: ")))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_arrives_as_mail_programs_expect_it() {
    let world = World::new().await;
    let server = MailServer::at(free_port(), &folder(&world, "mail")).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let asker = world.person("awa", Kind::Seeker).await;
    let helper = world.person("ben", Kind::Seeker).await;
    let talk = asker.asks(&room, "Reconversion à 50 ans : par où commencer ?", "Un message.").await;
    helper.replies(&talk, "Par la *mission locale*.").await;
    world.caught_up().await;
    let later = clock::now() + Duration::hours(1);
    mailing::send_due(&world.house, later).await.unwrap();
    assert_eq!(carry(&world.house, &server.smtp(&world), later).await.unwrap(), 1);
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    let mail = &taken[0];
    assert_eq!(header(mail, "To"), Some(asker.email()));
    assert_eq!(header(mail, "List-Id"), Some(&*format!("<thread-{}.house.test>", talk.id)));
    let stop = header(mail, "List-Unsubscribe").expect("one line").trim_matches(['<', '>']);
    assert!(stop.starts_with("http://house.test/unsubscribe/"), "{stop}");
    assert_eq!(header(mail, "List-Unsubscribe-Post"), Some("List-Unsubscribe=One-Click"));
    assert_eq!(header(mail, "References"), Some(&*format!("<thread-{}@house.test>", talk.id)));
    assert_eq!(header(mail, "In-Reply-To"), header(mail, "References"));
    let letter = letters::Entity::find().one(&world.house.db).await.unwrap().unwrap();
    assert_eq!(header(mail, "Message-ID"), Some(&*format!("<letter-{}@house.test>", letter.id)));
    assert_eq!(header(mail, "Auto-Submitted"), Some("auto-generated"));
    assert!(mail.contains("multipart/alternative") && mail.contains("text/plain") && mail.contains("text/html"));
    assert_eq!(letter.state, "sent");
    // The link works as a mail program uses it.
    let path = stop.strip_prefix("http://house.test").unwrap();
    world.visitor().post_raw(path, "List-Unsubscribe=One-Click", &[]).await.assert_status(200);
    assert_eq!(carry(&world.house, &server.smtp(&world), later).await.unwrap(), 0, "sent once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_down_for_a_day_loses_no_letter_and_doubles_none() {
    let world = World::new().await;
    for number in 0..5 {
        world.signs_up(&format!("personne{number}@people.test"), "Une personne", "seeker").await;
    }
    let (port, began) = (free_port(), clock::now());
    let nobody = smtp(&world, port);
    for hour in 0..24 {
        carry(&world.house, &nobody, began + Duration::hours(hour)).await.unwrap();
    }
    let boss = world.admin("boss").await;
    let page = boss.get("/admin/letters").await;
    assert_eq!(page.all(".letter-row").len(), 5);
    page.assert_sees("personne3@people.test").assert_unseen("Confirmez votre adresse");
    world.person("awa", Kind::Seeker).await.get("/admin/letters").await.assert_status(404);
    let waiting = letters::Entity::find().all(&world.house.db).await.unwrap();
    assert!(waiting.iter().all(|letter| letter.state == "waiting" && letter.attempts < 16), "tried later and later");
    let server = MailServer::at(port, &folder(&world, "mail")).await;
    // At most six hours later each has been tried again; twice over changes nothing.
    for hour in 24..34 {
        carry(&world.house, &server.smtp(&world), began + Duration::hours(hour)).await.unwrap();
    }
    let mut reached: Vec<String> = server.taken().iter().map(|mail| header(mail, "To").unwrap().to_owned()).collect();
    reached.sort();
    assert_eq!(reached, (0..5).map(|number| format!("personne{number}@people.test")).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_that_nobody_takes_is_given_up_on_and_tried_again_by_hand() {
    let world = World::new().await;
    world.signs_up("awa@people.test", "Awa", "seeker").await;
    let nobody = smtp(&world, free_port());
    let mut now = clock::now();
    for _ in 0..20 {
        carry(&world.house, &nobody, now).await.unwrap();
        now += Duration::hours(7);
    }
    let letter = letters::Entity::find().one(&world.house.db).await.unwrap().unwrap();
    assert_eq!((letter.state.as_str(), letter.attempts), ("dead", 16));
    let boss = world.admin("boss").await;
    boss.get("/admin/letters").await.assert_sees("abandonné");
    boss.does(&format!("/admin/letters/{}/retry", letter.id), &[]).await;
    let server = MailServer::at(free_port(), &folder(&world, "mail")).await;
    assert_eq!(carry(&world.house, &server.smtp(&world), clock::now()).await.unwrap(), 1);
    assert_eq!(server.taken().len(), 1);
    boss.post(&format!("/admin/letters/{}/retry", letter.id), &[]).await.assert_status(404);
}

/// A server that says nothing, or anything: the letter waits, the courier goes on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_that_hangs_or_talks_nonsense_is_waited_for_no_longer_than_said() {
    for answer in ["", "HTTP/1.1 200 OK\r\n\r\n", "554 go away\r\n"] {
        let world = World::new().await;
        world.signs_up("awa@people.test", "Awa", "seeker").await;
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            let mut open = vec![];
            while let Ok((mut stream, _)) = listener.accept() {
                let _ = stream.write_all(answer.as_bytes());
                // Kept open: whoever waits decides for how long.
                open.push(stream);
            }
        });
        assert_eq!(carry(&world.house, &smtp(&world, port), clock::now()).await.unwrap(), 1);
        let letter = letters::Entity::find().one(&world.house.db).await.unwrap().unwrap();
        assert_eq!((letter.state.as_str(), letter.attempts), ("waiting", 1), "{answer:?}");
        assert!(letter.last_error.is_some() && letter.next_try_at > clock::now());
    }
}
