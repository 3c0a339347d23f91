use super::*;

#[test]
fn faults_of_all_layers_act_together() {
    let faults = [
        Fault::EXECUTES_LOWER_COUNTER,
        Fault::USERID_DROPPED,
        Fault::CREDITS_AMOUNT_LESS_FEE,
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
        both(&[Fault::WHOLE_BALANCE_REFUSED, Fault::OVERDRAFT_BY_FEE]),
        "success 1"
    );
    assert_eq!(
        both(&[Fault::OVERDRAFT_BY_FEE, Fault::WHOLE_BALANCE_REFUSED]),
        "insufficientFunds 0"
    );
}

#[test]
fn all_faults_at_once_still_answer() {
    let mut it = ledger(Fault::ALL);
    pay(&mut *it, "1", "1");
    notices(&mut *it);
}
