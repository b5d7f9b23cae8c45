//! Reading a sheet, batch by batch, from where the last one ended.

use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement};
use serde_json::Value;

use super::{
    super::sheets::{Shape, Sheet},
    BATCH,
};
use crate::{house::House, refusals::Outcome};

pub(super) struct Reader<'a> {
    pub house: &'a House,
    pub person: i64,
    /// The rooms they may read today.
    pub rooms: Vec<i64>,
}

pub(super) struct Row {
    pub id: i64,
    /// In the order of the sheet's columns.
    pub values: Vec<Value>,
}

impl Reader<'_> {
    pub async fn count(&self, sheet: &Sheet) -> Outcome<i64> {
        let sql = format!("SELECT COUNT(*) FROM {}", self.from(sheet));
        let row = self.house.db.query_one_raw(self.statement(&sql, [self.person.into()].into())).await?;
        Ok(row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
    }

    /// The rows after `last`, in order.
    pub async fn after(&self, sheet: &Sheet, last: i64) -> Outcome<Vec<Row>> {
        let columns: Vec<String> =
            sheet.columns.iter().map(|column| format!("{} AS \"{}\"", column.sql, column.name)).collect();
        let sql = format!(
            "SELECT {id} AS row_id, {} FROM {} AND {id} > $2 ORDER BY {id} LIMIT {BATCH}",
            columns.join(", "),
            self.from(sheet),
            id = sheet.id,
        );
        let rows = self.house.db.query_all_raw(self.statement(&sql, [self.person.into(), last.into()].into())).await?;
        Ok(rows.iter().map(|row| read(sheet, row)).collect::<Result<_, DbErr>>()?)
    }

    fn from(&self, sheet: &Sheet) -> String {
        // Numbers of ours, never anyone's words.
        let rooms: Vec<String> = self.rooms.iter().chain([&0]).map(i64::to_string).collect();
        sheet.from.replace("{rooms}", &rooms.join(","))
    }

    fn statement(&self, sql: &str, values: Vec<sea_orm::Value>) -> Statement {
        Statement::from_sql_and_values(self.house.db.get_database_backend(), sql, values)
    }
}

fn read(sheet: &Sheet, row: &QueryResult) -> Result<Row, DbErr> {
    let values = sheet.columns.iter().enumerate().map(|(at, column)| {
        let at = at + 1;
        Ok(match column.shape {
            Shape::List => {
                let json = row.try_get_by_index::<Option<String>>(at)?;
                json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
            }
            Shape::Text | Shape::Html | Shape::Path => row.try_get_by_index::<Option<String>>(at)?.into(),
            Shape::Flag => row.try_get_by_index::<Option<bool>>(at)?.into(),
            Shape::Moment => row
                .try_get_by_index::<Option<chrono::DateTime<chrono::Utc>>>(at)?
                .map(|moment| moment.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
                .into(),
            // On PostgreSQL a count is narrower than a number of ours.
            Shape::Number => match row.try_get_by_index::<Option<i64>>(at) {
                Ok(number) => number.into(),
                Err(_) => row.try_get_by_index::<Option<i32>>(at)?.into(),
            },
        })
    });
    Ok(Row { id: row.try_get_by_index(0)?, values: values.collect::<Result<_, DbErr>>()? })
}
