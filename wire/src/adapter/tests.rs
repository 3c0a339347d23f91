use super::*;

fn order(line: &str) -> Order {
    serde_json::from_str::<Request>(line).expect(line).order
}

#[test]
fn lines_are_read_as_the_page_shows_them() {
    assert_eq!(
        order(r#"{"id":1,"op":"hello","protocol":"trialplate-adapter/1"}"#),
        Order::Hello {
            protocol: PROTOCOL.into()
        }
    );
    assert_eq!(
        order(r#"{"id":7,"op":"deposits","issuer":"main","wait-ms":2000,"within-ms":4000}"#),
        Order::Deposits {
            issuer: "main".into(),
            application: None,
            wait_ms: 2000,
            within_ms: 4000
        }
    );
    assert_eq!(
        order(
            r#"{"id":8,"op":"supply","issuer":"main","application":"shop","from":["player"],"keep":"20"}"#
        ),
        Order::Supply(Supply {
            issuer: "main".into(),
            application: "shop".into(),
            from: vec!["player".into()],
            keep: Some("20".into())
        })
    );
    assert_eq!(order(r#"{"id":9,"op":"exit"}"#), Order::Exit {});
}

#[test]
fn answers_are_written_as_the_page_shows_them() {
    let paid = Paid {
        outcome: Outcome::Executed,
        result: Some("success".into()),
        fee: Some("1.2".into()),
    };
    assert_eq!(
        serde_json::to_string(&Answer::new(4, Ok(paid))).unwrap(),
        r#"{"id":4,"ok":{"outcome":"executed","result":"success","fee":"1.2"}}"#
    );
    let refusal = Refusal {
        code: ErrorCode::Unimplemented,
        message: "no such op".into(),
    };
    assert_eq!(
        serde_json::to_string(&Answer::<Paid>::new(5, Err(refusal))).unwrap(),
        r#"{"id":5,"error":{"code":"unimplemented","message":"no such op"}}"#
    );
}
