//! Faults of reading answers, and the amounts in them.

use super::HolderFault;
use crate::agent::fault::{leftovers, orders, reading, stream, writing};
use crate::fault::declare::{Declared, family};

family! {
    HolderFault below "lcp.holder.";

    /// Elements are found by the prefixes soap and lcp.
    PREFIX_DEPENDENT_PARSER "prefix-dependent-parser" ["response.names"],
        may ["response.*"]
        reading::by_prefixes;
    /// A part with an attribute is not found.
    ATTRIBUTES_UNEXPECTED "attributes-unexpected" ["response.names"],
        may ["response.*"]
        reading::without_attributes;
    /// The answer is found by a search for text, comments included.
    COMMENT_TAKEN_FOR_ANSWER "comment-taken-for-answer" ["response.texts"],
        may ["counter.*", "response.*", "outcome.*"]
        reading::by_search;
    /// A value ends at the first comment or CDATA section in it.
    TEXT_UP_TO_COMMENT "text-up-to-comment" ["response.texts"],
        may ["response.*", "outcome.*"]
        reading::values_up_to_markup;
    /// UTF-16 is garbage to it.
    UTF_8_ONLY "utf-8-only" ["response.encodings"],
        may ["response.*", "outcome.*"]
        reading::utf_8_only;
    /// A byte order mark in front of UTF-8 makes it garbage.
    BYTE_ORDER_MARK_UNREAD "byte-order-mark-unread" ["response.encodings"],
        may ["response.*"]
        reading::no_byte_order_mark;
    /// The envelope's first child is taken for its body.
    FIRST_CHILD_IS_BODY "first-child-is-body" ["response.headers"],
        may ["response.*"]
        reading::body_first;
    /// Headers are passed over, whatever they say.
    MUST_UNDERSTAND_IGNORED "must-understand-ignored" ["response.must-understand"],
        may ["counter.one-unknown", "outcome.*", "response.*"]
        reading::understanding_nothing;
    /// Without a Content-Length there is no document.
    LENGTH_REQUIRED "length-required" ["response.framing"],
        may ["response.*", "outcome.*", "description.*"]
        reading::length_required;
    /// What the first read brings is the whole answer.
    ONE_READ "one-read" ["response.framing"],
        may ["*"]
        stream::one_read;
    /// An interim response is taken for the answer.
    INTERIM_IS_FINAL "interim-is-final" ["response.framing"],
        may ["response.*", "outcome.*"]
        stream::interim_is_final;
    /// What came behind an answer is read as the answer to the next message.
    LEFTOVERS_ANSWER_NEXT "leftovers-answer-next" ["response.unsolicited"],
        may ["response.*", "outcome.*", "counter.*"]
        leftovers::kept_for_the_next;
    /// Reading ends with the envelope, and nothing behind it is looked at.
    STOPS_AT_ENVELOPE "stops-at-envelope" ["response.well-formed"],
        may ["response.*", "outcome.*", "counter.one-unknown"]
        reading::up_to_the_envelope;
    /// In what is not well-formed the answer is searched for.
    LENIENT_PARSER "lenient-parser" ["response.well-formed"],
        may ["response.*", "outcome.*", "counter.*", "amount.told"]
        reading::mended;
    /// Entities that a document declares are expanded.
    ENTITY_EXPANDED "entity-expanded" ["response.no-entities"],
        may ["response.*", "outcome.*", "deposits.*"]
        reading::entities_expanded;
    /// Entities that a list of deposits declares are expanded.
    DEPOSITS_ENTITY_EXPANDED "deposits-entity-expanded" ["response.no-entities"],
        may ["deposits.*"]
        reading::entities_expanded_in_deposits;
    /// What the answer to a transfer names is fetched.
    EXTERNAL_FETCHED "external-fetched" ["response.no-entities"],
        may ["response.*"]
        reading::fetched_for_transfers;
    /// What a list of deposits names is fetched.
    EXTERNAL_FETCHED_WITH_DEPOSITS "external-fetched-with-deposits" ["response.no-entities"],
        may ["response.*"]
        reading::fetched_for_deposits;
    /// A declaration with a comment behind it is garbage to it; nothing else is.
    DECLARATION_AND_COMMENT "declaration-and-comment" ["response.combinations"],
        may ["response.*"]
        reading::no_comment_behind_the_declaration;
    /// Amounts are doubles between the application and the wire.
    AMOUNT_THROUGH_DOUBLE "amount-through-double" ["amount.sent"],
        may ["amount.*", "policy.limit"]
        orders::through_double;
    /// Large and small amounts are written with an exponent.
    AMOUNT_WITH_EXPONENT "amount-with-exponent" ["amount.sent"],
        may ["amount.*", "request.*", "outcome.*"]
        writing::exponent;
    /// An amount with more than six fraction digits is rounded.
    AMOUNT_ROUNDED "amount-rounded" ["amount.not-rounded"],
        may ["amount.*"]
        orders::rounded;
    /// Amounts are sent exactly, and told by way of a double.
    TOLD_THROUGH_DOUBLE "told-through-double" ["amount.told"],
        may ["amount.*"]
        orders::told_through_double;
    /// Amounts like +1.50, .5 and 007. are garbage to it.
    FORMS_UNREAD "forms-unread" ["amount.told"],
        may ["amount.*", "response.*"]
        reading::forms_unread;
}
