//! Authorities, certificates and keys, and the TLS configurations made of them.
