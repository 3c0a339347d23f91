//! What single answers say: how they are read, and of what class they are.

use crate::tale::{Tale, envelope, fault, http, list, ok, transferred};
use record::{AnswerKind, Check, Ending, Verdict};

const XML: &str = "text/xml";

fn form(answer: &[u8]) -> Verdict {
    let mut tale = Tale::of(&[]);
    tale.pays("Alice", "Bob", "10", 7, answer);
    tale.verdict(Check::Form {})
}

fn reads(answer: &[u8]) -> String {
    let mut tale = Tale::of(&[]);
    tale.pays("Alice", "Bob", "10", 7, answer);
    judge::decode::reply(&tale.record.exchanges[0]).describe()
}

fn success() -> String {
    envelope(
        "<l:transferFundsResponse><result>success</result><fee>1.2</fee></l:transferFundsResponse>",
    )
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xfeff);
    mark.into_iter()
        .chain(text.encode_utf16())
        .flat_map(unit)
        .collect()
}

#[test]
fn one_answer_is_read_in_many_renderings() {
    let text = success();
    let fee = |fee: &str| text.replace("<fee>1.2</fee>", fee).into_bytes();
    for body in [
        text.clone().into_bytes(),
        format!("\u{feff}{text}").into_bytes(),
        utf16(&text, u16::to_be_bytes, true),
        utf16(&text, u16::to_le_bytes, true),
        utf16(&text, u16::to_be_bytes, false),
        utf16(&text, u16::to_le_bytes, false),
        fee("<fee>1.<!-- two -->2</fee>"),
        fee("<fee><![CDATA[1.2]]></fee>"),
        fee("<fee>\n 1.2000000000\t</fee>"),
        fee("<fee>&#49;.&#x32;</fee>"),
        fee("<fee>+1.2</fee>"),
        text.replace("success", " success\n").into_bytes(),
    ] {
        let shown = String::from_utf8_lossy(&body).into_owned();
        assert_eq!(
            reads(&http("200 OK", XML, &body)),
            "success, fee 1.2",
            "{shown}"
        );
        assert_eq!(
            form(&http("200 OK", XML, &body)),
            Verdict::Passed,
            "{shown}"
        );
    }
}

#[test]
fn http_may_frame_it_as_it_likes() {
    let text = success();
    let (one, two) = text.split_at(77);
    let head = "Content-Type: text/xml\r\n";
    for answer in [
        format!("HTTP/1.0 200 OK\r\n{head}\r\n{text}"),
        format!("HTTP/1.1 200 OK\r\n{head}\r\n{text}"),
        format!(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n{head}Content-Length: {}\r\n\r\n{text}",
            text.len()
        ),
        format!(
            "HTTP/1.1 200 OK\r\n{head}Transfer-Encoding: chunked\r\n\r\n{:x};a=b\r\n{one}\r\n{:X}\r\n{two}\r\n0\r\nX: y\r\n\r\n",
            one.len(),
            two.len()
        ),
        format!("HTTP/1.1 200 OK\r\nContent-Type: TEXT/XML ;charset=\"utf-8\"\r\n\r\n{text}"),
    ] {
        assert_eq!(reads(answer.as_bytes()), "success, fee 1.2", "{answer}");
    }
}

#[test]
fn what_has_not_the_form_is_unreadable() {
    let text = success();
    let with = |from: &str, to: &str| http("200 OK", XML, text.replace(from, to).as_bytes());
    let fee = "<fee>1.2</fee>";
    let dtd = format!(
        "<!DOCTYPE x [<!ENTITY fee \"1.2\">]>{}",
        text.replace("1.2", "&fee;")
    );
    for answer in [
        http("200 OK", XML, dtd.as_bytes()),
        http("200 OK", XML, format!("<!DOCTYPE x>{text}").as_bytes()),
        with("1.2", "&fee;"),
        with(fee, ""),
        with(fee, "<fee>1.2</fee><fee>1.2</fee>"),
        with(fee, "<fee>1.2</fee><tip>1</tip>"),
        with(fee, "<fee><amount>1.2</amount></fee>"),
        with(fee, "<fee>1.2</fee> and a tip"),
        with("1.2", "1e2"),
        with("1.2", "0.0000001"),
        with("1.2", ""),
        with("1.2", "1\u{a0}"),
        with("l:transferFundsResponse", "l:transferFunds"),
        with(
            "http://schemas.xmlsoap.org/soap/envelope/",
            "http://www.w3.org/2003/05/soap-envelope",
        ),
        with("<s:Body>", "<s:Body/><s:Body>"),
        with("</s:Envelope>", "</s:Envelope>!"),
        with("</s:Body>", "<l:more/></s:Body>"),
        http("200 OK", "application/soap+xml", text.as_bytes()),
        http("200 OK", "text/html", text.as_bytes()),
        http("200 OK", "text/xml, text/html", text.as_bytes()),
        format!("HTTP/1.1 200 OK\r\n\r\n{text}").into_bytes(),
        http("200 OK", XML, b""),
        http("204 No Content", XML, b""),
        http("302 Found", XML, text.as_bytes()),
        http("600 What", XML, text.as_bytes()),
    ] {
        assert_eq!(
            form(&answer),
            Verdict::Failed,
            "{}",
            String::from_utf8_lossy(&answer)
        );
    }
}

