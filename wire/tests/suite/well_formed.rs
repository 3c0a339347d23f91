//! What is not well-formed, much of which `quick-xml` would take.

use wire::FaultCode;

use crate::fixture::{PARTS, parsed, refusal, transfer, transfer_of, transfer_under};

fn refused(document: &str) {
    let fault = refusal(document);
    assert_eq!(fault.code, FaultCode::Client, "{document}");
    assert!(fault.string.len() < 200, "{}", fault.string);
}

/// Refuses a message after putting `new` in the place of `old`, which must be there.
fn refused_with(old: &str, new: &str) {
    let message = transfer_of(PARTS);
    assert!(message.contains(old));
    refused(&message.replacen(old, new, 1));
}

#[test]
fn a_document_that_is_cut_off_anywhere() {
    let message = transfer_of(PARTS);
    for end in 0..message.len() {
        refused(&message[..end]);
    }
    assert_eq!(parsed(&message), transfer());
}

#[test]
fn something_around_the_root_element() {
    let message = transfer_of(PARTS);
    for trailing in [
        "x",
        "<a/>",
        &message,
        "</s:Envelope>",
        "<![CDATA[ ]]>",
        "&#32;",
        "&amp;",
        "\u{A0}",
        "\u{FEFF}",
    ] {
        refused(&format!("{message}{trailing}"));
    }
    for leading in [
        "x",
        "<a/>",
        "</a>",
        "<![CDATA[ ]]>",
        "&#32;",
        "&amp;",
        "\u{A0}",
        "\u{FEFF}\u{FEFF}",
    ] {
        refused(&format!("{leading}{message}"));
    }
}

#[test]
fn a_document_type() {
    let message = transfer_of(PARTS);
    for doctype in [
        "<!DOCTYPE a>",
        "<!DOCTYPE a SYSTEM 'http://localhost/a.dtd'>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "<!doctype a>",
    ] {
        refused(&format!("{doctype}{message}"));
    }
    let fault = refusal(&format!("<?xml version='1.0'?><!DOCTYPE a>{message}"));
    assert_eq!(fault.string, "a document type declaration is not accepted");
}

#[test]
fn an_entity_that_is_not_declared() {
    for reference in [
        "&nbsp;", "&AMP;", "&;", "&", "&amp", "& ", "&a b;", "&#;", "&#x;", "&#X41;", "&#+65;",
        "&#-1;", "&#x 41;", "&#6 5;", "&#65",
    ] {
        refused(&transfer_under(reference));
        refused_with("<s:Body>", &format!("<s:Body a='{reference}'>"));
    }
}

#[test]
fn a_character_that_xml_does_not_have() {
    for c in [
        '\u{0}', '\u{1}', '\u{8}', '\u{B}', '\u{C}', '\u{1F}', '\u{FFFE}', '\u{FFFF}',
    ] {
        for written in [
            c.to_string(),
            format!("&#{};", c as u32),
            format!("&#x{:X};", c as u32),
        ] {
            refused(&transfer_under(&written));
            refused_with("<s:Body>", &format!("<s:Body a='{written}'>"));
        }
        refused_with("<s:Body>", &format!("<s:Body><!--{c}-->"));
        refused_with("<s:Body>", &format!("<s:Body><?a {c}?>"));
    }
    for beyond in [
        "&#xD800;",
        "&#xDFFF;",
        "&#x110000;",
        "&#4294967361;",
        "&#99999999999999999999;",
    ] {
        refused(&transfer_under(beyond));
    }
    for c in [
        '\u{7F}',
        '\u{85}',
        '\u{9F}',
        '\u{D7FF}',
        '\u{E000}',
        '\u{FFFD}',
        '\u{1FFFE}',
        '\u{10FFFF}',
    ] {
        assert_eq!(
            parsed(&transfer_under(&c.to_string())).transaction_id,
            c.to_string()
        );
        assert_eq!(
            parsed(&transfer_under(&format!("&#{};", c as u32))).transaction_id,
            c.to_string()
        );
    }
}

#[test]
fn the_end_of_a_cdata_section_in_text() {
    refused(&transfer_under("]]>"));
    refused(&transfer_under("a]]]>b"));
}

#[test]
fn tags_that_do_not_match() {
    refused_with("</amount>", "</Amount>");
    refused_with("</amount>", "</amoun>");
    refused_with("</amount>", "</amount x='1'>");
    refused_with("</amount>", "</ amount>");
    refused_with("</amount>", "");
    refused_with("</amount>", "</amount></amount>");
    refused_with("</l:transferFunds>", "</m:transferFunds>");
    assert_eq!(
        parsed(&transfer_of(PARTS).replace("</amount>", "</amount\n >")),
        transfer()
    );
}

#[test]
fn a_name_that_is_none() {
    for name in [
        "1a", "-a", ".a", "a:", ":a", "a:b:c", "l:1", "a\u{D7}", "a/b", "a!", "a\"", "", "\u{301}a",
    ] {
        refused_with(
            "<s:Body>",
            &format!("<s:Header><{name}></{name}></s:Header><s:Body>"),
        );
        refused_with(
            "<s:Body>",
            &format!("<s:Header><{name}/></s:Header><s:Body>"),
        );
        refused_with(
            "<s:Body>",
            &format!("<s:Header><a {name}='1'/></s:Header><s:Body>"),
        );
    }
}

