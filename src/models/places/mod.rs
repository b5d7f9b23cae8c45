//! Places: communes, their arrondissements, departments and regions of France, by
//! INSEE's codes (`44184`, `D44`, `R52`).

pub mod shipping;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
    sea_query::{Expr, Query},
};

pub use super::_entities::places::{ActiveModel, Column, Entity, Model};
use crate::{
    models::{_entities::place_postcodes, folded::fold},
    refusals::{Outcome, Refusal, check_line},
};

/// The smallest first: who says Paris means the town, not the department.
pub const KINDS: [&str; 4] = ["commune", "arrondissement", "department", "region"];
/// Bytes of a field.
const FIELD_LIMIT: usize = 120;
/// Named in a refusal, when several bear one name.
const PROPOSED: usize = 4;
/// On average, and well enough for a bus ride.
const EARTH_KM: f64 = 6_371.0;

/// Some place and how far it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    pub place: Model,
    pub km: f64,
}

impl Model {
    /// A commune, or a part of one that is known as such; no department nor region.
    pub fn is_town(&self) -> bool {
        matches!(self.kind.as_str(), "commune" | "arrondissement")
    }

    /// `Saint-Denis (93)`: said so that it is not another of the same name, and
    /// understood when it is typed.
    pub fn label(&self) -> String {
        if self.is_town() { format!("{} ({})", self.name, self.department) } else { self.name.clone() }
    }

    /// `Saint-Denis (93) – 93066`: of the places of one name and one department, this one.
    pub fn full_label(&self) -> String {
        format!("{} – {}", self.label(), self.code)
    }
}

/// # Errors
/// When the database cannot be read.
pub async fn find<C: ConnectionTrait>(db: &C, code: &str) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(code.trim().to_uppercase()).one(db).await
}

/// The places of these codes.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_codes<C: ConnectionTrait>(db: &C, codes: Vec<String>) -> Result<Vec<Model>, DbErr> {
    if codes.is_empty() {
        return Ok(vec![]);
    }
    Entity::find().filter(Column::Code.is_in(codes)).all(db).await
}

/// The department a place is in.
///
/// # Errors
/// When the database cannot be read.
pub async fn department_of<C: ConnectionTrait>(db: &C, code: &str) -> Result<Option<Model>, DbErr> {
    let place = Query::select()
        .expr(Expr::cust("'D' || department"))
        .from(Entity)
        .and_where(Column::Code.eq(code.trim().to_uppercase()))
        .to_owned();
    Entity::find().filter(Column::Code.in_subquery(place)).one(db).await
}

/// The places of this name or postal code, the most peopled first; accents,
/// hyphens and capitals do not matter. `Saint-Denis (93)` narrows to a department.
///
/// # Errors
/// When the database cannot be read.
pub async fn named<C: ConnectionTrait>(db: &C, typed: &str) -> Result<Vec<Model>, DbErr> {
    let folded = fold(typed);
    if folded.is_empty() {
        return Ok(vec![]);
    }
    if folded.len() == 5 && folded.bytes().all(|byte| byte.is_ascii_digit()) {
        return Entity::find()
            .join(JoinType::InnerJoin, super::_entities::places::Relation::PlacePostcodes.def())
            .filter(place_postcodes::Column::Postcode.eq(folded))
            .order_by_desc(Column::Population)
            .order_by_asc(Column::Code)
            .all(db)
            .await;
    }
    let found = of_name(db, &folded).await?;
    if !found.is_empty() {
        return Ok(found);
    }
    let Some((name, last)) = folded.rsplit_once(' ') else { return Ok(vec![]) };
    let last = last.to_uppercase();
    let mut named = of_name(db, name).await?;
    named.retain(|place| place.department == last);
    if named.is_empty() {
        named.extend(find(db, &last).await?.filter(|place| fold(&place.full_label()) == folded));
    }
    Ok(named)
}

