//! What is typed after the name of the binary. To start is ours, however it is said:
//! a server of Loco's own would not know of a restore. The rest is Loco's.

use clap::{Args, Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "passerelle", disable_help_subcommand = true)]
struct Typed {
    /// production, development, test
    #[arg(short, long, global = true)]
    environment: Option<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves; the same as no word at all
    #[command(alias = "s")]
    Start(Start),
    #[command(external_subcommand)]
    Loco(Vec<String>),
}

/// Where to serve, when not where the configuration says.
#[derive(Debug, Default, Args)]
pub struct Start {
    #[arg(skip)]
    pub environment: Option<String>,
    /// The address to listen on
    #[arg(short, long)]
    pub binding: Option<String>,
    /// The port to listen on
    #[arg(short, long)]
    pub port: Option<i32>,
    // Loco has these: whoever serves works too, and there is no banner.
    #[arg(short, long, hide = true)]
    server_and_worker: bool,
    #[arg(short, long, hide = true)]
    all: bool,
    #[arg(short, long, hide = true)]
    no_banner: bool,
}

/// What is asked for.
#[derive(Debug)]
pub enum Asked {
    Start(Start),
    /// A command that reads or writes the database, and in which environment.
    Work(Option<String>),
    Restore(Option<String>),
    /// Help, the list of routes…
    Else,
}

/// Reads what was typed, the name of the binary first.
///
/// # Errors
/// What is wrong with how a start was asked for, or how to ask for it, when that is
/// what was asked.
pub fn read(typed: &[String]) -> Result<Asked, clap::Error> {
    let read = match Typed::try_parse_from(typed) {
        Ok(read) => read,
        Err(error) if typed.iter().skip(1).any(|word| word == "start" || word == "s") => return Err(error),
        Err(_) => return Ok(Asked::Else),
    };
    let words = match read.command {
        None if typed.len() > 1 => return Ok(Asked::Else),
        None => return Ok(Asked::Start(Start::default())),
        Some(Command::Start(start)) => return Ok(Asked::Start(Start { environment: read.environment, ..start })),
        Some(Command::Loco(words)) => words,
    };
    let environment = read.environment.or_else(|| environment_in(&words));
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.starts_with('-')).collect();
    Ok(match words.as_slice() {
        ["task" | "t", rest @ ..] if rest.contains(&"restore") => Asked::Restore(environment),
        ["task" | "t", _, ..] => Asked::Work(environment),
        // What makes the database finds nobody in it.
        ["db", rest @ ..] if !rest.contains(&"create") => Asked::Work(environment),
        _ => Asked::Else,
    })
}

fn environment_in(words: &[String]) -> Option<String> {
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.split_once('=') {
            None if word == "-e" || word == "--environment" => return words.next().cloned(),
            Some(("-e" | "--environment", named)) => return Some(named.to_owned()),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(typed: &str) -> String {
        let typed: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
        match read(&typed) {
            Ok(Asked::Start(start)) => format!("start {:?} {:?} {:?}", start.environment, start.binding, start.port),
            Ok(Asked::Work(environment)) => format!("work {environment:?}"),
            Ok(Asked::Restore(environment)) => format!("restore {environment:?}"),
            Ok(Asked::Else) => "else".to_owned(),
            Err(_) => "refused".to_owned(),
        }
    }

    #[test]
    fn however_a_start_is_typed_it_is_ours() {
        for plain in ["passerelle", "passerelle start", "passerelle s --all", "passerelle start -s -n"] {
            assert_eq!(says(plain), "start None None None", "{plain}");
        }
        let said = r#"start Some("production") Some("::") Some(80)"#;
        assert_eq!(says("passerelle -e production start -b :: -p 80"), said);
        assert_eq!(says("passerelle start --binding :: --port 80 --environment production"), said);
        // A worker alone would be a server that nobody asks to leave.
        for refused in ["passerelle start --worker", "passerelle start --scheduler", "passerelle start 80"] {
            assert_eq!(says(refused), "refused", "{refused}");
        }
    }

    #[test]
    fn how_to_start_is_said_when_it_is_asked() {
        let help = read(&["passerelle".to_owned(), "start".to_owned(), "--help".to_owned()]).unwrap_err();
        assert_eq!(help.kind(), clap::error::ErrorKind::DisplayHelp);
        let help = help.to_string();
        assert!(["--binding", "--port", "--environment"].iter().all(|option| help.contains(option)), "{help}");
    }

    #[test]
    fn whoever_opens_the_database_is_told_from_whoever_does_not() {
        assert_eq!(says("passerelle task backup to:/b"), "work None");
        assert_eq!(says("passerelle t backup to:/b -e production"), r#"work Some("production")"#);
        assert_eq!(says("passerelle db migrate"), "work None");
        assert_eq!(says("passerelle -e production task restore from:/b"), r#"restore Some("production")"#);
        assert_eq!(says("passerelle task -e test restore from:/b"), r#"restore Some("test")"#);
        for other in ["passerelle task", "passerelle db create", "passerelle routes", "passerelle --help"] {
            assert_eq!(says(other), "else", "{other}");
        }
    }
}
