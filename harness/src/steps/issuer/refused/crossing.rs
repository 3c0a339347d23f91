//! Sending behind a refusal. An issuer may close a connection after any answer, and what is sent at the same moment crosses
//! with that: it never arrived, and is sent once more over another connection.

use record::{Ending, Exchange};

use crate::{
    peer::Letter,
    runner::{Halt, World},
};

/// Sends a message over the connection that a holder keeps. Both attempts are recorded where there are two; the number of the
/// last one comes back.
pub(super) async fn send(w: &mut World, name: &str, letter: &Letter) -> Result<u32, Halt> {
    let before = w.recorder.exchange(w.recorder.last());
    let call = w.call(0);
    let id = w.send(name, letter, call).await?;
    if has_crossed(before.as_ref(), &w.exchange(id)?) {
        return w.send(name, letter, call).await;
    }
    Ok(id)
}

/// Asks without a wait, and remembers that.
pub(super) async fn look(w: &mut World, name: &str) -> Result<u32, Halt> {
    let letter = Letter::deposits(&w.house.service, 0);
    let id = send(w, name, &letter).await?;
    w.asked.entry(name.to_owned()).or_default().push(id);
    Ok(id)
}

/// Whether a message went over the connection of the one before, and nothing at all came back before that was closed.
fn has_crossed(before: Option<&Exchange>, sent: &Exchange) -> bool {
    let reused = before.is_some_and(|before| before.connection.id == sent.connection.id);
    let lost = matches!(sent.ending, Ending::Closed | Ending::Broken(_));
    reused && lost && sent.response.length() == 0
}
