//! What faults remember.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Remembers what came first with each key.
pub(super) struct First<K, V>(Mutex<HashMap<K, V>>);

impl<K, V> Default for First<K, V> {
    fn default() -> First<K, V> {
        First(Mutex::default())
    }
}

impl<K: Eq + Hash, V: Clone> First<K, V> {
    /// What came first with this key: perhaps this.
    pub(super) fn with(&self, key: K, value: V) -> V {
        lock(&self.0).entry(key).or_insert(value).clone()
    }
}

/// Nothing is left half done where somebody broke down.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
