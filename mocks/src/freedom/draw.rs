//! Drawing.

use fastrand::Rng;

/// Draws from a seed. What is drawn for one liberty does not depend on how often others were drawn for: each has a name.
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn new(seed: u64) -> Draw {
        Draw(seed)
    }

    /// What one liberty is drawn from.
    pub(crate) fn of(&self, name: &str) -> Rng {
        let salt = name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let mut rng = Rng::with_seed(self.0 ^ salt);
        // Neighbouring seeds begin alike.
        rng.u64(..);
        rng
    }
}

impl Draw {
    /// One liberty in two out of three draws, else nothing.
    pub(crate) fn maybe<T>(&self, name: &str, drawn: impl FnOnce(Rng) -> T) -> Option<T> {
        let mut rng = self.of(name);
        (rng.u8(..3) > 0).then(|| drawn(rng))
    }
}
