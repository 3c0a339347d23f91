//! What is drawn, and what that is for people.

use super::{HolderLiberties, OnlyTls};
use crate::freedom::{Draw, Hand, Numbers, Taken, pick};
use certs::KeyKind;
use fastrand::Rng;
use std::time::Duration;

/// The last counter that a key should begin with: many are to follow.
const HIGH: u64 = 1 << 60;

impl HolderLiberties {
    /// Those of a seed. A third of the seeds leaves each of them as it is.
    pub fn drawn(seed: u64) -> HolderLiberties {
        let draw = Draw::new(seed);
        let is = |name: &str| draw.maybe(name, |mut rng| rng.bool()).unwrap_or_default();
        let milliseconds = |name: &str, from: &[u64]| {
            draw.maybe(name, |mut rng| Duration::from_millis(pick(&mut rng, from)))
        };
        HolderLiberties {
            seed: Some(seed),
            hand: draw.maybe("writing", hand),
            action: draw.maybe("action", action),
            userid_left_out: is("userid"),
            title_case: is("title case"),
            host_last: is("host last"),
            chunk: draw.maybe("chunk", |mut rng| pick(&mut rng, &[64, 1000, 1 << 16])),
            closes: is("closes"),
            tls: match draw.of("tls").u8(..8) {
                0 => Some(OnlyTls::Tls12),
                1 => Some(OnlyTls::Tls13),
                _ => None,
            },
            forgets_sessions: draw.of("sessions").u8(..6) == 0,
            describes_each_time: is("description"),
            first_counter: draw.maybe("first counter", |mut rng| {
                let any = rng.u64(..HIGH);
                pick(&mut rng, &[0, 3398, 1 << 32, any])
            }),
            gap: draw.maybe("gap", |mut rng| pick(&mut rng, &[2, 1000, 1 << 33])),
            key: draw.maybe("key", |mut rng| {
                pick(&mut rng, &[KeyKind::P256, KeyKind::Ed25519])
            }),
            looks_early: is("looks early"),
            patience: milliseconds("patience", &[400, 800, 2500]),
            pause: milliseconds("pause", &[10, 300, 700]),
            polls: milliseconds("polls", &[300, 1000]).filter(|_| is("polling")),
            moves_all: is("moves all"),
            moves_early: is("moves early"),
            wordy: is("wordy"),
        }
    }

    /// The liberties that are taken.
    pub fn taken(&self) -> Vec<Taken> {
        let told = |name, how: String| Some(Taken { name, how });
        let flag = |name, is: bool| {
            is.then(|| Taken {
                name,
                how: String::new(),
            })
        };
        let hand = self.hand.as_ref().map(Hand::taken);
        let of_time =
            |name, how: Option<Duration>| how.and_then(|how| told(name, format!("{how:?}")));
        let key = self.key.filter(|kind| *kind != KeyKind::P256);
        let all = [
            hand,
            self.action.and_then(|it| told("SOAPAction", it.to_owned())),
            flag("no userid where there is none", self.userid_left_out),
            flag("title case", self.title_case),
            flag("host last", self.host_last),
            self.chunk
                .and_then(|it| told("chunks", format!("{it} bytes"))),
            flag("closes connections", self.closes),
            self.tls.and_then(|only| match only {
                OnlyTls::Tls12 => told("TLS", "1.2 alone".to_owned()),
                OnlyTls::Tls13 => told("TLS", "1.3 alone".to_owned()),
            }),
            flag("forgets sessions", self.forgets_sessions),
            flag(
                "fetches the description each time",
                self.describes_each_time,
            ),
            self.first_counter
                .and_then(|it| told("first counter", it.to_string())),
            self.gap.and_then(|it| told("gap", it.to_string())),
            key.and_then(|it| told("key", format!("{it:?}"))),
            flag("looks at its balance early", self.looks_early),
            of_time("patience", self.patience),
            of_time("pause", self.pause),
            of_time("polls", self.polls),
            flag("moves all that can be spared", self.moves_all),
            flag("moves early", self.moves_early),
            flag("wordy", self.wordy),
        ];
        all.into_iter().flatten().collect()
    }
}

fn hand(rng: Rng) -> Hand {
    match Hand::drawn(rng) {
        Hand::Steady(mut writing) => {
            // A plain decimal is asked for.
            if writing.numbers == Numbers::Spaced {
                writing.numbers = Numbers::Plain;
            }
            Hand::Steady(writing)
        }
        changing => changing,
    }
}

fn action(mut rng: Rng) -> &'static str {
    let operations = [
        "\"\"",
        "\"http://lightweightcurrency.org\"",
        "\"urn:lcp#anything\"",
    ];
    pick(&mut rng, &operations)
}
