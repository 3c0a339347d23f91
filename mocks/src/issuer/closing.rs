//! The word that an issuer is to end.

use tokio::sync::watch;

/// Heard by whatever runs on its own.
#[derive(Clone)]
pub(crate) struct Closing(watch::Receiver<bool>);

/// Said once; dropping it says it too.
pub(crate) struct Close(watch::Sender<bool>);

impl Close {
    /// The word, and an ear for it.
    pub(crate) fn new() -> (Close, Closing) {
        let (sender, receiver) = watch::channel(false);
        (Close(sender), Closing(receiver))
    }

    /// Says it.
    pub(crate) fn say(&self) {
        self.0.send_replace(true);
    }
}

impl Closing {
    /// Waits for the word.
    pub(crate) async fn said(&mut self) {
        let _ = self.0.wait_for(|closing| *closing).await;
    }
}
