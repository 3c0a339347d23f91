//! Whether the subject is still there.

use std::sync::{Mutex, PoisonError};

use record::Ending;

/// After so many messages in a row that nobody answered, the subject is taken for wedged.
const SILENT_IN_A_ROW: u32 = 4;

/// Notices when the subject has died or fallen silent, so that the rest of the run ends at once and not one time-out after
/// another.
#[derive(Debug, Default)]
pub struct Health(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    silent: u32,
    ended: Option<String>,
}

impl Health {
    /// Learns from how an exchange ended.
    pub fn note(&self, ending: &Ending) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let ended = match ending {
            Ending::Answered | Ending::Garbled(_) => {
                state.silent = 0;
                None
            }
            Ending::NotConnected(why) | Ending::Unheard(why) => {
                Some(format!("the subject cannot be reached any more: {why}"))
            }
            Ending::TimedOut => {
                state.silent += 1;
                (state.silent >= SILENT_IN_A_ROW).then(|| {
                    format!(
                        "the subject stays silent: {} messages in a row had no answer",
                        state.silent
                    )
                })
            }
            Ending::Closed | Ending::Broken(_) | Ending::Cut | Ending::HandshakeFailed(_) => None,
        };
        if state.ended.is_none() {
            state.ended = ended;
        }
    }

    /// Ends the run for a reason of its own.
    pub fn end(&self, why: impl Into<String>) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .ended
            .get_or_insert(why.into());
    }

    /// Why the run should end, if it should.
    #[must_use]
    pub fn ended(&self) -> Option<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .ended
            .clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_connection_ends_the_run_and_a_single_time_out_does_not() {
        let health = Health::default();
        health.note(&Ending::TimedOut);
        health.note(&Ending::TimedOut);
        health.note(&Ending::TimedOut);
        health.note(&Ending::Answered);
        health.note(&Ending::TimedOut);
        assert_eq!(health.ended(), None);
        health.note(&Ending::NotConnected("connection refused".into()));
        assert!(health.ended().unwrap().contains("connection refused"));
    }

    #[test]
    fn silence_many_times_in_a_row_ends_it() {
        let health = Health::default();
        (0..SILENT_IN_A_ROW).for_each(|_| health.note(&Ending::TimedOut));
        assert!(health.ended().unwrap().contains("4 messages in a row"));
    }
}
