use super::*;

/// What Bob is told of a transfer with these texts.
fn arrives(it: &mut dyn Ledger, transaction_id: &str, userid: Option<&str>) -> String {
    let (transaction_id, userid) = (transaction_id.to_owned(), userid.map(str::to_owned));
    told(
        it,
        &TransferFunds {
            transaction_id,
            userid,
            ..request(BOB, "1", "1")
        },
    );
    notices(it)
}

#[test]
fn transaction_id_trimmed() {
    shows(
        Fault::TRANSACTION_ID_TRIMMED,
        "1/  a b /-",
        "1/a b/-",
        |it| arrives(it, "  a b ", None),
    );
}

#[test]
fn transaction_id_truncated() {
    let whole = format!("1/{}/-", "x".repeat(256));
    shows(Fault::TRANSACTION_ID_TRUNCATED, "", &whole, |it| {
        arrives(it, &"x".repeat(257), None)
    });
}

#[test]
fn userid_truncated() {
    let whole = format!("1/a/{}", "x".repeat(256));
    shows(Fault::USERID_TRUNCATED, "", &whole, |it| {
        arrives(it, "a", Some(&"x".repeat(257)))
    });
}

#[test]
fn transaction_id_deduplicates() {
    let wrong = "success 1, success 0, 98 1, 1/same/- and ";
    shows(
        Fault::TRANSACTION_ID_DEDUPLICATES,
        "success 1, success 1, 96 2, 1/same/- 1/same/- and ",
        wrong,
        |it| {
            let same = |counter| TransferFunds {
                transaction_id: "same".into(),
                ..request(BOB, "1", counter)
            };
            let told = [told(it, &same("1")), told(it, &same("2")), balances(it)].join(", ");
            format!("{told}, {} and {}", notices(it), notices(it))
        },
    );
}

#[test]
fn userid_dropped() {
    shows(Fault::USERID_DROPPED, "1/x/bob", "1/x/-", |it| {
        arrives(it, "x", Some("bob"))
    });
}

#[test]
fn userid_invented() {
    shows(Fault::USERID_INVENTED, "1/x/-", "1/x/anonymous", |it| {
        arrives(it, "x", Some(""))
    });
}
