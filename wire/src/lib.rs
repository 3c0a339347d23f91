//! The protocol's words: amounts, key identifiers, messages, SOAP and WSDL. No I/O.
