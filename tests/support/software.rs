//! An organisation's own software.

use super::Actor;

impl Actor {
    /// Makes a key of that organisation, as the page shows it once.
    pub async fn makes_key(&self, of: &str, scopes: &[&str]) -> String {
        let fields = [("name", "Logiciel")].into_iter().chain(scopes.iter().map(|scope| (*scope, "on")));
        let page = self.post(&format!("{of}/keys"), &fields.collect::<Vec<_>>()).await;
        page.assert_status(200);
        page.held("#made")
    }
}
