use super::StateError;
use super::disk::Disk;
use super::durable::restore;
use crate::ledger::tests::{ALICE, BOB, amount, balance, caller, fees, listed, request, send};
use crate::ledger::{Book, Counted, Ledger, Settlement};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A folder with a state file that may be made in it.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.jsonl");
    (folder, path)
}

fn try_start(path: &Path) -> Result<Box<dyn Ledger>, StateError> {
    let ledger = |book: Book| Box::new(Counted::new(Box::new(book))) as Box<dyn Ledger>;
    let funds = [(ALICE, amount("100"))];
    restore(path, &fees(), &funds, ledger, |_, _| {}, |disk| disk)
}

fn start(path: &Path) -> Box<dyn Ledger> {
    try_start(path).unwrap()
}

/// What can be seen of a ledger, and who is owed which deposits.
fn shape(ledger: &mut dyn Ledger) -> String {
    let queue = |ledger: &mut dyn Ledger, holder| {
        let deposits = ledger.deposits_mut(holder);
        deposits.map_or(0, |queue| queue.len())
    };
    format!(
        "{} {} {} {} {:?}",
        balance(ledger, ALICE),
        balance(ledger, BOB),
        queue(ledger, ALICE),
        queue(ledger, BOB),
        ledger.record(ALICE)
    )
}

#[test]
fn what_was_done_is_there_again() {
    let (_folder, path) = place();
    let mut ledger = start(&path);
    send(&mut *ledger, ALICE, &request(BOB, "10", "7"));
    listed(&mut *ledger, BOB);
    send(&mut *ledger, ALICE, &request(BOB, "2.5", "8"));
    send(&mut *ledger, ALICE, &request(BOB, "1000", "9"));
    let before = shape(&mut *ledger);
    drop(ledger);
    let mut ledger = start(&path);
    assert_eq!(shape(&mut *ledger), before);
    let again = send(&mut *ledger, ALICE, &request(BOB, "1000", "9"));
    assert_eq!(again.how, Settlement::Replayed);
    assert_eq!(listed(&mut *ledger, BOB).len(), 1);
    drop(ledger);
    assert_eq!(listed(&mut *start(&path), BOB), []);
}

#[test]
fn what_changes_nothing_is_not_written() {
    let (_folder, path) = place();
    let mut ledger = start(&path);
    send(&mut *ledger, ALICE, &request(BOB, "10", "7"));
    let size = || fs::metadata(&path).unwrap().len();
    let before = size();
    send(&mut *ledger, ALICE, &request(BOB, "10", "7"));
    send(&mut *ledger, ALICE, &request(BOB, "11", "7"));
    send(&mut *ledger, ALICE, &request(BOB, "10", "6"));
    assert!(
        ledger
            .transfer(&caller(ALICE), &request(BOB, "10", "x"))
            .is_err()
    );
    assert_eq!(size(), before);
}

#[test]
fn funds_count_once() {
    let (_folder, path) = place();
    drop(start(&path));
    assert_eq!(balance(&*start(&path), ALICE), "100");
}

#[test]
fn a_torn_last_line_is_cut_off() {
    let (_folder, path) = place();
    let mut ledger = start(&path);
    send(&mut *ledger, ALICE, &request(BOB, "10", "7"));
    let before = shape(&mut *ledger);
    drop(ledger);
    let whole = fs::read(&path).unwrap();
    for torn in [&b"{\"transfer\":{\"hol"[..], b"\xff\xc3", b"{}"] {
        OpenOptions::new()
            .append(true)
            .open(&path)
            .unwrap()
            .write_all(torn)
            .unwrap();
        assert_eq!(shape(&mut *start(&path)), before);
        assert_eq!(fs::read(&path).unwrap(), whole);
    }
    // What was torn is the first line of all: nothing had begun.
    fs::write(&path, "{\"state\":").unwrap();
    assert_eq!(balance(&*start(&path), ALICE), "100");
}

#[test]
fn a_corrupt_line_is_named() {
    let (_folder, path) = place();
    let mut ledger = start(&path);
    send(&mut *ledger, ALICE, &request(BOB, "10", "7"));
    drop(ledger);
    let text = fs::read_to_string(&path).unwrap();
    let said = |text: &[u8]| {
        fs::write(&path, text).unwrap();
        try_start(&path).err().unwrap().to_string()
    };
    for (from, to, line, word) in [
        (
            "trialplate-issuer/1",
            "trialplate-issuer/9",
            1,
            "this version reads",
        ),
        ("\"state\"", "\"stat\"", 1, "stat"),
        ("{\"transfer\":{", "{\"transfer\":", 2, "expected"),
        ("{\"transfer\":{", "{\"transfers\":{", 2, "transfers"),
        (
            "\"messageCounter\":\"7\"",
            "\"messageCounter\":\"-7\"",
            2,
            "messageCounter",
        ),
        (
            "\"holder\":\"",
            "\"holder\":\"no",
            2,
            "is no key identifier",
        ),
    ] {
        assert!(text.contains(from), "{from} in {text}");
        let said = said(text.replacen(from, to, 1).as_bytes());
        let place = format!("state.jsonl:{line}: ");
        assert!(said.contains(&place) && said.contains(word), "{said}");
    }
    assert!(
        said(&[text.as_bytes(), b"\xff\n"].concat()).contains("state.jsonl:3: it is not UTF-8")
    );
    assert!(said(&[text.as_bytes(), b"\n"].concat()).contains("state.jsonl:3: "));
}

#[test]
fn other_fees_and_no_folder_are_said() {
    let (folder, path) = place();
    let text = {
        drop(start(&path));
        fs::read_to_string(&path).unwrap()
    };
    let fee = format!("\"transfer\":\"{}\"", fees().transfer);
    assert!(text.contains(&fee), "{text}");
    fs::write(&path, text.replace(&fee, "\"transfer\":\"77\"")).unwrap();
    assert!(matches!(try_start(&path), Err(StateError::Fees { .. })));
    let nowhere = folder.path().join("none").join("state.jsonl");
    assert!(matches!(try_start(&nowhere), Err(StateError::Io { .. })));
}

/// A disk that is full.
struct Full;

impl Disk for Full {
    fn append(&mut self, _: &str) -> io::Result<()> {
        Err(io::ErrorKind::StorageFull.into())
    }
}

#[test]
fn what_cannot_be_written_is_not_answered_and_nothing_is_from_then_on() {
    let (_folder, path) = place();
    drop(start(&path));
    let ledger = |book: Book| Box::new(Counted::new(Box::new(book))) as Box<dyn Ledger>;
    let mut full = restore(&path, &fees(), &[], ledger, |_, _| {}, |_| Box::new(Full)).unwrap();
    assert!(full.sound().is_ok());
    let refused = full.transfer(&caller(ALICE), &request(BOB, "10", "7"));
    assert!(refused.is_err() && full.sound().is_err());
    assert!(
        full.transfer(&caller(ALICE), &request(BOB, "10", "8"))
            .is_err()
    );
    drop(full);
    assert_eq!(balance(&*start(&path), ALICE), "100");
}
