//! What is lawful, and refused or misread.

use super::*;

/// Without the fault it is executed, with it it is refused.
async fn refuses(fault: Fault, written: impl Fn(&str) -> Vec<u8>) {
    shows(fault, EXECUTED, REFUSED, written).await;
}

/// Text in UTF-16 with a byte order mark.
fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let text = text.replace("UTF-8", "UTF-16");
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    let document: Vec<u8> = units.flat_map(bytes).collect();
    with("text/xml; charset=utf-16", "", document)
}

#[tokio::test]
async fn one_wrapper_only() {
    refuses(Fault::ONE_WRAPPER_ONLY, |it| {
        post(it.replace("transferFunds", "transferFundsRequest"))
    })
    .await;
}

#[tokio::test]
async fn fixed_prefixes_only() {
    refuses(Fault::FIXED_PREFIXES_ONLY, |it| {
        post(it.replace("soap:", "S:").replace(":soap", ":S"))
    })
    .await;
    refuses(Fault::FIXED_PREFIXES_ONLY, |it| {
        post(it.replace("lcp:", "ns1:").replace(":lcp", ":ns1"))
    })
    .await;
}

#[tokio::test]
async fn declared_elsewhere_refused() {
    refuses(Fault::DECLARED_ELSEWHERE_REFUSED, |it| {
        let declaration = " xmlns:lcp=\"http://lightweightcurrency.org\"";
        let without = it.replace(declaration, "");
        post(without.replace("<soap:Body", &format!("<soap:Body{declaration}")))
    })
    .await;
}

#[tokio::test]
async fn part_order_fixed() {
    refuses(Fault::PART_ORDER_FIXED, |it| {
        post(before(
            &without(it, "amount"),
            "<recipient>",
            "<amount>10</amount>",
        ))
    })
    .await;
}

#[tokio::test]
async fn comment_splits_value() {
    let wrong = "200 success, 1 as no. 1";
    shows(Fault::COMMENT_SPLITS_VALUE, EXECUTED, wrong, |it| {
        post(part(it, "amount", "1<!-- and a -->0"))
    })
    .await;
    shows(Fault::COMMENT_SPLITS_VALUE, EXECUTED, EXECUTED, |it| {
        post(it.replace("<amount>", "<!-- 1 --> <amount>"))
    })
    .await;
}

#[tokio::test]
async fn cdata_refused_or_empty() {
    let written = |it: &str| post(part(it, "transactionId", "no. <![CDATA[1]]>"));
    refuses(Fault::CDATA_REFUSED, written).await;
    shows(
        Fault::CDATA_IS_EMPTY,
        EXECUTED,
        "200 success, 10 as no. ",
        written,
    )
    .await;
}

#[tokio::test]
async fn liberties_taken_together() {
    let fault = Fault::COMMENT_BESIDE_CDATA_REFUSED;
    let cdata = |it: &str| part(it, "amount", "<![CDATA[10]]>");
    refuses(fault, |it| post(format!("{}<!-- the end -->", cdata(it)))).await;
    shows(fault, EXECUTED, EXECUTED, |it| post(cdata(it))).await;
    shows(fault, EXECUTED, EXECUTED, |it| {
        post(format!("{it}<!-- the end -->"))
    })
    .await;
}

#[tokio::test]
async fn single_quotes_refused() {
    refuses(Fault::SINGLE_QUOTES_REFUSED, |it| {
        post(it.replace('"', "'"))
    })
    .await;
    shows(Fault::SINGLE_QUOTES_REFUSED, EXECUTED, EXECUTED, |it| {
        post(it.replacen('"', "'", 4))
    })
    .await;
}

#[tokio::test]
async fn a_header_that_looks_like_a_request_is_none() {
    let decoy = "<soap:Header><transferFunds xmlns=\"urn:a\"><userid/><recipient/></transferFunds></soap:Header>";
    for fault in [Fault::PART_ORDER_FIXED, Fault::DECLARED_ELSEWHERE_REFUSED] {
        shows(fault, EXECUTED, EXECUTED, |it| {
            post(before(it, "<soap:Body", decoy))
        })
        .await;
    }
}

#[tokio::test]
async fn character_references_left() {
    shows(
        Fault::CHARACTER_REFERENCES_LEFT,
        EXECUTED,
        "200 success, 10 as no. &amp;#49;",
        |it| post(part(it, "transactionId", "no. &#49;")),
    )
    .await;
    let wrong = "200 invalidAmount, nothing";
    shows(Fault::CHARACTER_REFERENCES_LEFT, EXECUTED, wrong, |it| {
        post(part(it, "amount", "1&#x30;"))
    })
    .await;
}

