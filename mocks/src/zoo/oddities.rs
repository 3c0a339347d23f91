//! Issuers that are odd, and right.

use super::Creature;
use crate::fault::Amendment;
use crate::fault::delegate::delegate_service;
use crate::freedom::{
    Carriage, Charset, Closes, Colon, Encoding, Failures, Framing, Hand, Header, Liberties, Names,
    Numbers, Reason, Redundant, Sessions, Text, Times, Tls, Word, Writing,
};
use crate::issuer::mail::Reply;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use crate::{Fault, FeeSchedule};
use certs::IssuerKey;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;
use wire::{Amount, Request};

/// How long a slow issuer thinks before each answer.
const THOUGHT: Duration = Duration::from_millis(40);

pub(super) fn all() -> Vec<Creature> {
    let slow = Creature::oddity(
        "slow",
        "Thinks 40 ms before it does anything.",
        Liberties::default,
    );
    let long_winded = Creature::oddity(
        "long-winded",
        "Adds kilobytes of comments to every answer.",
        Liberties::default,
    );
    let scrambled = Creature::oddity(
        "newest-first",
        "Lists deposits in the reverse order of their arrival, which departs from a SHOULD.",
        Liberties::default,
    );
    vec![
        Creature {
            amendments: || vec![Amendment::Service(|right| Arc::new(Slow { right }))],
            ..slow
        },
        Creature {
            amendments: || vec![Amendment::Answer(wordy)],
            ..long_winded
        },
        Creature {
            amendments: || vec![Fault::NEWEST_DEPOSIT_FIRST.amendment()],
            ..scrambled
        },
        Creature::oddity(
            "terse",
            "Writes no more than it must: no declaration, no space, prefixes of one letter.",
            || written(terse()),
        ),
        Creature::oddity(
            "verbose",
            "Writes comments, headers, types and white space wherever they may stand, and fields that nobody needs.",
            || Liberties {
                carriage: Carriage {
                    extras: true,
                    names: Names::Title,
                    colon: Colon::MuchSpace,
                    framing: Framing::ElaborateChunks,
                    ..Carriage::default()
                },
                ..written(verbose())
            },
        ),
        Creature::oddity("utf-16", "Answers in UTF-16, the little end first.", || {
            written(Writing {
                encoding: Encoding::Utf16LittleEnd,
                ..terse()
            })
        }),
        Creature::oddity(
            "never-the-same",
            "Writes every answer in another way.",
            || Liberties {
                hand: Some(Hand::Changing(1)),
                ..Liberties::default()
            },
        ),
        Creature::oddity(
            "shouting",
            "Writes field names in capitals, in any order, and no reason behind the status.",
            || {
                carried(Carriage {
                    names: Names::Upper,
                    shuffled: true,
                    reason: Reason::None,
                    ..Carriage::default()
                })
            },
        ),
        Creature::oddity(
            "one-message",
            "Closes each connection after one answer, and says so.",
            || closing(Closes::Announced(1)),
        ),
        Creature::oddity(
            "abrupt",
            "Closes each connection after one answer, and does not say so.",
            || closing(Closes::Unannounced(1)),
        ),
        Creature::oddity(
            "restless",
            "Closes connections on which nothing was asked for 300 ms, without a word.",
            || closing(Closes::Idle(Duration::from_millis(300))),
        ),
        Creature::oddity(
            "until-the-end",
            "Gives no length: an answer ends where its connection does.",
            || {
                carried(Carriage {
                    framing: Framing::Closing,
                    ..Carriage::default()
                })
            },
        ),
        Creature::oddity(
            "one-moment",
            "Sends an interim response before each answer.",
            || {
                carried(Carriage {
                    interim: Some(102),
                    ..Carriage::default()
                })
            },
        ),
        Creature::oddity(
            "byte-by-byte",
            "Writes each byte of an answer by itself; long answers in five hundred pieces.",
            || {
                carried(Carriage {
                    pieces: Some(1),
                    ..Carriage::default()
                })
            },
        ),
        Creature::oddity("no-sessions", "Resumes no session.", || {
            tls(Tls {
                sessions: Sessions::None,
                ..Tls::default()
            })
        }),
        Creature::oddity("rsa-key", "Has an RSA key.", || keyed(IssuerKey::Rsa2048)),
        Creature::oddity("p-384-key", "Has a key on the curve P-384.", || {
            keyed(IssuerKey::P384)
        }),
        Creature::oddity("ed25519-key", "Has an Ed25519 key.", || {
            keyed(IssuerKey::Ed25519)
        }),
        Creature::oddity(
            "dear",
            "Charges 1000 for everything, and 500 for a failure.",
            || Liberties {
                failures: Failures {
                    fee: Some(Amount::units(500)),
                    ..Failures::default()
                },
                ..charging([1000, 1000, 1000])
            },
        ),
        Creature::oddity("free", "Charges nothing.", || charging([0, 0, 0])),
        Creature::oddity(
            "silent",
            "Leaves every redundant message without an answer, and closes the connection a second later.",
            || redundant(Word::Silence(Duration::from_secs(1))),
        ),
        Creature::oddity(
            "stern",
            "Answers every redundant message with a Fault.",
            || redundant(Word::Fault),
        ),
        Creature::oddity(
            "leisurely",
            "Tells nobody of anything before it has to.",
            || Liberties {
                times: Times {
                    late: Duration::from_millis(600),
                    leisure: Duration::from_millis(80),
                    longest: Some(Duration::from_secs(60)),
                },
                ..Liberties::default()
            },
        ),
    ]
}

