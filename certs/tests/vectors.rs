//! Key identifiers are those that openssl computes (`spec/vectors/keys`).

use std::path::Path;

use rustls::pki_types::{CertificateDer, SubjectPublicKeyInfoDer, pem::PemObject};
use serde::Deserialize;
use wire::KeyId;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vectors {
    key: Vec<Key>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    name: String,
    public_key: String,
    certificates: Vec<String>,
    key_id: String,
}

#[test]
fn a_key_has_the_same_identifier_alone_and_in_any_certificate() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/vectors/keys");
    let text = std::fs::read_to_string(folder.join("keys.toml")).unwrap();
    let vectors: Vectors = toml::from_str(&text).unwrap();
    assert_eq!(vectors.key.len(), 3);
    for key in vectors.key {
        let bare = SubjectPublicKeyInfoDer::from_pem_file(folder.join(&key.public_key)).unwrap();
        assert_eq!(KeyId::of_spki(&bare).to_string(), key.key_id, "{}", key.name);
        for file in key.certificates {
            let certificate = CertificateDer::from_pem_file(folder.join(&file)).unwrap();
            let id = certs::key_id_of_certificate(&certificate).unwrap();
            assert_eq!(id.to_string(), key.key_id, "{file}");
        }
    }
}
