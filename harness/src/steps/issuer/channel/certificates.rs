//! What holders show in place of an ordinary certificate.

use std::sync::Arc;

use certs::{Authority, CertsError, Extensions, Identity, Particulars, Unusual};
use futures::FutureExt;

use super::unusable;
use crate::{
    peer::Dial,
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// A name that is harmless, and that nobody must read as anything else.
const HOSTILE: &str =
    "'; DROP TABLE accounts; --\0\r\nuserid: 0\u{202e}<![CDATA[../../%s%n${jndi:ldap://x}]]>";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} shows a certificate {text}",
            "From now on the holder shows a certificate of its key in which something is odd.",
            |w, a| async move { odd(w, a.text(0), a.text(1)) }.boxed(),
        ),
        Definition::new(
            "{name} and {name} show certificates with the same name, serial number and validity",
            "From now on two holders show certificates that differ in nothing but the key and its signature.",
            |w, a| async move { equal(w, &a) }.boxed(),
        ),
        Definition::new(
            "{name} shows another certificate of the same key",
            "From now on the holder shows a new certificate, with another name, serial number and validity.",
            |w, a| {
                async move {
                    let particulars = Particulars::anybodys().map_err(|e| unusable(&e))?;
                    show(
                        w,
                        a.text(0),
                        &particulars,
                        "another certificate of the same key",
                    )
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name} shows her/his own certificate, and {name}'s behind it",
            "From now on the holder shows a chain of two certificates, of which the second is somebody else's.",
            |w, a| async move { chain(w, &a) }.boxed(),
        ),
        Definition::new(
            "{name} shows the key without a certificate",
            "From now on the holder shows a raw public key (RFC 7250).",
            |w, a| async move { raw(w, a.text(0)) }.boxed(),
        ),
        Definition::new(
            "{name} shows her/his usual certificate again",
            "From now on the holder comes in the ordinary way.",
            |w, a| {
                async move {
                    let usual = w.holder(a.text(0))?.come_as_usual();
                    usual.map_err(|e| unusable(&e))
                }
                .boxed()
            },
        ),
    ]
}

fn odd(w: &mut World, name: &str, text: &str) -> Step {
    let mut odd = Particulars::anybodys().map_err(|e| unusable(&e))?;
    match text {
        "that expired in 1999" => {
            odd.not_before = (1998, 1, 1);
            odd.not_after = (1999, 12, 31);
        }
        "that is not valid before 2999" => {
            odd.not_before = (2999, 1, 1);
            odd.not_after = (2999, 12, 31);
        }
        "without a name" => odd.name = None,
        "with a hostile name" => odd.name = Some(HOSTILE.into()),
        "with a serial number of forty bytes" => {
            odd.serial = std::iter::repeat_with(|| w.random.u8(1..0x80))
                .take(40)
                .collect();
        }
        "of X.509 version 1" => odd.unusual = Some(Unusual::Version1),
        "with a critical extension that nobody knows" => {
            odd.unusual = Some(Unusual::CriticalExtension);
        }
        "whose signature does not verify" => odd.unusual = Some(Unusual::BrokenSignature),
        "as `openssl req -x509` makes it" => odd.extensions = Extensions::Authority,
        "for a domain" => odd.extensions = Extensions::Named,
        "for servers only" => odd.extensions = Extensions::Servers,
        "for signing certificates only" => odd.extensions = Extensions::Signing,
        "signed by an authority" => return vouched_for(w, name),
        other => return Err(Halt::error(format!("nobody makes a certificate {other:?}"))),
    }
    show(w, name, &odd, &format!("a certificate {text}"))
}

/// From now on a holder shows a certificate of its key that says this.
fn show(w: &mut World, name: &str, particulars: &Particulars, described: &str) -> Step {
    shows(w, name, described, |identity| identity.with(particulars))
}

/// From now on a holder shows what is made of its identity.
fn shows(
    w: &mut World,
    name: &str,
    described: &str,
    make: impl FnOnce(&Identity) -> Result<Identity, CertsError>,
) -> Step {
    let holder = w.holder(name)?;
    let shown = make(&holder.identity).map_err(|e| unusable(&e))?;
    let config = certs::client_config(&shown, holder.trust()).map_err(|e| unusable(&e))?;
    holder.come(Dial::showing(config, described));
    Ok(())
}

fn vouched_for(w: &mut World, name: &str) -> Step {
    let described = "a certificate signed by an authority";
    shows(w, name, described, |identity| {
        let subject = Particulars::anybodys()?;
        let authority = Authority::new(subject.name.as_deref().unwrap_or_default())?;
        authority.vouch_for(identity, &Particulars::anybodys()?)
    })
}

fn equal(w: &mut World, a: &Args) -> Step {
    let particulars = Particulars::anybodys().map_err(|e| unusable(&e))?;
    let described = "a certificate that says the same as another holder's";
    show(w, a.text(0), &particulars, described)?;
    show(w, a.text(1), &particulars, described)
}

fn chain(w: &mut World, a: &Args) -> Step {
    let behind = Arc::clone(&w.holder(a.text(1))?.identity);
    let described = format!("a chain: an own certificate, and {}'s behind it", a.text(1));
    shows(w, a.text(0), &described, |identity| {
        identity.followed_by(&behind)
    })
}

fn raw(w: &mut World, name: &str) -> Step {
    let holder = w.holder(name)?;
    let config = certs::client_with_raw_key(&holder.identity, holder.trust());
    let config = config.map_err(|e| unusable(&e))?;
    holder.come(Dial::showing(config, "a raw public key"));
    Ok(())
}
