//! When the database is away, full or held: nobody's bug, nobody's doing, and
//! over by itself. What asked meanwhile is told to come back, not that something
//! broke.

use sea_orm::{DbErr, RuntimeErr};

/// True when the same act may well succeed a little later.
pub fn is_outage(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(RuntimeErr::Internal(_)) => true,
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => is_away(error),
        _ => false,
    }
}

/// The same news for several: what was an outage for one is one for all.
pub fn shared(error: &DbErr) -> impl Fn() -> DbErr + use<> {
    let (outage, text) = (is_outage(error), error.to_string());
    move || match outage {
        true => DbErr::Conn(RuntimeErr::Internal(text.clone())),
        false => DbErr::Custom(text.clone()),
    }
}

fn is_away(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| says_away(&code)),
        _ => false,
    }
}

/// SQLSTATE has five characters, SQLite's result codes are numbers (the low byte
/// is the primary one).
fn says_away(code: &str) -> bool {
    if code.len() == 5 {
        // 08 connection, 53 no room left (disk, memory, connections), 57P shut
        // down or starting, 55000 takes no connections, 25006 a standby.
        return ["08", "53", "57P"].iter().any(|class| code.starts_with(class)) || matches!(code, "55000" | "25006");
    }
    // Busy, locked, read-only, input/output, full, cannot open.
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 8 | 10 | 13 | 14))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_and_a_closed_door_pass_a_broken_rule_does_not() {
        for away in ["53100", "57P01", "57P03", "08006", "55000", "13", "5", "8", "778"] {
            assert!(says_away(away), "{away}");
        }
        for broken in ["23505", "42P01", "22P02", "1", "19", "2067", "11"] {
            assert!(!says_away(broken), "{broken}");
        }
    }

    #[test]
    fn an_outage_told_to_several_is_an_outage_for_each() {
        assert!(is_outage(&shared(&DbErr::Conn(RuntimeErr::Internal("away".into())))()));
        assert!(!is_outage(&shared(&DbErr::Custom("a bug".into()))()));
    }
}
