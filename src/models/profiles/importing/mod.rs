//! A profile begun from a file one has elsewhere: JSON Resume, Europass, the
//! archive LinkedIn gives of one's data. What comes out is a draft that its owner
//! reads before anything is kept.
//!
//! A position becomes the draft of a story: its title is the skill's name, the
//! employer and the dates its context, what was said of it the action. Nothing
//! says what came of it, so the result stays empty: no result is made up.
//!
//! Birth, gender, nationality, photo, family, pay and postal address are never
//! read into the sheet; that they were in the file is told, by kind. A text past
//! its limit is left out whole rather than cut where its author would not.

mod draft;
mod europass;
mod json_resume;
mod linkedin;
mod tree;

use super::sheet::Sheet;

/// Bytes of the file.
pub const FILE_LIMIT: usize = 5 << 20;
/// Entries of an archive; bytes of one that is read, and of all of them, unpacked.
pub const ENTRIES: usize = 200;
pub const ENTRY_LIMIT: u64 = 5 << 20;
pub const UNPACKED_LIMIT: u64 = 20 << 20;
/// Rows read of a table.
pub const ROWS: usize = 2_000;
/// What is told to have been left out, at most.
pub const TOLD: usize = 100;

/// Whose file it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    JsonResume,
    Europass,
    LinkedIn,
}

impl Source {
    pub const ALL: [Self; 3] = [Self::JsonResume, Self::Europass, Self::LinkedIn];

    /// Its Fluent key is `import-from-` and this.
    pub fn name(self) -> &'static str {
        match self {
            Self::JsonResume => "json-resume",
            Self::Europass => "europass",
            Self::LinkedIn => "linkedin",
        }
    }
}

/// Why something of a file is not in the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Protected, or nothing a profile should hold: never read.
    Birth,
    Gender,
    Nationality,
    Photo,
    Family,
    Pay,
    Address,
    /// What is about someone else: referees.
    Others,
    /// A profile has no place for it.
    NoPlace,
    TooLong,
    TooMany,
    /// Not of the shape its format promises.
    Unreadable,
}

impl Kind {
    pub const ALL: [Self; 12] = [
        Self::Birth,
        Self::Gender,
        Self::Nationality,
        Self::Photo,
        Self::Family,
        Self::Pay,
        Self::Address,
        Self::Others,
        Self::NoPlace,
        Self::TooLong,
        Self::TooMany,
        Self::Unreadable,
    ];

    /// Its Fluent key is `import-left-` and this.
    pub fn name(self) -> &'static str {
        match self {
            Self::Birth => "birth",
            Self::Gender => "gender",
            Self::Nationality => "nationality",
            Self::Photo => "photo",
            Self::Family => "family",
            Self::Pay => "pay",
            Self::Address => "address",
            Self::Others => "others",
            Self::NoPlace => "no-place",
            Self::TooLong => "too-long",
            Self::TooMany => "too-many",
            Self::Unreadable => "unreadable",
        }
    }

    /// The kind of what a field of that name holds, when it is never read.
    fn forbidden(field: &str) -> Option<Self> {
        let field: String = field.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        Some(match &*field {
            "birthdate" | "birthday" | "birth" | "dateofbirth" | "dob" | "age" | "birthplace" | "placeofbirth"
            | "yearofbirth" => Self::Birth,
            "gender" | "gendercode" | "sex" => Self::Gender,
            "nationality" | "nationalitylist" | "nationalitycode" | "nationalities" | "citizenship" => {
                Self::Nationality
            }
            "photo" | "picture" | "image" | "avatar" => Self::Photo,
            "maritalstatus" | "civilstatus" | "maidenname" | "children" | "family" => Self::Family,
            "salary" | "currentsalary" | "expectedsalary" | "pay" | "compensation" => Self::Pay,
            "address" | "addressline" | "addressline2" | "postalcode" | "zipcode" => Self::Address,
            "references" | "referenceto" => Self::Others,
            _ => return None,
        })
    }
}

/// Something of the file that is not in the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub kind: Kind,
    /// Where it stood, in the words of its format: `basics.birthDate`, `Positions.csv`.
    pub at: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    pub sheet: Sheet,
    pub from: Source,
    pub left_out: Vec<LeftOut>,
}

/// Why nothing was read of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    #[error("larger than {FILE_LIMIT} bytes")]
    TooLarge,
    #[error("a document for people to read, such as a PDF")]
    Document,
    #[error("none of the formats that are read")]
    Unknown,
    #[error("not what its format promises")]
    Malformed,
    #[error("an XML document that declares a type")]
    Doctype,
    #[error("an archive of more than {ENTRIES} entries, or that unpacks to too much")]
    Bomb,
    #[error("nothing in it for a profile")]
    Nothing,
}

impl Unread {
    pub const ALL: [Self; 7] =
        [Self::TooLarge, Self::Document, Self::Unknown, Self::Malformed, Self::Doctype, Self::Bomb, Self::Nothing];

    /// The Fluent key of its sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::TooLarge => "import-too-large",
            Self::Document => "import-document",
            Self::Unknown => "import-unknown",
            Self::Malformed => "import-malformed",
            Self::Doctype => "import-doctype",
            Self::Bomb => "import-bomb",
            Self::Nothing => "import-nothing",
        }
    }
}

/// Reads a file, told by what is in it; its name only says what it is when it is
/// none of them.
///
/// # Errors
/// When nothing can be read of it.
pub fn read(file_name: &str, bytes: &[u8]) -> Result<Imported, Unread> {
    if bytes.len() > FILE_LIMIT {
        return Err(Unread::TooLarge);
    }
    let imported = if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        linkedin::read(bytes).map_err(|unread| if is_document(file_name) { Unread::Document } else { unread })?
    } else {
        // What is no UTF-8 is marked so, and each text that has a mark is left out.
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        match text.as_bytes().first() {
            Some(b'{') => read_json(text)?,
            Some(b'<') => europass::read(&tree::of_xml(text)?)?,
            _ if text.starts_with("%PDF") || is_document(file_name) => return Err(Unread::Document),
            _ => return Err(Unread::Unknown),
        }
    };
    if imported.sheet == Sheet::default() && imported.left_out.is_empty() {
        return Err(Unread::Nothing);
    }
    Ok(imported)
}

fn read_json(text: &str) -> Result<Imported, Unread> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(|_| Unread::Malformed)?;
    let is_europass = ["SkillsPassport", "LearnerInfo"].iter().any(|root| value.get(root).is_some());
    if is_europass { europass::read(&tree::of_json(&value)?) } else { json_resume::read(&value) }
}

fn is_document(file_name: &str) -> bool {
    let end = file_name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(&*end, "pdf" | "doc" | "docx" | "odt" | "rtf" | "pages" | "txt" | "html")
}