#[test]
fn what_has_a_requirement_of_its_own_is_no_matter_of_form() {
    let text = success();
    let with = |from: &str, to: &str| http("200 OK", XML, text.replace(from, to).as_bytes());
    let fault = envelope("<s:Fault><faultcode>s:Server</faultcode></s:Fault>");
    let fee = "<fee>1.2</fee>";
    for (answer, requirement) in [
        (with(fee, "<l:fee>1.2</l:fee>"), "answer-namespace"),
        (
            with(fee, "<fee xmlns=\"urn:other\">1.2</fee>"),
            "answer-namespace",
        ),
        (
            with("l:transferFundsResponse", "transferFundsResponse"),
            "answer-namespace",
        ),
        (
            with("http://lightweightcurrency.org", "http://example.org"),
            "answer-namespace",
        ),
        (
            http("200 OK", "text/xml; charset=latin1", text.as_bytes()),
            "answer-encoding",
        ),
        (http("200 OK", XML, &[0xff, 0xfe, 0x00]), "answer-encoding"),
        (http("200 OK", XML, fault.as_bytes()), "fault-status"),
    ] {
        let mut tale = Tale::of(&[]);
        tale.pays("Alice", "Bob", "10", 7, &answer);
        let found = tale.find(Check::Form {});
        let broken = found.iter().filter(|f| f.verdict == Verdict::Failed);
        let broken: Vec<&str> = broken.map(|f| f.requirement.as_str()).collect();
        assert_eq!(
            broken,
            [format!("lcp.issuer.soap.{requirement}")],
            "{found:#?}"
        );
    }
}

#[test]
fn depth_and_length_do_no_harm() {
    let deep = format!("{}{}", "<a>".repeat(60_000), "</a>".repeat(60_000));
    assert_eq!(form(&ok(&deep)), Verdict::Failed);
    assert_eq!(form(&ok(&"<a>".repeat(100_000))), Verdict::Failed);
    let wide = ok(&format!(
        "<l:transferFundsResponse {}/>",
        (0..20_000).map(|n| format!("a{n}='' ")).collect::<String>()
    ));
    assert_eq!(form(&wide), Verdict::Failed);
}

#[test]
fn a_list_is_read_verbatim() {
    let list = "<l:getDepositsResponse><deposits><deposit><userid>&lt;b&gt;<![CDATA[ & ]]></userid><amount>5.</amount>\
                <transactionId> a&#13;\n<!-- c -->b </transactionId></deposit></deposits>\
                <balance>123456789012345678901234.5</balance><fee>.5</fee></l:getDepositsResponse>";
    let mut tale = Tale::of(&[]);
    tale.asks("Bob", &ok(list));
    let judge::decode::Reply::Deposits { list, fee, balance } =
        judge::decode::reply(&tale.record.exchanges[0])
    else {
        panic!("no list");
    };
    assert_eq!(list[0].transaction_id, " a\r\nb ");
    assert_eq!(list[0].userid.as_deref(), Some("<b> & "));
    assert_eq!(
        [list[0].amount, fee, balance].map(|d| d.to_string()),
        ["5", "0.5", "123456789012345678901234.5"]
    );
}

#[test]
fn an_answer_to_another_question_has_not_the_form() {
    assert_eq!(form(&list(&[], "0", "0")), Verdict::Failed);
    let mut tale = Tale::of(&[]);
    tale.asks("Bob", &transferred("success", "0"));
    assert_eq!(tale.verdict(Check::Form {}), Verdict::Failed);
}

#[test]
fn refusals_have_the_form_with_and_without_body() {
    for answer in [
        fault(),
        http("400 Bad Request", "text/plain", b"no"),
        http("503 Later", XML, b""),
        http("500 Oh", XML, success().as_bytes()),
    ] {
        assert_eq!(form(&answer), Verdict::Passed);
        assert_eq!(
            class(&answer, Ending::Answered, AnswerKind::Fault),
            Verdict::Passed
        );
    }
}

#[test]
fn where_nothing_arrived_nothing_is_said_of_the_form() {
    let mut tale = Tale::of(&[]);
    tale.loses("Alice", "Bob", "10", 7, Ending::Closed);
    tale.asks_in_vain("Alice", Ending::TimedOut);
    assert_eq!(tale.find(Check::Form {}), []);
    tale.loses("Alice", "Bob", "10", 7, Ending::Garbled("SSH".into()));
    assert_eq!(tale.verdict(Check::Form {}), Verdict::Failed);
}

fn class(answer: &[u8], how: Ending, allowed: AnswerKind) -> Verdict {
    let mut tale = Tale::of(&[]);
    let exchange = tale.sends("Alice", b"", answer, how);
    tale.verdict(Check::Answer {
        exchange,
        allowed: vec![allowed],
    })
}