#[test]
fn an_attribute_that_is_written_otherwise() {
    for attribute in [
        "a=1",
        "a",
        "a=",
        "a='1",
        "a='1\"",
        "a='<'",
        "='1'",
        "a='1'b='2'",
        "a='1',b='2'",
        "'1'",
        "a='1' /",
        "a='1'/ ",
    ] {
        refused_with(
            "<s:Body>",
            &format!("<s:Header><e {attribute}></e></s:Header><s:Body>"),
        );
    }
    refused_with("<s:Body>", "<s:Body/ >");
    for attribute in ["a = '1'", "a\n=\t\"'>\"", "a='&lt;>' b=\"\""] {
        let document = transfer_of(PARTS).replace("<s:Body>", &format!("<s:Body {attribute}\t>"));
        assert_eq!(parsed(&document), transfer(), "{attribute}");
    }
}

#[test]
fn an_attribute_twice() {
    refused_with("<s:Body>", "<s:Body a='1' a='1'>");
    refused_with(
        "<s:Body>",
        "<s:Body xmlns:a='urn:a' xmlns:b='urn:a' a:c='1' b:c='2'>",
    );
    refused_with(
        "<s:Body>",
        "<s:Body xmlns:a='urn:a' xmlns:b='urn:&#97;' a:c='1' b:c='2'>",
    );
    refused_with("<s:Body>", "<s:Body xmlns:a='urn:a' xmlns:a='urn:b'>");
    let document = transfer_of(PARTS).replace("<s:Body>", "<s:Body xmlns:a='urn:a' a:c='1' c='2'>");
    assert_eq!(parsed(&document), transfer());
}

#[test]
fn many_attributes_and_namespaces_take_no_long_time() {
    let attributes: String = (0..60_000).map(|n| format!(" a{n}='1'")).collect();
    assert_eq!(
        parsed(&transfer_of(PARTS).replace("<s:Body>", &format!("<s:Body{attributes}>"))),
        transfer()
    );
}

#[test]
fn a_namespace_that_is_declared_otherwise() {
    refused_with("xmlns:l=", "xmlns:m=");
    refused_with("<s:Body>", "<s:Body x:a='1'>");
    refused_with("<s:Body>", "<s:Body xmlns:x=''>");
    refused_with("<s:Body>", "<s:Body xmlns:xml='urn:x'>");
    refused_with("<s:Body>", "<s:Body xmlns:xmlns='urn:x'>");
    refused_with(
        "<s:Body>",
        "<s:Body xmlns:x='http://www.w3.org/2000/xmlns/'>",
    );
    refused_with(
        "<s:Body>",
        "<s:Body xmlns:x='http://www.w3.org/XML/1998/namespace'>",
    );
    refused_with(
        "<s:Body>",
        "<s:Body xmlns='http://www.w3.org/XML/1998/namespace'>",
    );
    refused_with("<s:Body>", "<s:Body xmlns='http://www.w3.org/2000/xmlns/'>");
    let document = transfer_of(PARTS).replace(
        "<s:Body>",
        "<s:Body xml:lang='en' xmlns:xml='http://www.w3.org/XML/1998/namespace'>",
    );
    assert_eq!(parsed(&document), transfer());
}

#[test]
fn an_element_named_for_the_declaring_of_namespaces() {
    refused_with("<s:Body>", "<s:Header><xmlns:a/></s:Header><s:Body>");
}

#[test]
fn a_declaration_goes_out_of_scope() {
    refused_with("</s:Body>", "</s:Body><a:b xmlns:a='urn:a'/><a:b/>");
}

#[test]
fn a_comment_with_two_hyphens() {
    for comment in [
        "<!-- -- -->",
        "<!--->",
        "<!-->",
        "<!-- --->",
        "<!- a -->",
        "<!--a--b-->",
    ] {
        refused_with("<s:Body>", &format!("{comment}<s:Body>"));
    }
}

#[test]
fn an_instruction_without_a_proper_target() {
    for instruction in [
        "<??>",
        "<? a?>",
        "<?xml a?>",
        "<?XML a?>",
        "<?xMl?>",
        "<?a:b c?>",
        "<?1?>",
        "<?a",
    ] {
        refused_with("<s:Body>", &format!("{instruction}<s:Body>"));
    }
}

#[test]
fn an_xml_declaration_that_is_none() {
    let message = transfer_of(PARTS);
    for declaration in [
        " <?xml version='1.0'?>",
        "\n<?xml version='1.0'?>",
        "<!--a--><?xml version='1.0'?>",
        "<?xml version='1.0'?><?xml version='1.0'?>",
        "<?xml?>",
        "<?xml ?>",
        "<?xml version='2.0'?>",
        "<?xml version='1.'?>",
        "<?xml version='1.0 '?>",
        "<?xml version=1.0?>",
        "<?xml encoding='UTF-8'?>",
        "<?xml encoding='UTF-8' version='1.0'?>",
        "<?xml version='1.0'encoding='UTF-8'?>",
        "<?xml version='1.0' standalone='maybe'?>",
        "<?xml version='1.0' standalone='yes' encoding='UTF-8'?>",
        "<?xml version='1.0' version='1.0'?>",
        "<?xml version='1.0' a='b'?>",
        "<?XML version='1.0'?>",
        "<?xml version='1.0'>",
        "<?xml version='1.0' encoding=''?>",
    ] {
        refused(&format!("{declaration}{message}"));
    }
    for declaration in [
        "<?xml version='1.0'?>",
        "<?xml version=\"1.1\" ?>",
        "<?xml\tversion = '1.0'\n encoding='utf-8' standalone='yes'?>\r\n",
        "<?xml version='1.0' standalone='no'?>",
    ] {
        assert_eq!(
            parsed(&format!("{declaration}{message}")),
            transfer(),
            "{declaration}"
        );
    }
}
