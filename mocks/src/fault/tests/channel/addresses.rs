//! Faults of where a holder is.

use super::*;
use tokio::net::TcpSocket;

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
    shows(Fault::HOLDER_BOUND_TO_FIRST_ADDRESS, right, wrong, story).await;
}

/// Alice asks and hangs up, and is paid while somebody listens where she was. Tells whether
/// anybody came before the purse was answered.
async fn gone(purse: Holder) -> String {
    let alice = purse.other().at(3);
    let mut stream = alice.connect().await;
    ask(&mut stream, &deposits(0)).await;
    let was = stream.get_ref().0.local_addr().unwrap();
    drop(stream);
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_reuseaddr(true).unwrap();
    socket.bind(was).unwrap();
    let listener = socket.listen(8).unwrap().into_std().unwrap();
    lend(&purse, &alice).await;
    let came = listener.accept().is_ok();
    // Now nobody listens there, and she is paid all the same.
    drop(listener);
    purse.ask(&transfer(&alice, "5", 2)).await;
    format!("{came} {}", has(&alice).await)
}

#[tokio::test]
async fn pushes_deposits() {
    shows(Fault::PUSHES_DEPOSITS, "false 10", "true 10", gone).await;
}
