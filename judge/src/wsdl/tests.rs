//! The normative file, and what becomes of it when it is altered.

use roxmltree::Document;

use super::{Service, Validity, difference, location, service, validity};

const NORMATIVE: &str = include_str!("../../../spec/wsdl/lcp.wsdl");

/// The normative file with one place altered.
fn altered(from: &str, to: &str) -> String {
    assert!(NORMATIVE.contains(from), "{from}");
    NORMATIVE.replacen(from, to, 1)
}

fn differs(text: &str) -> Option<String> {
    let document = Document::parse(text).unwrap();
    difference(document.root_element())
        .map(|d| format!("{}: {} / {}", d.place, d.expected, d.actual))
}

fn is_valid(text: &str) -> Validity {
    validity(Document::parse(text).unwrap().root_element())
}

#[test]
fn the_normative_file_is_itself_and_valid() {
    assert_eq!(differs(NORMATIVE), None);
    assert_eq!(is_valid(NORMATIVE), Validity::Valid);
    let document = Document::parse(NORMATIVE).unwrap();
    assert_eq!(service(document.root_element()), Service::Named);
    assert_eq!(
        location(document.root_element()),
        Some("https://money.com/lcp")
    );
}

#[test]
fn prefixes_comments_white_space_and_the_order_of_attributes_do_not_count() {
    let prefixes = NORMATIVE
        .replace("wsdl:", "w:")
        .replace("xmlns:wsdl", "xmlns:w")
        .replace("xsd:", "")
        .replace("xmlns:xsd", "xmlns")
        .replace("lcp:", "tns:")
        .replace("xmlns:lcp", "xmlns:tns");
    // The schema's own elements have the default namespace now, and so have the types that were `xsd:`.
    assert_eq!(differs(&prefixes), None);
    assert_eq!(is_valid(&prefixes), Validity::Valid);
    let space = NORMATIVE
        .replace("><", ">\n<")
        .replace("<wsdl:part", "\n\n<!-- a part --><wsdl:part");
    assert_eq!(differs(&space), None);
    let order = altered(
        "name=\"amount\" type=\"lcp:Amount\"",
        "type=' lcp:Amount ' name='amount'",
    );
    assert_eq!(differs(&order), None);
    let own = altered("AccountService", "AnotherService");
    assert_eq!(differs(&own), None);
    let hinted = altered(
        "name=\"lcp\"",
        "name=\"lcp\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:schemaLocation=\"a b\"",
    );
    assert_eq!(differs(&hinted), None);
    assert_eq!(is_valid(&hinted), Validity::Valid);
}

#[test]
fn everything_else_counts_and_its_place_is_told() {
    for (from, to, told) in [
        (
            "<wsdl:part name=\"amount\" type=\"lcp:Amount\"",
            "<wsdl:part name=\"amount\" type=\"xsd:double\"",
            "definitions \"lcp\" > message \"transferFundsRequest\" > part \"amount\": \
             type=\"{http://lightweightcurrency.org}Amount\" / type=\"{http://www.w3.org/2001/XMLSchema}double\"",
        ),
        (
            "minOccurs=\"0\" maxOccurs",
            "maxOccurs",
            "minOccurs=\"0\" / no attribute minOccurs",
        ),
        (
            "soapAction=\"\"",
            "soapAction=\"pay\"",
            "soapAction=\"\" / soapAction=\"pay\"",
        ),
        (
            "use=\"literal\"",
            "use=\"encoded\"",
            "use=\"literal\" / use=\"encoded\"",
        ),
        ("style=\"rpc\"", "style=\"document\"", "style=\"rpc\""),
        (
            "<wsdl:part name=\"userid\" type=\"lcp:UserId\"/>",
            "",
            "name=\"userid\" / name=\"amount\"",
        ),
        (
            "<wsdl:types>",
            "<wsdl:types>one",
            "the text \"\" / the text \"one\"",
        ),
        (
            "<wsdl:types>",
            "<wsdl:documentation/><wsdl:types>",
            "{http://schemas.xmlsoap.org/wsdl/}types> / <{http://schemas.xmlsoap.org/wsdl/}documentation>",
        ),
        (
            "</wsdl:portType>",
            "<wsdl:operation name=\"more\"><wsdl:input message=\"lcp:getDepositsRequest\"/></wsdl:operation></wsdl:portType>",
            "no more elements / <operation \"more\">",
        ),
        (
            "xmlns:lcp=\"http://lightweightcurrency.org\"",
            "xmlns:lcp=\"http://lightweightcurrency.org/\"",
            "type=\"{http://lightweightcurrency.org}Deposit\" / type=\"{http://lightweightcurrency.org/}Deposit\"",
        ),
    ] {
        let difference = differs(&altered(from, to)).unwrap_or_default();
        assert!(difference.contains(told), "{from}: {difference}");
    }
}