#[test]
fn silence_settles_nothing_unless_it_is_asked_about() {
    use AnswerKind::{Failure, Fault, Silence, Success};
    for how in [
        Ending::Closed,
        Ending::TimedOut,
        Ending::Cut,
        Ending::Broken("x".into()),
    ] {
        assert_eq!(class(b"", how.clone(), Success), Verdict::Inconclusive);
        assert_eq!(class(b"", how, Silence), Verdict::Passed);
    }
    for how in [
        Ending::NotConnected("x".into()),
        Ending::HandshakeFailed("x".into()),
    ] {
        assert_eq!(class(b"", how.clone(), Success), Verdict::Inconclusive);
        assert_eq!(class(b"", how, Silence), Verdict::Inconclusive);
    }
    let told = |word| transferred(word, "0");
    assert_eq!(
        class(&told("success"), Ending::Answered, Success),
        Verdict::Passed
    );
    assert_eq!(
        class(&told("Success"), Ending::Answered, Success),
        Verdict::Failed
    );
    assert_eq!(
        class(&told("refused"), Ending::Answered, Failure),
        Verdict::Passed
    );
    assert_eq!(
        class(&told("success"), Ending::Answered, Silence),
        Verdict::Failed
    );
    assert_eq!(class(&fault(), Ending::Answered, Fault), Verdict::Passed);
    assert_eq!(
        class(b"HTTP/1.1 200 OK\r\n\r\n?", Ending::Answered, Success),
        Verdict::Inconclusive
    );
}

#[test]
fn words_are_looked_at_where_there_is_one() {
    let word = |answer: &[u8], how: Ending| {
        let mut tale = Tale::of(&[]);
        let exchange = tale.sends("Alice", b"", answer, how);
        let words = vec!["counterConflict".into(), "counterStale".into()];
        tale.verdict(Check::Word { exchange, words })
    };
    assert_eq!(
        word(&transferred("counterStale", "0"), Ending::Answered),
        Verdict::Passed
    );
    assert_eq!(
        word(&transferred("refused", "0"), Ending::Answered),
        Verdict::Failed
    );
    assert_eq!(word(&fault(), Ending::Answered), Verdict::Passed);
    assert_eq!(word(b"", Ending::TimedOut), Verdict::Inconclusive);
}

#[test]
fn a_replayed_answer_is_the_same_in_result_and_fee() {
    let same = |first: &[u8], second: &[u8]| {
        let mut tale = Tale::of(&[]);
        let original = tale.pays("Alice", "Bob", "10", 7, first);
        let exchange = tale.pays("Alice", "Bob", "10", 7, second);
        tale.verdict(Check::SameAnswer { exchange, original })
    };
    let told = transferred;
    assert_eq!(
        same(&told("success", "1.2"), &told("success", "1.20")),
        Verdict::Passed
    );
    assert_eq!(
        same(&told("success", "1.2"), &told("success", "0")),
        Verdict::Failed
    );
    assert_eq!(
        same(&told("success", "1.2"), &told("refused", "1.2")),
        Verdict::Failed
    );
    assert_eq!(same(&told("success", "1.2"), &fault()), Verdict::Failed);
    assert_eq!(
        same(&fault(), &told("success", "1.2")),
        Verdict::Inconclusive
    );
    assert_eq!(
        same(&told("success", "1"), b"HTTP/1.1 200 OK\r\n\r\n?"),
        Verdict::Inconclusive
    );
}

#[test]
fn an_exchange_that_is_not_there_settles_nothing() {
    let tale = Tale::of(&[]);
    let (exchange, bound, original) = (9, 9, 9);
    for check in [
        Check::Answer {
            exchange,
            allowed: vec![AnswerKind::Success],
        },
        Check::Word {
            exchange,
            words: vec![],
        },
        Check::SameAnswer { exchange, original },
        Check::BalanceIs {
            exchange,
            amount: "0".into(),
        },
        Check::Balance {
            exchange,
            amount: "0".into(),
        },
        Check::FeeIs {
            exchange,
            amount: "0".into(),
        },
        Check::FeeAtMost { exchange, bound },
        Check::EmptyNotBefore {
            exchange,
            milliseconds: 1,
        },
        Check::Description { exchange },
        Check::ServiceAddress { exchange },
    ] {
        assert_eq!(tale.verdict(check), Verdict::Inconclusive);
    }
}

#[test]
fn an_empty_namespace_declaration_is_none() {
    let mut tale = crate::tale::Tale::of(&["Bob"]);
    let exchange = tale.asks(
        "Bob",
        &crate::tale::ok(
            "<getDepositsResponse xmlns=\"http://lightweightcurrency.org\"><deposits xmlns=\"\"/>\
             <fee xmlns=\"\">0</fee><balance xmlns=\"\">0</balance></getDepositsResponse>",
        ),
    );
    let allowed = vec![record::AnswerKind::Deposits];
    let check = record::Check::Answer { exchange, allowed };
    assert_eq!(tale.verdict(check), record::Verdict::Passed);
}
