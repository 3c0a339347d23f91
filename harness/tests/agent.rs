//! The reference agent is killed two hundred times between send and answer while twenty applications pay through it: in the end
//! each payment was made exactly once, or is reported as failed, and the books agree to the last digit.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

mod agent {
    pub(crate) mod applications;
    pub(crate) mod books;
    pub(crate) mod ledger;
    pub(crate) mod place;
    pub(crate) mod process;
    pub(crate) mod relay;
    pub(crate) mod story;
}

use agent::{
    applications::{Payment, State, Told},
    relay::Moment,
    story::{self, Course, Ended, Kill},
};

/// What becomes of transfers is drawn from this, or from what TRIALPLATE_SEED says.
const SEED: u64 = 20_030_918;

/// What agents with faults are found out by.
const FAULTS: [(&str, &str); 6] = [
    ("new-counter-on-retransmission", "and executed 2 times"),
    ("altered-retransmission", "ordered by nobody"),
    (
        "lost-answer-is-failure",
        "reported as failed, and executed 1 times",
    ),
    (
        "counter-reused-after-restart",
        "reported as failed (counterStale), and there was money for it",
    ),
    (
        "counter-written-after-answer",
        "reported as failed (counterConflict), and there was money for it",
    ),
    ("pending-forgotten-after-crash", "was sent, and never again"),
];

/// So many kills are of each kind at least, and so many payments end in each way.
const OF_EACH: usize = 20;

#[tokio::test(flavor = "multi_thread")]
async fn after_two_hundred_kills_each_payment_is_made_once_or_has_failed() {
    let given = std::env::var("TRIALPLATE_SEED").ok();
    let seed = given.map_or(SEED, |seed| seed.parse().unwrap());
    println!("TRIALPLATE_SEED={seed}");
    let told = story::tell(Course {
        seed,
        kills: 200,
        cuts: 3,
        agent: &[],
    })
    .await;
    assert_eq!(told.complaints, [""; 0]);
    assert_between(&told.kills);
    assert_various(&told);
}

/// Each kill was between send and answer: by what the relay has passed on, by what the agent had written down, and by what the
/// issuer had. All applications waited.
fn assert_between(kills: &[Kill]) {
    assert_eq!(kills.len(), 200);
    for kill in kills {
        assert!(
            kill.hit.passed < kill.hit.answer || kill.hit.passed == 0,
            "{kill:?}"
        );
        assert!(kill.counter.is_some(), "{kill:?}");
        let has_arrived = matches!(kill.hit.moment, Moment::Answered | Moment::Partly(_));
        assert!(kill.recorded || !has_arrived, "{kill:?}");
        assert_eq!(kill.waiting, 20, "{kill:?}");
    }
}

/// There was some of everything.
fn assert_various(told: &Ended) {
    let kills = |so: fn(&Kill) -> bool| told.kills.iter().filter(|it| so(it)).count();
    let ends = |so: fn(&Payment) -> bool| told.payments.iter().filter(|it| so(it)).count();
    let same = |two: &&[Kill]| two[0].counter == two[1].counter;
    let counts = [
        ("killed before the issuer had it", kills(|it| !it.recorded)),
        (
            "killed before it arrived, and it never did",
            kills(|it| it.hit.moment == Moment::Sent),
        ),
        (
            "killed before it arrived, and it did then",
            kills(|it| it.hit.moment == Moment::Late),
        ),
        (
            "killed before the answer",
            kills(|it| it.hit.moment == Moment::Answered),
        ),
        (
            "killed in the answer",
            kills(|it| matches!(it.hit.moment, Moment::Partly(_))),
        ),
        (
            "killed again with the same transfer",
            told.kills.windows(2).filter(same).count(),
        ),
        (
            "executed",
            ends(|it| matches!(it.state, State::Told(Told::Executed(_)))),
        ),
        (
            "failed",
            ends(|it| matches!(it.state, State::Told(Told::Failed(_)))),
        ),
        ("ordered again", ends(|it| it.orders > 1)),
        (
            "told by the recipient alone",
            ends(|it| matches!(it.state, State::Arrived)),
        ),
    ];
    println!("{counts:?}, killed at other times: {}", told.elsewhere);
    for (what, many) in counts {
        assert!(many >= OF_EACH, "{what}: {many}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn agents_with_faults_are_found_out() {
    for (fault, reason) in FAULTS {
        // Fewer kills, and connections that break more often: some of these faults are about what is sent again.
        let told = story::tell(Course {
            seed: SEED,
            kills: 20,
            cuts: 8,
            agent: &["--fault", fault],
        })
        .await;
        let is_it = |complaint: &String| complaint.ends_with(reason);
        assert!(
            told.complaints.iter().any(is_it),
            "{fault}: {:#?}",
            told.complaints
        );
    }
}
