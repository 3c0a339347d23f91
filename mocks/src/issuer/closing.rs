//! The word that an issuer is to end.

use std::sync::{Arc, Weak};
use tokio::sync::watch;

/// Heard by whatever runs on its own.
#[derive(Clone)]
pub(crate) struct Closing(watch::Receiver<bool>);

/// Said once; dropping it says it too.
pub(crate) struct Close(Arc<watch::Sender<bool>>);

/// Somebody else who may say it, as long as there is an issuer to end.
#[derive(Clone)]
pub(crate) struct Closer(Weak<watch::Sender<bool>>);

impl Close {
    /// The word, and an ear for it.
    pub(crate) fn new() -> (Close, Closing) {
        let (sender, receiver) = watch::channel(false);
        (Close(Arc::new(sender)), Closing(receiver))
    }

    /// Says it.
    pub(crate) fn say(&self) {
        self.0.send_replace(true);
    }

    /// Lets somebody else say it.
    pub(crate) fn closer(&self) -> Closer {
        Closer(Arc::downgrade(&self.0))
    }
}

impl Closer {
    /// Says it.
    pub(crate) fn say(&self) {
        if let Some(sender) = self.0.upgrade() {
            sender.send_replace(true);
        }
    }
}

impl Closing {
    /// Waits for the word.
    pub(crate) async fn said(&mut self) {
        let _ = self.0.wait_for(|closing| *closing).await;
    }
}