#[test]
fn what_is_invalid_is_told() {
    const PORT: &str = "<wsdl:port name=\"Account\" binding=\"lcp:AccountSoapBinding\">";
    const ADDRESS: &str = "<soap:address location=\"https://money.com/lcp\"/>";
    for (from, to, told) in [
        (
            PORT,
            "<wsdl:port name=\"Account\" binding=\"lcp:Other\">",
            "there is no binding",
        ),
        (
            PORT,
            "<wsdl:port name=\"Account\" binding=\"o:Other\">",
            "the prefix of o:Other is not declared",
        ),
        (
            PORT,
            "<wsdl:port binding=\"lcp:AccountSoapBinding\">",
            "<port> has no name",
        ),
        (
            PORT,
            "<wsdl:port name=\"Ac count\" binding=\"lcp:AccountSoapBinding\">",
            "is no name",
        ),
        (ADDRESS, "", "0 SOAP addresses in place of one"),
        (ADDRESS, "<soap:address/>", "<soap:address> has no location"),
        (
            ADDRESS,
            "<soap:address location=\"mailto:issuer@money.com\"/>",
            "is none of HTTP",
        ),
        (
            ADDRESS,
            "<soap:address location=\"https://a/\"/><soap:address location=\"https://b/\"/>",
            "2 SOAP addresses",
        ),
        (
            ADDRESS,
            "<wsdl:address location=\"https://money.com/lcp\"/>",
            "has no place in <port \"Account\">",
        ),
        (
            ADDRESS,
            "<address location=\"https://money.com/lcp\"/>",
            "has no place in",
        ),
        (
            "</wsdl:service>",
            "<wsdl:port name=\"Account\" binding=\"lcp:AccountSoapBinding\"/></wsdl:service>",
            "more than one port \"Account\"",
        ),
        (
            "</wsdl:service>",
            "</wsdl:service><soap:address location=\"https://a/\"/>",
            "does not belong where it stands",
        ),
        ("<soap:operation soapAction=\"\"/>", "", "has no soapAction"),
        (
            "<soap:operation soapAction=\"\"/>",
            "<soap:operation soapAction=\"\" style=\"free\"/>",
            "is none of rpc, document",
        ),
        (
            "<soap:body use=\"literal\" namespace=\"http://lightweightcurrency.org\"/>",
            "",
            "has not one soap:body",
        ),
        (
            "use=\"literal\"",
            "uses=\"literal\"",
            "<soap:body> has no use",
        ),
        (
            "transport=\"http://schemas.xmlsoap.org/soap/http\"",
            "",
            "<soap:binding> has no transport",
        ),
        (
            "<soap:binding ",
            "<soap:bindings ",
            "the SOAP binding has no <bindings>",
        ),
        (
            "type=\"lcp:UserId\"/>",
            "type=\"lcp:Userid\"/>",
            "there is no simpleType",
        ),
        (
            "type=\"xsd:unsignedInt\"",
            "type=\"xsd:unsignedint\"",
            "there is no simpleType",
        ),
        (
            "type=\"xsd:unsignedInt\"",
            "element=\"lcp:Wait\"",
            "there is no element",
        ),
        (
            "type=\"xsd:unsignedInt\"",
            "",
            "has neither type nor element",
        ),
        (
            "base=\"xsd:token\"",
            "base=\"xsd:tokens\"",
            "there is no simpleType",
        ),
        (
            "<xsd:maxLength",
            "<xsd:maximumLength",
            "XML Schema has no <maximumLength>",
        ),
        (
            "message=\"lcp:getDepositsRequest\"",
            "message=\"getDepositsRequest\"",
            "there is no message getDepositsRequest",
        ),
        (
            "<wsdl:message name=\"getDepositsResponse\"",
            "<wsdl:message name=\"getDepositsRequest\"",
            "more than one message",
        ),
        (
            "type=\"lcp:Account\"",
            "type=\"lcp:Accounts\"",
            "there is no portType",
        ),
        (
            "<wsdl:service name=\"AccountService\">",
            "<wsdl:service title=\"x\" name=\"AccountService\">",
            "has no attribute title",
        ),
        (
            "<wsdl:types>",
            "<wsdl:types/><wsdl:types>",
            "more than one types",
        ),
        (
            "<wsdl:service name=\"AccountService\">",
            "<wsdl:service name=\"AccountService\">here",
            "has text in it",
        ),
    ] {
        match is_valid(&altered(from, to)) {
            Validity::Invalid(problems) => {
                assert!(
                    problems.iter().any(|p| p.contains(told)),
                    "{to}: {problems:?}"
                );
            }
            other => panic!("{to}: {other:?}"),
        }
    }
    let operation = NORMATIVE.replacen(
        "<wsdl:operation name=\"getDeposits\">",
        "<wsdl:operation name=\"query\">",
        1,
    );
    assert!(
        matches!(is_valid(&operation), Validity::Invalid(p) if p[0].contains("its port type has not"))
    );
}

