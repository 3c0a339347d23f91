use thiserror::Error;

use super::MAX_DEPTH;

/// Why a document could not be read.
#[derive(Debug, Error)]
pub(crate) enum XmlError {
    #[error("the encoding {0} is not read, only UTF-8 and UTF-16")]
    UnknownEncoding(String),
    #[error("the document is not in the encoding that {0} names")]
    OtherEncoding(&'static str),
    #[error("the bytes are not {0}")]
    Undecodable(&'static str),
    #[error("U+{0:04X} is no character of XML")]
    IllegalCharacter(u32),
    #[error("a document type declaration is not accepted")]
    DocumentType,
    #[error("elements are nested deeper than {MAX_DEPTH}")]
    TooDeep,
    #[error("the prefix {0} is not declared")]
    UnknownPrefix(String),
    #[error("the entity {0} is not declared")]
    UnknownEntity(String),
    #[error("the attribute {0} is repeated")]
    RepeatedAttribute(String),
    #[error("not well-formed: {0}")]
    IllFormed(&'static str),
    #[error("not well-formed: {0}")]
    Syntax(#[from] quick_xml::Error),
    #[error("not well-formed: {0}")]
    Namespace(#[from] quick_xml::name::NamespaceError),
}