fn terse() -> Writing {
    Writing {
        soap: "s",
        lcp: "l",
        declared_outside: false,
        indent: None,
        declaration: None,
        quote: '\'',
        encoding: Encoding::Utf8,
        charset: Charset::Unsaid,
        comments: false,
        header: Header::None,
        text: Text::Plain,
        numbers: Numbers::Plain,
        short: true,
        typed: false,
        detailed: false,
        ..Writing::plain()
    }
}

fn verbose() -> Writing {
    Writing {
        soap: "SOAP-ENV",
        lcp: "lightweight-currency",
        declared_outside: true,
        indent: Some("\r\n    "),
        declaration: Some('"'),
        quote: '"',
        encoding: Encoding::Utf8WithMark,
        charset: Charset::Quoted,
        comments: true,
        header: Header::Entries,
        text: Text::Commented,
        numbers: Numbers::SixDigits,
        short: false,
        typed: true,
        detailed: true,
        ..Writing::plain()
    }
}

fn written(writing: Writing) -> Liberties {
    Liberties {
        hand: Some(Hand::Steady(Box::new(writing))),
        ..Liberties::default()
    }
}

fn carried(carriage: Carriage) -> Liberties {
    Liberties {
        carriage,
        ..Liberties::default()
    }
}

fn closing(closes: Closes) -> Liberties {
    carried(Carriage {
        closes,
        ..Carriage::default()
    })
}

fn tls(tls: Tls) -> Liberties {
    Liberties {
        tls,
        ..Liberties::default()
    }
}

fn keyed(key: IssuerKey) -> Liberties {
    tls(Tls {
        key,
        ..Tls::default()
    })
}

fn charging([transfer, deposits, full_handshake]: [i64; 3]) -> Liberties {
    Liberties {
        fees: Some(FeeSchedule {
            transfer: Amount::units(transfer),
            deposits: Amount::units(deposits),
            full_handshake: Amount::units(full_handshake),
        }),
        ..Liberties::default()
    }
}

fn redundant(word: Word) -> Liberties {
    Liberties {
        redundant: Redundant {
            same: word,
            altered: word,
            lower: word,
            remembers: false,
        },
        ..Liberties::default()
    }
}

/// An answer in UTF-8 with something behind it that means nothing.
fn wordy(reply: Reply) -> Reply {
    if !reply.body().ends_with(b"</soap:Envelope>") {
        return reply;
    }
    reply.map(|body| {
        let remark = "as has been said before, ".repeat(160);
        [&body, format!("\n<!-- {remark} -->\n").as_bytes()]
            .concat()
            .into()
    })
}

/// Thinks before it does anything.
struct Slow {
    right: Arc<dyn Service>,
}

impl Service for Slow {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            sleep(THOUGHT).await;
            self.right.serve(caller, request).await
        })
    }

    delegate_service!();
}
