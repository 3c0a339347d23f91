//! Faults of sessions and of how long a connection lasts.

use super::blueprint::{Blueprint, Setting};
use super::delegate::delegate_channel;
use super::hello::in_front;
use crate::issuer::channel::{Channel, Stream};
use rustls::server::{NoServerSessionStorage, ProducesTickets, ServerSessionMemoryCache};
use std::io::Read;
use std::sync::Arc;
use tokio_rustls::server::TlsStream;

/// How many sessions are kept where tickets do not hold them.
const SESSIONS: usize = 4096;

/// How much early data may come, in bytes: a request.
const EARLY: u32 = 16 * 1024;

/// Makes no tickets that hold a session.
#[derive(Debug)]
pub(crate) struct NoTickets;

impl ProducesTickets for NoTickets {
    fn enabled(&self) -> bool {
        false
    }

    fn lifetime(&self) -> u32 {
        0
    }

    fn encrypt(&self, _plain: &[u8]) -> Option<Vec<u8>> {
        None
    }

    fn decrypt(&self, _cipher: &[u8]) -> Option<Vec<u8>> {
        None
    }
}

pub(crate) fn never_resumes(it: &mut Blueprint, _: &Setting) {
    it.configure(|config| {
        config.ticketer = Arc::new(NoTickets);
        config.session_storage = Arc::new(NoServerSessionStorage {});
        config.send_tls13_tickets = 0;
    });
}

pub(crate) fn early_data(it: &mut Blueprint, _: &Setting) {
    it.configure(|config| {
        // With rustls, sessions that take early data are kept by the server.
        config.ticketer = Arc::new(NoTickets);
        config.session_storage = ServerSessionMemoryCache::new(SESSIONS);
        config.max_early_data_size = EARLY;
    });
    it.around(|right| EarlyData { right });
}

/// Takes early data for the beginning of what comes.
struct EarlyData {
    right: Arc<dyn Channel>,
}

impl Channel for EarlyData {
    fn within(&self, mut tls: TlsStream<Stream>) -> Stream {
        let mut early = Vec::new();
        if let Some(mut data) = tls.get_mut().1.early_data() {
            // What cannot be read was not sent.
            let _ = data.read_to_end(&mut early);
        }
        in_front(early, self.right.within(tls))
    }

    delegate_channel!(greet, terms, holder, keeps_open);
}

pub(crate) fn closes_after_each(it: &mut Blueprint, _: &Setting) {
    it.around(|right| ClosesAfterEach { right });
}

/// Closes a connection after the first answer.
struct ClosesAfterEach {
    right: Arc<dyn Channel>,
}

impl Channel for ClosesAfterEach {
    fn keeps_open(&self) -> bool {
        false
    }

    delegate_channel!(greet, terms, within, holder);
}
