//! That an organisation is who it says: someone of it has a confirmed address under the
//! domain of its website, or an admin looked. Which of the two is said on its page.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use url::Url;

use super::{Model, Role, Verb};
use crate::{
    access::Person,
    clock,
    database::Db,
    refusals::{Failure, Outcome, Refusal},
};

/// Where anyone gets an address: what is written from there proves no organisation.
const ANYONES: [&str; 26] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "outlook.fr",
    "hotmail.com",
    "hotmail.fr",
    "live.com",
    "live.fr",
    "msn.com",
    "yahoo.com",
    "yahoo.fr",
    "ymail.com",
    "icloud.com",
    "me.com",
    "orange.fr",
    "wanadoo.fr",
    "free.fr",
    "sfr.fr",
    "neuf.fr",
    "laposte.net",
    "bbox.fr",
    "numericable.fr",
    "gmx.fr",
    "gmx.com",
    "proton.me",
    "protonmail.com",
];

/// The domain of a website, without `www`; empty when there is none.
pub fn domain_of(website: &str) -> String {
    let url = Url::parse(website).ok();
    let host = url.as_ref().and_then(Url::domain).unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// Whether an address is one of this domain, or of one below it.
fn is_under(email: &str, domain: &str) -> bool {
    let Some((_, host)) = email.rsplit_once('@') else { return false };
    let host = host.to_lowercase();
    !domain.is_empty()
        && !ANYONES.contains(&domain)
        && (host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.')))
}

impl Model {
    /// Whether this person's own address would prove it.
    pub fn is_provable_by(&self, me: &Person) -> bool {
        me.email_confirmed && is_under(&me.email, &domain_of(&self.website))
    }

    /// Proves it by the domain of one's confirmed address. Twice is quiet.
    ///
    /// # Errors
    /// [`Refusal::NoProof`] when the address is of another domain, or of anyone's.
    pub async fn prove(self, db: &Db, me: &Person) -> Outcome<Self> {
        self.role_of(db, me).await?.ok_or(Failure::Missing)?.at_least(Role::Recruiter)?;
        if !self.is_provable_by(me) {
            return Err(Refusal::NoProof.into());
        }
        let domain = domain_of(&self.website);
        if self.is_proven() { Ok(self) } else { self.become_proven(db, me, Some(("domain", domain))).await }
    }

    /// An admin looked, and answers for it; or takes that back, whatever the proof was.
    ///
    /// # Errors
    /// [`Failure::Missing`] for anyone else.
    pub async fn answer_for(self, db: &Db, me: &Person, yes: bool) -> Outcome<Self> {
        if !me.is_admin {
            return Err(Failure::Missing);
        }
        self.become_proven(db, me, yes.then(|| ("admin", String::new()))).await
    }

    async fn become_proven(self, db: &Db, me: &Person, proof: Option<(&str, String)>) -> Outcome<Self> {
        let txn = db.write().await?;
        let mut change = self.into_active_model();
        change.proven_at = Set(proof.is_some().then(|| clock::now().into()));
        let (proof, domain) = proof.unzip();
        change.proof = Set(proof.map(str::to_owned));
        change.proof_domain = Set(domain.unwrap_or_default());
        let organisation = change.update(&txn).await?;
        organisation.record(&txn, Some(me.id), Verb::OrganisationProven, None).await?;
        txn.commit().await?;
        Ok(organisation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_proves_its_own_domain_and_nobody_elses() {
        let domain = domain_of("https://www.maintien.example/nous");
        assert_eq!(domain, "maintien.example");
        assert!(is_under("sophie@maintien.example", &domain) && is_under("s@rh.Maintien.example", &domain));
        assert!(!is_under("sophie@faux-maintien.example", &domain));
        assert!(!is_under("maintien.example@ailleurs.example", &domain));
        assert!(!is_under("sophie@gmail.com", &domain_of("https://gmail.com/")));
        assert!(!is_under("sophie@", &domain_of("")));
    }
}
