//! The lawful ways of writing a request, each by a name.

/// What a way is about. A request is written in one way of each kind at most; where it is in none, it is as usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// The name of the wrapper.
    Wrapper,
    /// Prefixes, and where namespaces are declared.
    Namespaces,
    /// Character references in the names of namespaces.
    NamespaceReferences,
    /// The XML declaration.
    Declaration,
    /// The encoding of the document.
    Encoding,
    /// Comments around the envelope.
    Prolog,
    /// Comments between elements.
    Comments,
    /// Comments in values.
    CommentsInside,
    /// CDATA sections in values.
    Cdata,
    /// References in values.
    References,
    /// White space between elements.
    Layout,
    /// White space in tags.
    Tags,
    /// White space around values where it means nothing.
    Padding,
    /// The quotes of attributes.
    Quotes,
    /// The order of attributes.
    Attributes,
    /// How empty elements are written.
    Empty,
    /// Whether there is a userid where there is no user.
    Userid,
    /// Types on parts.
    Types,
    /// The attribute `encodingStyle`.
    EncodingStyle,
    /// Header entries.
    Headers,
    /// The order of parts.
    Order,
    /// The content type.
    ContentType,
    /// The SOAPAction.
    SoapAction,
    /// How the names of HTTP's fields are spelt.
    FieldNames,
    /// The order of HTTP's fields.
    FieldOrder,
    /// White space around the values of HTTP's fields.
    FieldSpace,
    /// Fields that nobody needs.
    OtherFields,
    /// How the length of the body is told.
    Framing,
    /// Whether the issuer is asked before the body is sent.
    Expect,
    /// In which pieces the request leaves.
    Pieces,
}

/// Declares [`Way`]: variant, aspect, name.
macro_rules! ways {
    ($($variant:ident $aspect:ident $name:literal;)+) => {
        /// A lawful way of writing a request that is not the usual one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Way {
            $(#[doc = $name] $variant,)+
        }

        impl Way {
            /// All of them, by aspect.
            pub const ALL: &'static [Way] = &[$(Way::$variant),+];

            /// What it is called, in scenarios and in records.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Way::$variant => $name,)+
                }
            }

            /// What it is about.
            #[must_use]
            pub fn aspect(self) -> Aspect {
                match self {
                    $(Way::$variant => Aspect::$aspect,)+
                }
            }
        }
    };
}

ways! {
    MessageName Wrapper "under the message's name";
    OtherPrefixes Namespaces "with other prefixes";
    ForeignPrefixes Namespaces "with prefixes in other letters";
    ExchangedPrefixes Namespaces "with the prefixes exchanged";
    OnePrefix Namespaces "with one prefix bound anew";
    EnvelopeByDefault Namespaces "with the envelope's namespace as the default";
    MessageByDefault Namespaces "with the message's namespace as the default";
    BothByDefault Namespaces "with both namespaces as the default";
    DeclaredOnEnvelope Namespaces "with all namespaces declared on the envelope";
    DeclaredOnBody Namespaces "with the message's namespace declared on the body";
    NamespaceReferences NamespaceReferences "with character references in the namespaces";
    NoDeclaration Declaration "without an XML declaration";
    ShortDeclaration Declaration "with an XML declaration that names no encoding";
    SmallDeclaration Declaration "with an XML declaration that names the encoding in small letters";
    QuotedDeclaration Declaration "with an XML declaration in single quotes";
    StandaloneDeclaration Declaration "with an XML declaration that says standalone";
    Utf8Marked Encoding "in UTF-8 with a byte order mark";
    Utf16Be Encoding "in UTF-16, big-endian";
    Utf16Le Encoding "in UTF-16, little-endian";
    CommentsAround Prolog "with comments around the envelope";
    CommentsBetween Comments "with comments between the elements";
    CommentsInside CommentsInside "with comments in the middle of values";
    CommentsBeside CommentsInside "with comments beside values";
    WholeCdata Cdata "with values in CDATA";
    PartCdata Cdata "with values partly in CDATA";
    ManyCdata Cdata "with values in several CDATA sections";
    DecimalReferences References "with decimal character references";
    HexReferences References "with hexadecimal character references";
    Entities References "with the five entities";
    Indented Layout "indented";
    SpacedTags Tags "with white space in the tags";
    PaddedValues Padding "with white space around values";
    SingleQuotes Quotes "in single quotes";
    ShuffledAttributes Attributes "with the attributes in another order";
    ShortEmpty Empty "with empty elements in one tag";
    EmptyUserid Userid "with an empty userid";
    SchemaTypes Types "with the types of XML Schema";
    OwnTypes Types "with the types of the description";
    StyleOnEnvelope EncodingStyle "with an encodingStyle on the envelope";
    StyleOnBody EncodingStyle "with an encodingStyle on the body";
    StyleOnMessage EncodingStyle "with an encodingStyle on the message";
    StyleOnParts EncodingStyle "with an encodingStyle on each part";
    EmptyHeader Headers "with an empty header";
    UnknownHeader Headers "with a header entry that nobody knows";
    OptionalHeader Headers "with a header entry that need not be understood";
    RelayedHeader Headers "with a header entry for another actor";
    DecoyHeader Headers "with a header entry that looks like a message";
    ReversedParts Order "with the parts in reverse order";
    ShuffledParts Order "with the parts in another order";
    CapitalType ContentType "with the content type in capitals";
    QuotedCharset ContentType "with the charset in quotes";
    SpacedType ContentType "with white space around the charset";
    DenseType ContentType "without white space before the charset";
    NoCharset ContentType "without a charset";
    OtherAction SoapAction "with another SOAPAction";
    UnquotedAction SoapAction "with an unquoted SOAPAction";
    EmptyAction SoapAction "with an empty SOAPAction";
    NoAction SoapAction "without a SOAPAction";
    CapitalFields FieldNames "with field names in capitals";
    SmallFields FieldNames "with field names in small letters";
    ShuffledFields FieldOrder "with the fields in another order";
    SpacedFields FieldSpace "with white space around the fields";
    DenseFields FieldSpace "without white space before the fields";
    OtherFields OtherFields "with fields that nobody needs";
    Chunks Framing "in chunks";
    OneChunk Framing "in one chunk";
    SmallChunks Framing "in chunks of one byte";
    ExtendedChunks Framing "in chunks with extensions";
    TrailedChunks Framing "in chunks with a trailer";
    Expect Expect "after asking to go on";
    ByteByByte Pieces "byte by byte";
    Scattered Pieces "in pieces";
    BodyApart Pieces "with the body by itself";
}

impl Way {
    /// The way of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|way| way.name() == name)
    }
}

impl Aspect {
    /// One request in so many is drawn with a way of this kind; none where the requirements make no MUST of it.
    pub(super) fn one_in(self) -> Option<u32> {
        match self {
            // RPC fixes the order of parts: any other is only a SHOULD.
            Self::Order => None,
            // An issuer may leave the question without an answer, and then time goes by; and so it does between pieces.
            Self::Expect => Some(16),
            Self::Pieces => Some(10),
            _ => Some(4),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_told_apart_and_can_be_put_together() {
        let names: BTreeSet<_> = Way::ALL.iter().map(|way| way.name()).collect();
        assert_eq!(names.len(), Way::ALL.len());
        for way in Way::ALL {
            assert_eq!(Way::named(way.name()), Some(*way));
            assert!(!way.name().contains(" and "), "{}", way.name());
        }
    }
}
