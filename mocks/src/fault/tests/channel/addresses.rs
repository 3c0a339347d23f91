//! A fault that takes several addresses of this machine.

use super::*;

#[tokio::test]
async fn holder_bound_to_first_address() {
    let story = async |purse: Holder| {
        let alice = purse.other();
        lend(&purse, &alice).await;
        format!(
            "{} {} {} {}",
            has(&alice).await,
            has(&alice.at(2)).await,
            has(&alice.anew().at(2)).await,
            has(&alice).await
        )
    };
    let (right, wrong) = ("5 5 5 5", "5 0 0 5");
    shows(Fault::HolderBoundToFirstAddress, right, wrong, story).await;
}
