//! What messages cost.

use crate::FeeSchedule;
use fastrand::Rng;
use wire::Amount;

/// What is charged, each for a transfer, for a deposits request, and more after a full handshake.
const SCHEDULES: [[&str; 3]; 8] = [
    ["0", "0", "0"],
    ["1.2", "0", "0"],
    ["0", "0.1", "0"],
    ["0", "0", "0.5"],
    ["0.000001", "0.000001", "0.000001"],
    ["2", "1", "0.75"],
    ["0.333333", "0.141592", "0.271828"],
    ["3.5", "0.07", "0.009999"],
];

/// One of them.
pub(super) fn drawn(mut rng: Rng) -> FeeSchedule {
    let [transfer, deposits, full_handshake] = SCHEDULES[rng.usize(..SCHEDULES.len())]
        .map(|text| Amount::parse(text).unwrap_or(Amount::ZERO));
    FeeSchedule {
        transfer,
        deposits,
        full_handshake,
    }
}
