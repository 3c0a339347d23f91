//! The freedoms that a request has, and what comes of them.

use wire::{GetDeposits, Request};

use crate::fixture::{KEY, PARTS, envelope, parse, parsed, transfer, transfer_of, transfer_under};

#[test]
fn both_wrappers_are_read() {
    for wrapper in ["transferFunds", "transferFundsRequest"] {
        let document = envelope(&format!("<l:{wrapper}>{PARTS}</l:{wrapper}>"));
        assert_eq!(parse(&document), Ok(Request::TransferFunds(transfer())));
    }
    for wrapper in ["getDeposits", "getDepositsRequest"] {
        let document = envelope(&format!(
            "<l:{wrapper}><millisecondsWait>3000</millisecondsWait></l:{wrapper}>"
        ));
        let deposits = GetDeposits {
            milliseconds_wait: "3000".to_owned(),
        };
        assert_eq!(parse(&document), Ok(Request::GetDeposits(deposits)));
    }
}

#[test]
fn any_prefix_will_do_and_so_will_the_default() {
    let document = format!(
        "<Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"><Body>\
         <\u{E9}-1:transferFunds xmlns:\u{E9}-1='http://lightweightcurrency.org' xmlns=''>{PARTS}\
         </\u{E9}-1:transferFunds></Body></Envelope>"
    );
    assert_eq!(parsed(&document), transfer());
}

#[test]
fn a_prefix_may_be_bound_anew() {
    let document = format!(
        "<x:Envelope xmlns:x='http://schemas.xmlsoap.org/soap/envelope/'><x:Body>\
         <x:transferFunds xmlns:x='http://lightweightcurrency.org'>{PARTS}</x:transferFunds>\
         </x:Body></x:Envelope>"
    );
    assert_eq!(parsed(&document), transfer());
}

#[test]
fn a_namespace_may_be_written_with_references() {
    let document = transfer_of(PARTS).replace(
        "http://lightweightcurrency.org",
        "http://lightweight&#99;urrency&#x2E;org",
    );
    assert_eq!(parsed(&document), transfer());
}

#[test]
fn parts_may_be_qualified() {
    let document = envelope(&format!(
        "<transferFunds xmlns='http://lightweightcurrency.org'>{PARTS}</transferFunds>"
    ));
    assert_eq!(parsed(&document), transfer());
}

#[test]
fn parts_may_come_in_any_order() {
    let document = transfer_of(&format!(
        "<messageCounter>3398</messageCounter><transactionId>12345678</transactionId>\
         <amount>100</amount><userid>bob</userid><recipient>{KEY}</recipient>"
    ));
    assert_eq!(parsed(&document), transfer());
}

#[test]
fn no_user_an_empty_one_and_a_nil_one_are_read_apart_and_mean_the_same() {
    let nil = "<userid xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'/>";
    for (userid, read) in [
        ("", None),
        ("<userid/>", Some("")),
        ("<userid></userid>", Some("")),
        (nil, None),
    ] {
        let transfer = parsed(&transfer_of(&PARTS.replace("<userid>bob</userid>", userid)));
        assert_eq!(transfer.userid.as_deref(), read);
        assert_eq!(transfer.user(), None);
    }
}

#[test]
fn types_and_encoding_styles_mean_nothing() {
    let parts = PARTS.replace(
        "<amount>",
        "<amount xsi:type='xsd:double' id='a' href='#b'>",
    );
    let document = transfer_of(&parts)
        .replace(
            "<s:Envelope",
            "<s:Envelope xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' \
             s:encodingStyle='http://schemas.xmlsoap.org/soap/encoding/'",
        )
        .replace("<s:Body>", "<s:Body s:encodingStyle='urn:x'>")
        .replace(
            "<l:transferFunds>",
            "<l:transferFunds s:encodingStyle='urn:x'>",
        );
    assert_eq!(parsed(&document), transfer());
}

#[test]
fn white_space_comments_and_instructions_between_elements_mean_nothing() {
    let document = transfer_of(PARTS)
        .replace('>', ">\r\n\t <!-- - -><&amp;] --> <?php <&?> ")
        .replace("12345678\r", "12345678");
    let read = parsed(&format!(
        "<?xml version=\"1.0\"?><!--a--><?b?>\n{document}<!--c--><?d e?>\n"
    ));
    // in a value, what is not comment belongs to it
    assert_eq!(read.amount.trim(), "100");
    assert_eq!(read.transaction_id.trim(), "12345678");
}

