//! Whether a description is valid: WSDL 1.1's structure, its references, its SOAP 1.1 binding.

use roxmltree::Node;

use super::{
    binding, grammar,
    references::{Definitions, Notes},
};

/// Whether a description is valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Validity {
    /// It is.
    Valid,
    /// It is not, and this is why.
    Invalid(Vec<String>),
    /// Nothing is wrong in the document itself, but these names are defined elsewhere.
    Outside(Vec<String>),
}

/// Looks at the root of a description, `definitions`.
pub(crate) fn validity(description: Node<'_, '_>) -> Validity {
    let mut notes = Notes::default();
    grammar::check(description, &mut notes.problems);
    let definitions = Definitions::of(description);
    definitions.check(&mut notes);
    binding::check(description, &definitions, &mut notes);
    match (notes.problems.is_empty(), notes.outside.is_empty()) {
        (false, _) => Validity::Invalid(notes.problems),
        (true, false) => Validity::Outside(notes.outside),
        (true, true) => Validity::Valid,
    }
}
