//! The description as a document: whether it is the normative one, and whether it is valid WSDL 1.1 with the SOAP 1.1 binding.

mod binding;
mod grammar;
mod names;
mod normative;
mod references;
mod schema;
mod service;
#[cfg(test)]
mod tests;
mod valid;

pub(crate) use normative::difference;
pub(crate) use service::{Service, location, service};
pub(crate) use valid::{Validity, validity};

/// WSDL 1.1 (W3C Note 15 March 2001).
pub(crate) const WSDL: &str = "http://schemas.xmlsoap.org/wsdl/";
/// Its binding of SOAP 1.1 (§3 there).
pub(crate) const SOAP: &str = "http://schemas.xmlsoap.org/wsdl/soap/";
/// XML Schema.
const XSD: &str = "http://www.w3.org/2001/XMLSchema";
/// What is lawful on any element of a document with a schema.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