#[test]
fn a_value_may_be_in_pieces() {
    for (written, value) in [
        ("12<!-- 3 -->34", "1234"),
        ("<![CDATA[a<&>]]>b<![CDATA[]]>", "a<&>b"),
        ("<![CDATA[]]]]><![CDATA[>]]>", "]]>"),
        ("<![CDATA[&amp;]]>&amp;", "&amp;&"),
        ("&#49;&#x32;&#x1F4B0;", "12\u{1F4B0}"),
        ("&lt;&gt;&amp;&quot;&apos;", "<>&\"'"),
        ("a<?b c?>d", "ad"),
        ("]]&gt; ]] >", "]]> ]] >"),
    ] {
        assert_eq!(
            parsed(&transfer_under(written)).transaction_id,
            value,
            "{written}"
        );
    }
}

#[test]
fn values_come_verbatim() {
    for value in [
        "",
        " ",
        "\u{A0}",
        "  a  b  ",
        "\ta\n",
        "\u{FEFF}",
        "e\u{301}",
        "\u{E9}",
        "\u{85}\u{2028}",
    ] {
        assert_eq!(
            parsed(&transfer_under(value)).transaction_id,
            value,
            "{value:?}"
        );
    }
}

#[test]
fn a_line_end_is_one_line_feed_but_a_referenced_one_is_itself() {
    assert_eq!(
        parsed(&transfer_under("a\r\nb\rc\nd")).transaction_id,
        "a\nb\nc\nd"
    );
    assert_eq!(
        parsed(&transfer_under("<![CDATA[a\r\nb]]>")).transaction_id,
        "a\nb"
    );
    assert_eq!(
        parsed(&transfer_under("a&#13;&#xA;b")).transaction_id,
        "a\r\nb"
    );
}

#[test]
fn values_are_handed_over_unread() {
    let parts = "<recipient>nobody</recipient><amount>NaN</amount><transactionId/>\
                 <messageCounter>-1</messageCounter>";
    let transfer = parsed(&transfer_of(parts));
    assert_eq!(
        [
            transfer.recipient,
            transfer.amount,
            transfer.transaction_id,
            transfer.message_counter
        ],
        ["nobody", "NaN", "", "-1"]
    );
}

#[test]
fn headers_that_do_not_insist_are_ignored() {
    for header in [
        "<s:Header/>",
        "<s:Header><t:Trace xmlns:t='urn:t'><t:id>1</t:id></t:Trace></s:Header>",
        "<s:Header><t:Trace xmlns:t='urn:t' s:mustUnderstand='0'/></s:Header>",
        "<s:Header><t:Trace xmlns:t='urn:t' mustUnderstand='1'/></s:Header>",
        "<s:Header><t:Trace xmlns:t='urn:t' s:mustUnderstand='1' s:actor='urn:other'/></s:Header>",
        "<s:Header><t:Trace xmlns:t='urn:t'><t:id s:mustUnderstand='1'/></t:Trace></s:Header>",
    ] {
        let document = transfer_of(PARTS).replace("<s:Body>", &format!("{header} <s:Body>"));
        assert_eq!(parsed(&document), transfer(), "{header}");
    }
}

#[test]
fn elements_of_others_may_follow_the_body() {
    let document = transfer_of(PARTS).replace(
        "</s:Body>",
        "</s:Body><t:Trailer xmlns:t='urn:t'>x</t:Trailer>",
    );
    assert_eq!(parsed(&document), transfer());
}

#[test]
fn deep_headers_are_read_to_the_limit() {
    let header = |depth: usize| {
        let entry = format!(
            "{}{}",
            "<a xmlns='urn:t'>".repeat(depth),
            "</a>".repeat(depth)
        );
        transfer_of(PARTS).replace("<s:Body>", &format!("<s:Header>{entry}</s:Header><s:Body>"))
    };
    assert_eq!(parsed(&header(62)), transfer());
    let fault = parse(&header(63)).unwrap_err();
    assert_eq!(fault.string, "elements are nested deeper than 64");
}

#[test]
fn a_long_message_is_read_to_the_limit() {
    let message = transfer_of(PARTS);
    let padded = |length: usize| message.clone() + &" ".repeat(length - message.len());
    assert_eq!(parsed(&padded(1 << 20)), transfer());
    let fault = parse(&padded((1 << 20) + 1)).unwrap_err();
    assert_eq!(fault.string, "the message is longer than 1048576 bytes");
}