#[tokio::test]
async fn references_to_white_space_are_read_all_the_same() {
    for fault in [
        Fault::CHARACTER_REFERENCES_LEFT,
        Fault::HEXADECIMAL_REFERENCES_REFUSED,
    ] {
        shows(fault, EXECUTED, EXECUTED, |it| {
            post(part(it, "amount", "&#9;10&#10;"))
        })
        .await;
    }
}

#[tokio::test]
async fn hexadecimal_references_refused() {
    refuses(Fault::HEXADECIMAL_REFERENCES_REFUSED, |it| {
        post(part(it, "amount", "1&#x30;"))
    })
    .await;
}

#[tokio::test]
async fn apostrophe_entity_refused() {
    let right = "200 success, 10 as '";
    shows(Fault::APOSTROPHE_ENTITY_REFUSED, right, REFUSED, |it| {
        post(part(it, "transactionId", "&apos;"))
    })
    .await;
}

#[tokio::test]
async fn byte_order_mark_refused() {
    refuses(Fault::BYTE_ORDER_MARK_REFUSED, |it| {
        post(format!("\u{FEFF}{it}"))
    })
    .await;
}

#[tokio::test]
async fn declaration_required() {
    refuses(Fault::DECLARATION_REQUIRED, |it| {
        post(it.split_once("?>").unwrap().1.trim_start())
    })
    .await;
    shows(Fault::DECLARATION_REQUIRED, EXECUTED, EXECUTED, |it| {
        post(format!("\u{FEFF}{it}"))
    })
    .await;
}

#[tokio::test]
async fn utf_16_refused() {
    for bytes in [u16::to_be_bytes, u16::to_le_bytes] {
        refuses(Fault::UTF_16_REFUSED, |it| utf_16(it, bytes)).await;
        // What looks at a document sees through its encoding.
        shows(Fault::FIXED_PREFIXES_ONLY, EXECUTED, EXECUTED, |it| {
            utf_16(it, bytes)
        })
        .await;
    }
}

#[tokio::test]
async fn utf_16_little_endian_refused() {
    let fault = Fault::UTF_16_LITTLE_ENDIAN_REFUSED;
    refuses(fault, |it| utf_16(it, u16::to_le_bytes)).await;
    shows(fault, EXECUTED, EXECUTED, |it| utf_16(it, u16::to_be_bytes)).await;
}

#[tokio::test]
async fn content_types() {
    refuses(Fault::QUOTED_CHARSET_REFUSED, |it| {
        with("text/xml; charset=\"utf-8\"", "", it)
    })
    .await;
    for capitals in [
        "Text/XML",
        "text/xml;charset=UTF-8",
        "text/xml ; Charset=utf-8",
    ] {
        refuses(Fault::CONTENT_TYPE_IN_CAPITALS_REFUSED, |it| {
            with(capitals, "", it)
        })
        .await;
    }
}

#[tokio::test]
async fn soap_actions() {
    refuses(Fault::SOAP_ACTION_REQUIRED, |it| with("text/xml", "", it)).await;
    for action in ["\"urn:pay\"", "pay"] {
        let field = format!("SOAPAction: {action}\r\n");
        refuses(Fault::SOAP_ACTION_MUST_BE_EMPTY, |it| {
            with("text/xml", &field, it)
        })
        .await;
    }
    for field in ["SOAPAction:\r\n", "soapaction: \"\"\r\n"] {
        for fault in [
            Fault::SOAP_ACTION_REQUIRED,
            Fault::SOAP_ACTION_MUST_BE_EMPTY,
        ] {
            shows(fault, EXECUTED, EXECUTED, |it| with("text/xml", field, it)).await;
        }
    }
}

#[tokio::test]
async fn xsi_type_refused() {
    const XSI: &str = "xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"";
    refuses(Fault::XSI_TYPE_REFUSED, |it| {
        post(it.replace("<amount>", &format!("<amount {XSI} i:type = \"decimal\">")))
    })
    .await;
}

#[tokio::test]
async fn encoding_style_refused() {
    refuses(Fault::ENCODING_STYLE_REFUSED, |it| {
        let style = "soap:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"";
        post(it.replace("<soap:Body", &format!("<soap:Body {style}")))
    })
    .await;
}

#[tokio::test]
async fn unknown_header_refused() {
    let written = |header: &'static str| move |it: &str| post(before(it, "<soap:Body", header));
    let full = "<soap:Header> <a xmlns=\"urn:a\"/></soap:Header>";
    refuses(Fault::UNKNOWN_HEADER_REFUSED, written(full)).await;
    for empty in ["<soap:Header/>", "<soap:Header> </soap:Header>"] {
        shows(
            Fault::UNKNOWN_HEADER_REFUSED,
            EXECUTED,
            EXECUTED,
            written(empty),
        )
        .await;
    }
}