/// The most peopled places whose name begins so.
///
/// # Errors
/// When the database cannot be read.
pub async fn begun_by<C: ConnectionTrait>(db: &C, typed: &str, most: u64) -> Result<Vec<Model>, DbErr> {
    let begun = fold(typed);
    if begun.len() < 3 {
        return Ok(vec![]);
    }
    // Between two names for the index; folded text holds nothing that `LIKE` reads otherwise.
    Entity::find()
        .filter(Column::Folded.gte(begun.as_str()))
        .filter(Column::Folded.lte(format!("{begun}zzzz")))
        .filter(Column::Folded.starts_with(begun.as_str()))
        .order_by_desc(Column::Population)
        .limit(most)
        .all(db)
        .await
}

async fn of_name<C: ConnectionTrait>(db: &C, folded: &str) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Folded.eq(folded))
        .order_by_desc(Column::Population)
        .order_by_asc(Column::Code)
        .all(db)
        .await
}

/// The place meant by a code, a postal code or a whole name; none when the field is empty.
///
/// # Errors
/// [`Refusal::UnknownPlace`]; [`Refusal::ManyPlaces`] when several bear the name.
pub async fn understood<C: ConnectionTrait>(db: &C, typed: &str) -> Outcome<Option<Model>> {
    let typed = check_line("place_code", typed, FIELD_LIMIT, false)?;
    if typed.is_empty() {
        return Ok(None);
    }
    let mut found = named(db, &typed).await?;
    // Five digits are a postal code where there is one, as people write them; INSEE's code else.
    if found.is_empty() {
        found.extend(find(db, &typed).await?);
    }
    let kind = KINDS.into_iter().find(|kind| found.iter().any(|place| place.kind == *kind));
    found.retain(|place| Some(place.kind.as_str()) == kind);
    match found.len() {
        0 => Err(Refusal::UnknownPlace { typed }.into()),
        1 => Ok(found.pop()),
        _ => {
            let names: Vec<String> = found.iter().take(PROPOSED).map(Model::full_label).collect();
            Err(Refusal::ManyPlaces { names: names.join(" ; ") }.into())
        }
    }
}

/// The communes and arrondissements at most `km` away from a point, the nearest
/// first. What was never located is near nothing.
///
/// # Errors
/// When the database cannot be read.
pub async fn within<C: ConnectionTrait>(db: &C, lat: f64, lon: f64, km: f64) -> Result<Vec<Near>, DbErr> {
    if !lat.is_finite() || !lon.is_finite() || km.is_nan() || km < 0.0 {
        return Ok(vec![]);
    }
    // A box that holds the circle, for the index; then the circle.
    let high = (km / EARTH_KM).to_degrees();
    let wide = match lat.to_radians().cos() {
        cosine if cosine > 0.01 => (high / cosine).min(180.0),
        _ => 180.0,
    };
    let mut near: Vec<Near> = Entity::find()
        .filter(Column::Lat.between(lat - high, lat + high))
        .filter(Column::Lon.between(lon - wide, lon + wide))
        .filter(Column::Kind.is_in(["commune", "arrondissement"]))
        .all(db)
        .await?
        .into_iter()
        .filter_map(|place| Some(Near { km: distance((lat, lon), (place.lat?, place.lon?)), place }))
        .filter(|near| near.km <= km)
        .collect();
    near.sort_by(|one, other| one.km.total_cmp(&other.km).then_with(|| one.place.code.cmp(&other.place.code)));
    Ok(near)
}

/// Kilometres between two points (latitude, longitude), over the ground: haversine.
pub fn distance(one: (f64, f64), other: (f64, f64)) -> f64 {
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let chord = half(one.0, other.0) + one.0.to_radians().cos() * other.0.to_radians().cos() * half(one.1, other.1);
    2.0 * EARTH_KM * chord.clamp(0.0, 1.0).sqrt().asin()
}
