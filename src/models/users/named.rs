//! Someone as a list names them: the few columns it takes, read by their place. A list
//! of whole accounts takes longer to read than to find.

use sea_orm::{DbErr, QueryResult};

use super::Column;

/// Who they are, and what decides the role beside their name.
#[derive(Clone, Debug)]
pub struct Named {
    pub id: i64,
    pub handle: String,
    pub display_name: String,
    pub kind: String,
    pub claim: String,
    pub is_ambassador: bool,
}

impl Named {
    /// What is selected, in this order.
    pub const COLUMNS: [Column; 6] =
        [Column::Id, Column::Handle, Column::DisplayName, Column::Kind, Column::Claim, Column::IsAmbassador];

    /// From a row that has [`Self::COLUMNS`] from this place on.
    ///
    /// # Errors
    /// When it has something else there.
    pub fn from_columns(row: &QueryResult, first: usize) -> Result<Self, DbErr> {
        let text = |place: usize| row.try_get_by_index::<String>(first + place);
        Ok(Self {
            id: row.try_get_by_index(first)?,
            handle: text(1)?,
            display_name: text(2)?,
            kind: text(3)?,
            claim: text(4)?,
            is_ambassador: row.try_get_by_index(first + 5)?,
        })
    }
}
