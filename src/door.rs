//! The address at which the house is found. It is bound once and kept while the house
//! behind it is built anew: who knocks meanwhile waits or is answered, and is never
//! turned away. Here too it is heard that those inside are to leave, and whether for
//! good (a signal) or for a while (a backup is restored).

use std::{
    net::TcpListener,
    sync::{Arc, Mutex, PoisonError},
};

use loco_rs::boot::shutdown_signal;
use tokio::sync::watch;

/// What those inside were told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Nothing,
    /// To close, and begin anew when a restore is done.
    Leave,
    /// To stop. Nothing comes after that.
    Stop,
}

/// Cheap to clone; found in Loco's shared store by whoever serves.
#[derive(Clone, Debug)]
pub struct Door(Arc<Inside>);

#[derive(Debug)]
struct Inside {
    binding: String,
    port: i32,
    listener: Mutex<Option<TcpListener>>,
    told: watch::Sender<Told>,
}

impl Door {
    /// Nothing is bound before someone listens. Hears signals from now on.
    pub fn new(binding: &str, port: i32) -> Self {
        let inside = Inside {
            binding: binding.to_owned(),
            port,
            listener: Mutex::default(),
            told: watch::Sender::new(Told::Nothing),
        };
        let door = Self(Arc::new(inside));
        let stopping = door.clone();
        tokio::spawn(async move {
            shutdown_signal().await;
            stopping.tell(Told::Stop);
        });
        door
    }

    /// Someone who takes those that knock. Several may in turn; none is lost between.
    ///
    /// # Errors
    /// When the address is taken, is none, or the house stops.
    pub fn listen(&self) -> std::io::Result<tokio::net::TcpListener> {
        let mut kept = self.0.listener.lock().unwrap_or_else(PoisonError::into_inner);
        let listener = match kept.take() {
            Some(listener) => listener,
            None => bind(&self.0.binding, self.0.port)?,
        };
        let taken = listener.try_clone();
        if self.told() != Told::Stop {
            *kept = Some(listener);
        }
        tokio::net::TcpListener::from_std(taken?)
    }

    /// Told to stop, the door takes nobody any more.
    pub fn tell(&self, told: Told) {
        self.0.told.send_if_modified(|before| {
            let changes = *before != told && *before != Told::Stop;
            if changes {
                *before = told;
            }
            changes
        });
        if told == Told::Stop {
            self.0.listener.lock().unwrap_or_else(PoisonError::into_inner).take();
        }
    }

    pub fn told(&self) -> Told {
        *self.0.told.borrow()
    }

    /// Returns when those inside are to leave, with why.
    pub async fn told_to_leave(&self) -> Told {
        let mut told = self.0.told.subscribe();
        told.wait_for(|told| *told != Told::Nothing).await.map_or(Told::Stop, |told| *told)
    }

    pub async fn told_to_stop(&self) {
        let _ = self.0.told.subscribe().wait_for(|told| *told == Told::Stop).await;
    }
}

fn bind(binding: &str, port: i32) -> std::io::Result<TcpListener> {
    let port = u16::try_from(port).map_err(|_| std::io::Error::other(format!("{port} is not a port")))?;
    let listener = TcpListener::bind((binding, port))
        .map_err(|error| std::io::Error::other(format!("cannot listen on {binding}:{port}: {error}")))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}
