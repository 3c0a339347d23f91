//! Faults of the description.

use super::Fault;
use crate::fault::amend::Amendment::{Notice, Service};
use crate::fault::declare::{Declared, family};
use crate::fault::{description, published};

family! {
    Fault below "lcp.issuer.";

    /// No description is published.
    DESCRIPTION_NOT_PUBLISHED "description-not-published" ["description.published"]
        Service(published::Description::missing);
    /// The service address in the description is a path.
    DESCRIPTION_ADDRESS_RELATIVE "description-address-relative" ["description.address"]
        Service(published::Description::relative);
    /// The description says that amounts are binary floating point.
    WSDL_DOUBLE "wsdl-double" ["description.normative"]
        Service(description::Wsdl::double);
    /// A second port in the description is for a binding that is not defined.
    WSDL_DANGLING_BINDING "wsdl-dangling-binding" ["description.valid"]
        Service(description::Wsdl::dangling);
    /// The service in the description has a name of its own.
    WSDL_SERVICE_RENAMED "wsdl-service-renamed" ["description.service-element"]
        Service(description::Wsdl::renamed);
    /// The address in the description is of a port where nobody listens.
    WSDL_WRONG_ADDRESS "wsdl-wrong-address" ["description.address-works"]
        Service(description::Wsdl::wrong_address);
    /// The description is published under another path than that of the domain.
    DESCRIPTION_ELSEWHERE "description-elsewhere" ["description.at-the-domain"]
        Notice(description::elsewhere);
    /// The description is served as plain text.
    DESCRIPTION_AS_PLAIN_TEXT "description-as-plain-text" ["description.media-type"]
        Notice(description::as_plain_text);
}
