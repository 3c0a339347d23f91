use super::*;

#[test]
fn faults_of_all_layers_act_together() {
    let faults = [
        Fault::ExecutesLowerCounter,
        Fault::UseridDropped,
        Fault::CreditsAmountLessFee,
    ];
    let mut it = ledger(&faults);
    let late = TransferFunds {
        userid: Some("bob".into()),
        ..request(BOB, "10", "1")
    };
    pay(&mut *it, "10", "2");
    assert_eq!(told(&mut *it, &late), "success 1");
    assert_eq!(notices(&mut *it), "9/no. 2/- 9/no. 1/-");
}

#[test]
fn the_last_fault_sees_the_ones_before() {
    let both = |faults: &[Fault]| {
        let mut it = ledger(faults);
        pay(&mut *it, "99", "1")
    };
    assert_eq!(
        both(&[Fault::WholeBalanceRefused, Fault::OverdraftByFee]),
        "success 1"
    );
    assert_eq!(
        both(&[Fault::OverdraftByFee, Fault::WholeBalanceRefused]),
        "insufficientFunds 0"
    );
}

#[test]
fn all_faults_at_once_still_answer() {
    let mut it = ledger(Fault::ALL);
    pay(&mut *it, "1", "1");
    notices(&mut *it);
}
