use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::{CertsError, Identity, KeyKind};

/// Where holders come from of whom nothing but their key is known. Nobody gets a key twice from one ring.
///
/// Rings may have their keys in common, for those that never meet: then not each need make its own.
#[derive(Debug, Default)]
pub struct Keyring([OfKind; KeyKind::ALL.len()]);

/// The keys of one kind. Each kind has its place by itself: an RSA key takes a while.
#[derive(Debug, Default)]
struct OfKind {
    made: Option<Arc<Mutex<Vec<Identity>>>>,
    next: AtomicUsize,
}

impl Keyring {
    /// A ring whose keys others can have after it.
    #[must_use]
    pub fn to_share() -> Self {
        Self(KeyKind::ALL.map(|_| OfKind {
            made: Some(Arc::default()),
            next: AtomicUsize::new(0),
        }))
    }

    /// A ring with the same keys, from the first one on.
    #[must_use]
    pub fn another(&self) -> Self {
        Self(self.0.each_ref().map(|of_kind| OfKind {
            made: of_kind.made.clone(),
            next: AtomicUsize::new(0),
        }))
    }

    /// As [`Identity::anybody`], with a key that this ring has given to nobody.
    ///
    /// # Errors
    /// When none can be made.
    pub fn anybody(&self) -> Result<Identity, CertsError> {
        self.anybody_of_kind(KeyKind::P256)
    }

    /// The same with another kind of key.
    ///
    /// # Errors
    /// As there.
    pub fn anybody_of_kind(&self, kind: KeyKind) -> Result<Identity, CertsError> {
        let OfKind { made, next } = &self.0[kind as usize];
        let Some(made) = made else {
            return Identity::anybody_of_kind(kind);
        };
        let place = next.fetch_add(1, Ordering::Relaxed);
        let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
        // Each place on the ring has its key, whoever comes to it first.
        while made.len() <= place {
            made.push(Identity::anybody_of_kind(kind)?);
        }
        Ok(made[place].clone())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(ring: &Keyring, n: usize) -> Vec<wire::KeyId> {
        let made = (0..n).map(|_| ring.anybody().unwrap().key_id());
        made.collect()
    }

    #[test]
    fn no_key_comes_twice_from_one_ring_and_all_come_again_from_another() {
        let ring = Keyring::to_share();
        let first = keys(&ring, 3);
        assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), 3);
        assert_eq!(keys(&ring.another(), 3), first);
        assert!(keys(&ring, 3).iter().all(|key| !first.contains(key)));
    }

    #[test]
    fn keys_that_are_not_shared_are_nobody_elses() {
        let ring = Keyring::default();
        assert_ne!(keys(&ring, 1), keys(&ring.another(), 1));
    }
}
