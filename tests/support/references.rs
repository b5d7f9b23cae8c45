//! Trades and places for a house that tests them; the others have none, and are
//! made in a moment.

use passerelle::{
    access::Audience,
    models::{places::shipping, trades::starter},
};
use sea_orm::ConnectionTrait;

use super::World;

/// A few places, in the shape of those that come with the house.
pub const PLACES: &str = "\
code,name,kind,postcodes,department,region,population,lat,lon,located
44109,Nantes,commune,44000 44100 44200 44300,44,52,325070,47.21806,-1.55278,own
44184,Saint-Nazaire,commune,44600,44,52,72057,47.28,-2.21,own
44103,Montoir-de-Bretagne,commune,44550,44,52,7209,47.328,-2.151,own
44100,Monnières,commune,44690,44,52,2183,47.13,-1.35,own
75056,Paris,commune,75001 75002,75,11,2103778,48.8566,2.3522,own
75101,Paris 1er Arrondissement,arrondissement,75001,75,11,15475,48.8626,2.3363,own
D75,Paris,department,,75,11,2103778,48.8566,2.3522,mean
93066,Saint-Denis,commune,93200 93210,93,11,148963,48.9356,2.3539,own
97411,Saint-Denis,commune,97400,974,04,156149,-20.8789,55.4481,own
98711,Bora-Bora,commune,98730,987,987,10605,,,
D44,Loire-Atlantique,department,,44,52,1500000,47.35,-1.7,mean
R52,Pays de la Loire,region,,,52,3900000,47.5,-0.8,mean
";

impl World {
    pub async fn knows_trades(&self) {
        assert!(starter::load_if_empty(&self.house.db).await.unwrap() > 100);
    }

    pub async fn knows_places(&self) {
        shipping::import(&self.house.db, PLACES.as_bytes(), |_, _| {}).await.unwrap();
    }

    /// A room is about these, as its settings would say.
    pub async fn is_about(&self, room: i64, trade: &str, place: &str) {
        let txn = self.house.db.write().await.unwrap();
        txn.execute_unprepared(&format!(
            "UPDATE communities SET trade_code = '{trade}', place_code = '{place}' WHERE id = {room}"
        ))
        .await
        .unwrap();
        txn.also_forget(passerelle::freshness::Tag::Everything);
        txn.commit().await.unwrap();
    }

    /// A room is for others from now on.
    pub async fn is_for(&self, room: i64, audience: Audience) {
        let txn = self.house.db.write().await.unwrap();
        let audience = audience.name();
        txn.execute_unprepared(&format!("UPDATE communities SET audience = '{audience}' WHERE id = {room}"))
            .await
            .unwrap();
        txn.also_forget(passerelle::freshness::Tag::Everything);
        txn.commit().await.unwrap();
    }
}
