//! Faults of what is sent.

use super::HolderFault;
use crate::agent::fault::writing;
use crate::fault::declare::{Declared, family};

family! {
    HolderFault below "lcp.holder.";

    /// A document type stands before the envelope.
    WITH_DOCTYPE "with-doctype" ["request.form"],
        may ["*"]
        writing::document_type;
    /// Its documents are application/xml.
    PLAIN_CONTENT_TYPE "plain-content-type" ["request.form"],
        may ["*"]
        writing::plain_type;
    /// A header of its own must be understood.
    MUST_UNDERSTAND_SENT "must-understand-sent" ["request.form"],
        may ["*"]
        writing::to_be_understood;
    /// Parts are in the namespace of their wrapper.
    PARTS_QUALIFIED "parts-qualified" ["request.parts"],
        may ["*"]
        writing::qualified;
    /// A part says which currency is meant.
    UNKNOWN_PART_SENT "unknown-part-sent" ["request.parts"],
        may ["*"]
        writing::one_part_more;
    /// A wait is written with a fraction.
    WAIT_WITH_FRACTION "wait-with-fraction" ["request.parts"],
        may ["*"]
        writing::wait_with_fraction;
    /// Wrappers are in no namespace.
    WRONG_NAMESPACE_SENT "wrong-namespace-sent" ["request.parts"],
        may ["*"]
        writing::no_namespace;
    /// Ampersands and angle brackets are dropped from texts.
    MARKUP_UNESCAPED "markup-unescaped" ["request.texts"],
        may ["request.*", "counter.*", "outcome.*"]
        writing::markup_dropped;
    /// A carriage return is written as it is, and so read as a line feed.
    CARRIAGE_RETURN_RAW "carriage-return-raw" ["request.texts"],
        may ["outcome.*", "request.*"]
        writing::raw_line_ends;
    /// Transaction ids are cut to 255 characters.
    TEXTS_CUT "texts-cut" ["request.texts"],
        may ["outcome.*", "request.*"]
        writing::cut_short;
    /// Parts are in alphabetical order, and there is no SOAPAction.
    PARTS_BY_NAME "parts-by-name" ["request.conventions"],
        may ["request.*"]
        writing::sorted_by_name;
}
