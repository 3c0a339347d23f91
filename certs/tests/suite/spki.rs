use certs::{CertsError, key_id_of_certificate};
use proptest::prelude::*;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::fixture::holder;

macro_rules! vector {
    ($name:literal) => {
        include_str!(concat!("../../../spec/vectors/keys/", $name))
    };
}

fn key_id(pem: &str) -> String {
    let der = CertificateDer::from_pem_slice(pem.as_bytes()).expect("a certificate");
    key_id_of_certificate(&der).expect("a key").to_string()
}

#[test]
fn certificates_of_both_versions_have_the_identifiers_that_openssl_says() {
    for (cert, version_1, expected) in [
        (
            vector!("p-256.cert.pem"),
            vector!("p-256.v1.cert.pem"),
            "2A462615AF65D7E59FD53CD30605E23720DC54EB6B0A33B60DEE67515FDF9CAF",
        ),
        (
            vector!("rsa-2048.cert.pem"),
            vector!("rsa-2048.v1.cert.pem"),
            "1BC47BA7C55A8F5922469E452C291655FADCF21040E2FC5B724B50A4B3A8FAB6",
        ),
        (
            vector!("ed25519.cert.pem"),
            vector!("ed25519.v1.cert.pem"),
            "25614002F50F4EC693974D7D62BA407339385529110655FC28F712615D8876F3",
        ),
    ] {
        assert_eq!(key_id(cert), expected);
        assert_eq!(key_id(version_1), expected);
    }
}

#[test]
fn a_certificate_that_is_cut_off_is_none() {
    let alice = holder("alice");
    let whole: &[u8] = &alice.chain()[0];
    for end in 0..whole.len() {
        let cut = key_id_of_certificate(&whole[..end]);
        assert!(matches!(cut, Err(CertsError::NotACertificate)), "{end}");
    }
    let longer = [whole, b"\0"].concat();
    assert!(matches!(
        key_id_of_certificate(&longer),
        Err(CertsError::NotACertificate)
    ));
    assert_eq!(key_id_of_certificate(whole).unwrap(), alice.key_id());
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_fall_over(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        prop_assert!(key_id_of_certificate(&bytes).is_err());
    }
}
