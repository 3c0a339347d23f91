//! Faults of messages: what is read, what is refused, and how it is answered.

use super::Fault;
use crate::fault::amend::Amendment::{Answer, Mail, Refuse, Repair, Rewrite, Service, TurnAway};
use crate::fault::declare::{Declared, family};
use crate::fault::soap::{answers, envelopes, markup, misread, parts, refused, transport};
use crate::fault::{published, soap};
use http::Method;

family! {
    Fault below "lcp.issuer.";

    /// An answer is what belongs into the envelope, without the envelope.
    ANSWER_WITHOUT_ENVELOPE "answer-without-envelope" ["soap.answer-form"]
        Service(published::WithoutEnvelope::around);
    /// A request under the message's name is refused.
    ONE_WRAPPER_ONLY "one-wrapper-only" ["soap.both-wrappers"], may ["soap.*"]
        Refuse(refused::message_names);
    /// A request with other prefixes than `soap` and `lcp` is refused.
    FIXED_PREFIXES_ONLY "fixed-prefixes-only" ["soap.prefixes"], may ["soap.*"]
        Refuse(refused::other_prefixes);
    /// A request whose wrapper declares no namespace itself is refused.
    DECLARED_ELSEWHERE_REFUSED "declared-elsewhere-refused" ["soap.prefixes"], may ["soap.*"]
        Refuse(refused::declared_elsewhere);
    /// A request with its parts in another order than the description's is refused.
    PART_ORDER_FIXED "part-order-fixed" ["soap.part-order"]
        Refuse(refused::other_order);
    /// What stands behind a comment in a value is lost.
    COMMENT_SPLITS_VALUE "comment-splits-value" ["soap.comments"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Rewrite(misread::behind_comments);
    /// A request with a CDATA section is refused.
    CDATA_REFUSED "cdata-refused" ["soap.cdata"], may ["soap.*"]
        Refuse(refused::cdata);
    /// What stands in a CDATA section is lost.
    CDATA_IS_EMPTY "cdata-is-empty" ["soap.cdata"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Rewrite(misread::cdata_dropped);
    /// A reference to a character that is no white space is taken for the text that it is written with.
    CHARACTER_REFERENCES_LEFT "character-references-left" ["soap.character-references"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Rewrite(misread::references_left);
    /// A request with a hexadecimal character reference is refused.
    HEXADECIMAL_REFERENCES_REFUSED "hexadecimal-references-refused" ["soap.character-references"], may ["soap.*"]
        Refuse(refused::hexadecimal_references);
    /// A request with the entity of the apostrophe, which HTML does not have, is refused.
    APOSTROPHE_ENTITY_REFUSED "apostrophe-entity-refused" ["soap.character-references"], may ["soap.*"]
        Refuse(refused::apostrophe_entity);
    /// A request in UTF-8 with a byte order mark is refused.
    BYTE_ORDER_MARK_REFUSED "byte-order-mark-refused" ["soap.utf-8"], may ["soap.*"]
        Refuse(refused::byte_order_mark);
    /// A request without an XML declaration is refused.
    DECLARATION_REQUIRED "declaration-required" ["soap.utf-8"], may ["soap.*"]
        Refuse(refused::no_declaration);
    /// A request in UTF-16 with a byte order mark is refused.
    UTF_16_REFUSED "utf-16-refused" ["soap.utf-16"], may ["soap.*"]
        Refuse(refused::utf_16);
    /// A request in UTF-16 with the lower byte first is refused.
    UTF_16_LITTLE_ENDIAN_REFUSED "utf-16-little-endian-refused" ["soap.utf-16"], may ["soap.*"]
        Refuse(refused::little_endian);
    /// A request whose charset stands in quotes is refused.
    QUOTED_CHARSET_REFUSED "quoted-charset-refused" ["soap.content-type"], may ["soap.*"]
        Refuse(refused::quoted_charset);
    /// A request with a capital in its content type is refused.
    CONTENT_TYPE_IN_CAPITALS_REFUSED "content-type-in-capitals-refused" ["soap.content-type"], may ["soap.*"]
        Refuse(refused::content_type_in_capitals);
    /// A request without a SOAPAction is refused.
    SOAP_ACTION_REQUIRED "soap-action-required" ["soap.soap-action"], may ["soap.*"]
        Refuse(refused::no_soap_action);
    /// A request with a SOAPAction that is not empty is refused.
    SOAP_ACTION_MUST_BE_EMPTY "soap-action-must-be-empty" ["soap.soap-action"], may ["soap.*"]
        Refuse(refused::other_soap_action);
    /// A request with an `xsi:type` is refused.
    XSI_TYPE_REFUSED "xsi-type-refused" ["soap.xsi-type"], may ["soap.*"]
        Refuse(refused::xsi_type);
    /// A request with an `encodingStyle` is refused.
    ENCODING_STYLE_REFUSED "encoding-style-refused" ["soap.encoding-style"], may ["soap.*"]
        Refuse(refused::encoding_style);
    /// A request with a header entry is refused, understood or not.
    UNKNOWN_HEADER_REFUSED "unknown-header-refused" ["soap.unknown-headers"], may ["soap.*"]
        Refuse(refused::headers);
    /// A request in chunked transfer coding is asked for its length.
    CHUNKED_REFUSED "chunked-refused" ["soap.chunked"], may ["soap.*"]
        TurnAway(transport::no_chunks);
    /// A request with an Expect field is answered 417.
    EXPECT_CONTINUE_REFUSED "expect-continue-refused" ["soap.expect-continue"], may ["soap.*"]
        TurnAway(transport::no_expectations);
    /// What the first read brings of a body of stated length is taken for all of it.
    FIRST_SEGMENT_IS_ALL "first-segment-is-all" ["soap.split-writes"], may ["counter.*", "soap.*", "transfer.conserved"]
        Mail(|_| Box::new(transport::FirstSegment));
    /// Of requests of stated length that come within 10 ms the last is served, and answered, first.
    PIPELINED_LAST_FIRST "pipelined-last-first" ["soap.pipelining"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*", "wait.*"]
        Mail(|_| Box::new(soap::LastFirst));
    /// A request with an attribute in single quotes is refused.
    SINGLE_QUOTES_REFUSED "single-quotes-refused" ["soap.combinations"], may ["soap.*"]
        Refuse(refused::single_quotes);
    /// A request that has both a comment and a CDATA section is refused.
    COMMENT_BESIDE_CDATA_REFUSED "comment-beside-cdata-refused" ["soap.combinations"], may ["soap.*"]
        Refuse(refused::comment_beside_cdata);
    /// A header that must be understood is ignored.
    MUST_UNDERSTAND_IGNORED "must-understand-ignored" ["soap.must-understand"], may ["soap.*"]
        Repair(envelopes::understood);
    /// An envelope is taken for SOAP 1.1's whatever namespace it is in.
    ANY_ENVELOPE_ACCEPTED "any-envelope-accepted" ["soap.envelope-version"], may ["soap.*"]
        Repair(envelopes::any_envelope);
    /// A wrapper is taken for LCP's whatever namespace it is in, or none.
    NAMESPACE_IGNORED "namespace-ignored" ["soap.body-namespace"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(envelopes::any_namespace);
    /// A part that is missing is taken for an empty one.
    MISSING_PART_IS_EMPTY "missing-part-is-empty" ["soap.missing-part"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(parts::missing_is_empty);
    /// A deposits request without a wait is answered at once.
    MISSING_WAIT_IS_ZERO "missing-wait-is-zero" ["soap.missing-part"], may ["soap.*"]
        Repair(parts::missing_wait_is_zero);
    /// A transfer without a message counter gets the next one.
    MISSING_COUNTER_IS_THE_NEXT "missing-counter-is-the-next" ["soap.missing-part"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Mail(parts::NextCounter::around);
    /// The last of repeated parts counts.
    REPEATED_AMOUNT_TAKES_LAST "repeated-amount-takes-last" ["soap.repeated-part"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(parts::last_of_repeated);
    /// A part that is repeated as it is counts once.
    EQUAL_REPETITION_ACCEPTED "equal-repetition-accepted" ["soap.repeated-part"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(parts::equal_repetitions);
    /// A part that the description does not have is ignored.
    UNKNOWN_PART_IGNORED "unknown-part-ignored" ["soap.unknown-part"]
        Repair(parts::only_known);
    /// Of several bodies, or of several wrappers in one, the first is served.
    SECOND_BODY_IGNORED "second-body-ignored" ["soap.several-bodies"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(envelopes::first_wrapper);
    /// What stands behind the envelope is ignored.
    TRAILING_GARBAGE_EXECUTED "trailing-garbage-executed" ["soap.trailing-content"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(envelopes::nothing_behind);
    /// An end tag that does not match is taken for one that does, an end tag that is missing at the end
    /// for one that is there, and a bare ampersand for itself.
    MALFORMED_XML_REPAIRED "malformed-xml-repaired" ["soap.malformed"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(markup::repaired);
    /// A document type declaration is ignored.
    DTD_IGNORED "dtd-ignored" ["soap.no-dtd"], may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(markup::without_doctype);
    /// Internal entities of a request are expanded.
    ENTITY_EXPANDED "entity-expanded" ["soap.no-entities"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(markup::expanded);
    /// What a document type declaration names by an http address is asked for, and then the request is
    /// refused.
    EXTERNAL_ENTITY_FETCHED "external-entity-fetched" ["soap.no-entities"], may ["soap.*"]
        Mail(|_| Box::new(soap::Fetches));
    /// A document that is nested more than 300 deep ends the issuer.
    DIES_ON_DEEP_DOCUMENT "dies-on-deep-document" ["soap.large-and-deep"]
        Mail(soap::Dies::of_depth);
    /// A document of more than a megabyte, if its length is stated, ends the issuer.
    DIES_ON_LARGE_DOCUMENT "dies-on-large-document" ["soap.large-and-deep"]
        Mail(soap::Dies::of_size);
    /// A GET is served like a POST, by its body or by parameters in its address.
    GET_EXECUTES "get-executes" ["soap.other-methods"], may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Mail(|_| Box::new(soap::Serves(Method::GET)));
    /// A PUT is served like a POST.
    PUT_EXECUTES "put-executes" ["soap.other-methods"], may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Mail(|_| Box::new(soap::Serves(Method::PUT)));
    /// A request that is refused costs 0.01.
    REFUSED_REQUEST_CHARGED "refused-request-charged" ["soap.refusal-harmless"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Mail(soap::Charges::around);
    /// A transfer that is refused for its form uses up the counter in it.
    REFUSED_REQUEST_USES_COUNTER "refused-request-uses-counter" ["soap.refusal-harmless"], may ["counter.*", "soap.*"]
        Mail(soap::UsesCounter::around);
    /// After a request that was refused, its holder's next one is refused too.
    WEDGES_AFTER_REFUSAL "wedges-after-refusal" ["soap.refusal-harmless"], may ["counter.*", "soap.*", "wait.invalid"]
        Mail(|_| Box::<soap::Wedges>::default());
    /// A Fault comes with status 200.
    FAULT_WITH_200 "fault-with-200" ["soap.fault-status"]
        Answer(answers::fault_with_200);
    /// Every Fault bears the code Server.
    FAULT_CODES_UNSPECIFIC "fault-codes-unspecific" ["soap.fault-codes"]
        Answer(answers::server_code);
    /// The answer to a transfer that failed is in another namespace than LCP's.
    RESPONSE_IN_WRONG_NAMESPACE "response-in-wrong-namespace" ["soap.answer-namespace"]
        Answer(answers::failure_elsewhere);
    /// The deposits of a list are in LCP's namespace if one of them is for a user.
    PARTS_QUALIFIED_IN_ANSWERS "parts-qualified-in-answers" ["soap.answer-namespace"]
        Answer(answers::qualified_parts);
    /// An answer that ASCII is not enough for is encoded in ISO-8859-1, and says so.
    ANSWERS_IN_LATIN_1 "answers-in-latin-1" ["soap.answer-encoding"]
        Answer(answers::in_latin_1);
    /// An answer that ASCII is not enough for is encoded in ISO-8859-1, and says that it is in UTF-8.
    ANSWERS_SAY_UTF_8_AND_ARE_NOT "answers-say-utf-8-and-are-not" ["soap.answer-encoding"]
        Answer(answers::secretly_latin_1);
    /// Answers are text/plain.
    CONTENT_TYPE_WRONG "content-type-wrong" ["soap.answer-form"]
        Answer(answers::plain_text);
}
