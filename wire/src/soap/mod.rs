//! The SOAP 1.1 form of the messages: RPC style, literal, as `spec/wsdl/lcp.wsdl` has it.

mod content_type;
mod envelope;
mod parts;
mod render;
mod request;
mod response;

pub use envelope::MAX_BYTES;
pub use render::{fault, request, response};
pub use request::parse_request;
pub use response::{NoAnswer, Operation, Told, can_carry, parse_response};

/// The namespace of the operations (draft §2.1).
pub const NAMESPACE: &str = "http://lightweightcurrency.org";

/// The namespace of SOAP 1.1's envelope.
pub const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";

/// What goes with every message: its media type, and the encoding it is written in.
pub const CONTENT_TYPE: &str = "text/xml; charset=utf-8";
