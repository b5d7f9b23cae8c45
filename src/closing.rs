//! The end of the day. Whoever works on its own in the process (a reader of the
//! log, the courier, an open stream) listens here, finishes what it has in hand
//! when the house closes, and is waited for.

use tokio::sync::watch;

#[derive(Debug)]
pub struct Closing(watch::Sender<bool>);

/// Held by someone at work. Dropped, it says that they have left.
#[derive(Clone, Debug)]
pub struct AtWork(watch::Receiver<bool>);

impl Default for Closing {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Closing {
    /// Asks everyone to finish. Asking twice is quiet.
    pub fn begin(&self) {
        self.0.send_replace(true);
    }

    pub fn has_begun(&self) -> bool {
        *self.0.borrow()
    }

    /// For someone who comes to work.
    pub fn at_work(&self) -> AtWork {
        AtWork(self.0.subscribe())
    }

    /// Returns when everyone who came to work has left.
    pub async fn everyone_left(&self) {
        self.0.closed().await;
    }
}

impl AtWork {
    pub fn is_closing(&self) -> bool {
        *self.0.borrow()
    }

    /// Returns when the house closes.
    pub async fn closing(&mut self) {
        // The other end gone is the end as well.
        let _ = self.0.wait_for(|closing| *closing).await;
    }

    /// Waits for something to do; false when the house closes first.
    pub async fn waits_for<T>(&mut self, something: impl Future<Output = T>) -> bool {
        tokio::select! {
            biased;
            () = self.closing() => false,
            _ = something => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_house_waits_for_those_at_work_and_for_nobody_else() {
        let closing = Closing::default();
        let mut someone = closing.at_work();
        assert!(!someone.is_closing());
        closing.begin();
        someone.closing().await;
        assert!(closing.has_begun() && closing.at_work().is_closing());
        let gone = tokio::spawn(async move { drop(someone) });
        closing.everyone_left().await;
        gone.await.unwrap();
    }

    #[tokio::test]
    async fn who_waits_for_something_to_do_hears_that_the_house_closes() {
        let closing = Closing::default();
        let mut someone = closing.at_work();
        assert!(someone.waits_for(async {}).await);
        closing.begin();
        assert!(!someone.waits_for(std::future::pending::<()>()).await);
    }
}
