//! The archive LinkedIn gives of one's own data: a zip of tables. A table is found
//! by its exact base name, read in memory within limits; nothing is written to disk.

use std::{
    collections::HashMap,
    io::{Cursor, Read},
};

use csv::StringRecord;
use zip::ZipArchive;

use super::{
    ENTRIES, ENTRY_LIMIT, Imported, Kind, ROWS, Source, UNPACKED_LIMIT, Unread,
    draft::{Draft, Position},
};

/// The tables that are read, each with a column by which its first row is known:
/// some begin with notes.
const TABLES: [(&str, &str); 11] = [
    ("Profile.csv", "headline"),
    ("Profile Summary.csv", "profile summary"),
    ("Email Addresses.csv", "email address"),
    ("PhoneNumbers.csv", "number"),
    ("Positions.csv", "title"),
    ("Projects.csv", "title"),
    ("Volunteering.csv", "role"),
    ("Skills.csv", "name"),
    ("Education.csv", "school name"),
    ("Languages.csv", "name"),
    ("Certifications.csv", "name"),
];
/// How many rows notes may take before the columns' names.
const NOTES: usize = 6;
/// Columns of a table that are looked at.
const COLUMNS: usize = 64;

pub(super) fn read(bytes: &[u8]) -> Result<Imported, Unread> {
    let mut draft = Draft::default();
    let tables = unpack(&mut draft, bytes)?;
    if tables.is_empty() {
        return Err(Unread::Unknown);
    }
    each(&mut draft, &tables, "Profile.csv", profile);
    each(&mut draft, &tables, "Profile Summary.csv", |draft, row| {
        draft.project("Profile Summary.csv", row.get("profile summary"));
    });
    each(&mut draft, &tables, "Email Addresses.csv", |draft, row| {
        // The one that letters go to; the others stay there.
        if row.get("primary").eq_ignore_ascii_case("yes") {
            draft.contact("Email Addresses.csv", row.get("email address"));
        }
    });
    each(&mut draft, &tables, "PhoneNumbers.csv", |draft, row| {
        draft.contact("PhoneNumbers.csv", row.get("number"));
    });
    for (table, title, organisation) in [
        ("Positions.csv", "title", "company name"),
        ("Projects.csv", "title", ""),
        ("Volunteering.csv", "role", "company name"),
    ] {
        each(&mut draft, &tables, table, |draft, row| {
            draft.position(
                table,
                &Position {
                    title: row.get(title),
                    organisation: row.get(organisation),
                    from: row.get("started on"),
                    to: row.get("finished on"),
                    said: row.get("description"),
                },
            );
        });
    }
    each(&mut draft, &tables, "Skills.csv", |draft, row| draft.skill_named("Skills.csv", row.get("name"), ""));
    each(&mut draft, &tables, "Certifications.csv", |draft, row| draft.licence("Certifications.csv", row.get("name")));
    // A diploma by its name, without its year: that tells an age.
    each(&mut draft, &tables, "Education.csv", |draft, row| draft.licence("Education.csv", row.get("degree name")));
    each(&mut draft, &tables, "Languages.csv", |draft, row| {
        draft.language("Languages.csv", row.get("name"), row.get("proficiency"));
    });
    Ok(draft.imported(Source::LinkedIn))
}

fn profile(draft: &mut Draft, row: &Row) {
    draft.full_name("Profile.csv", &format!("{} {}", row.get("first name"), row.get("last name")));
    draft.headline("Profile.csv", row.get("headline"));
    draft.project("Profile.csv", row.get("summary"));
    draft.place("Profile.csv", row.get("geo location"), None, None);
    // `[COMPANY:https://example.org,PORTFOLIO:https://…]`
    for site in row.get("websites").trim_matches(['[', ']']).split(',').filter(|site| !site.trim().is_empty()) {
        let url = site.find("http").map_or(site, |at| &site[at..]);
        draft.link("Profile.csv", "", url);
    }
    for column in row.filled() {
        draft.is_forbidden(column, &format!("Profile.csv: {column}"));
    }
}

/// The tables of the archive that are read, by name.
fn unpack(draft: &mut Draft, bytes: &[u8]) -> Result<HashMap<&'static str, String>, Unread> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unread::Malformed)?;
    if archive.len() > ENTRIES {
        return Err(Unread::Bomb);
    }
    let mut tables = HashMap::new();
    let mut unpacked = 0;
    for entry in 0..archive.len() {
        // Encrypted, or packed in a way we do not read.
        let Ok(file) = archive.by_index(entry) else { continue };
        let Ok(name) = file.name().map(|name| name.into_owned()) else { continue };
        let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let Some((table, _)) = TABLES.into_iter().find(|(table, _)| *table == base) else { continue };
        // Theirs have no name that climbs out of its folder.
        if file.enclosed_name().is_none() || name.starts_with('/') || name.contains('\\') || tables.contains_key(table)
        {
            draft.leave(Kind::Unreadable, &name);
            continue;
        }
        let mut read = vec![];
        let whole = file.take(ENTRY_LIMIT + 1).read_to_end(&mut read);
        unpacked += read.len() as u64;
        if unpacked > UNPACKED_LIMIT {
            return Err(Unread::Bomb);
        }
        match whole {
            Ok(_) if read.len() as u64 > ENTRY_LIMIT => draft.leave(Kind::TooLong, table),
            Ok(_) => {
                tables.insert(table, String::from_utf8_lossy(&read).into_owned());
            }
            Err(_) => draft.leave(Kind::Unreadable, table),
        }
    }
    Ok(tables)
}

struct Row<'a> {
    columns: &'a [String],
    record: &'a StringRecord,
}

impl Row<'_> {
    fn get(&self, column: &str) -> &str {
        let at = self.columns.iter().position(|name| name == column);
        at.and_then(|at| self.record.get(at)).unwrap_or_default()
    }

    /// The columns in which something stands.
    fn filled(&self) -> impl Iterator<Item = &str> {
        let cells = self.columns.iter().zip(self.record.iter());
        cells.filter(|(_, cell)| !cell.trim().is_empty()).map(|(name, _)| &**name)
    }
}

/// Every row of a table of the archive, if it is there.
fn each(
    draft: &mut Draft,
    tables: &HashMap<&'static str, String>,
    table: &str,
    mut read: impl FnMut(&mut Draft, &Row),
) {
    let Some(text) = tables.get(table) else { return };
    let known = TABLES.into_iter().find(|(name, _)| *name == table).map_or("", |(_, column)| column);
    let text = text.trim_start_matches('\u{feff}');
    let reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut records = reader.into_records().filter_map(Result::ok);
    let columns = records
        .by_ref()
        .take(NOTES)
        .map(|record| record.iter().take(COLUMNS).map(|name| name.trim().to_lowercase()).collect::<Vec<_>>());
    let Some(columns) = columns.into_iter().find(|columns| columns.iter().any(|name| name == known)) else {
        return draft.leave(Kind::Unreadable, table);
    };
    for (row, record) in records.enumerate() {
        if row >= ROWS {
            return draft.leave(Kind::TooMany, table);
        }
        read(draft, &Row { columns: &columns, record: &record });
    }
}