#[test]
fn what_is_lawful_though_another_than_the_normative_one_is_valid() {
    for (from, to) in [
        (
            "<wsdl:types>",
            "<wsdl:documentation>free <b xmlns=\"\">text</b></wsdl:documentation><wsdl:types>",
        ),
        (
            "</wsdl:service>",
            "<x:policy xmlns:x=\"urn:x\"/></wsdl:service>",
        ),
        ("<soap:address ", "<soap:address wsdl:required=\"true\" "),
        (
            "</wsdl:service>",
            "<wsdl:port name=\"Plain\" binding=\"lcp:AccountSoapBinding\">\
          <soap:address location=\"http://money.com/lcp\"/></wsdl:port></wsdl:service>",
        ),
        (
            "use=\"literal\"",
            "use=\"encoded\" encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"",
        ),
    ] {
        assert_eq!(is_valid(&altered(from, to)), Validity::Valid, "{to}");
    }
}

#[test]
fn what_is_defined_elsewhere_is_not_looked_into() {
    let elsewhere = altered(
        "<wsdl:types>",
        "<wsdl:import namespace=\"urn:types\" location=\"types.xsd\"/><wsdl:types>",
    );
    assert_eq!(is_valid(&elsewhere), Validity::Valid);
    let elsewhere = elsewhere.replacen(
        "type=\"lcp:Account\"",
        "xmlns:t=\"urn:types\" type=\"t:Account\"",
        1,
    );
    assert_eq!(
        is_valid(&elsewhere),
        Validity::Outside(vec!["{urn:types}Account".into()])
    );
}

#[test]
fn the_service_has_its_names() {
    let of = |text: &str| service(Document::parse(text).unwrap().root_element());
    for (from, to, told) in [
        (
            "\"AccountService\"",
            "\"LcpService\"",
            "service \"LcpService\"",
        ),
        (
            "<wsdl:port name=\"Account\"",
            "<wsdl:port name=\"AccountPort\"",
            "[port \"AccountPort\"]",
        ),
        (
            "binding=\"lcp:AccountSoapBinding\"",
            "binding=\"AccountSoapBinding\"",
            "a port for AccountSoapBinding",
        ),
        (
            "</wsdl:service>",
            "</wsdl:service><wsdl:service name=\"More\"/>",
            "2 service elements",
        ),
    ] {
        match of(&altered(from, to)) {
            Service::Other(what) => assert!(what.contains(told), "{what}"),
            Service::Named => panic!("{to}"),
        }
    }
    assert_eq!(
        of("<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>"),
        Service::Other("no service element".into())
    );
}

#[test]
fn the_location_is_that_of_the_port_account() {
    let two = altered(
        "<wsdl:port name=\"Account\"",
        "<wsdl:port name=\"Plain\" binding=\"lcp:AccountSoapBinding\"><soap:address location=\"http://a/\"/></wsdl:port>\
         <wsdl:port name=\"Account\"",
    );
    let document = Document::parse(&two).unwrap();
    assert_eq!(
        location(document.root_element()),
        Some("https://money.com/lcp")
    );
}
