//! Faults by name.

use std::fmt;

/// A name that no fault has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFault {
    name: String,
    near: Vec<&'static str>,
}

impl UnknownFault {
    /// The names that may have been meant, nearest first.
    pub fn near(&self) -> &[&'static str] {
        &self.near
    }
}

impl fmt::Display for UnknownFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no fault is called {:?}", self.name)?;
        match self.near.as_slice() {
            [] => Ok(()),
            near => write!(f, ", but {}", near.join(", ")),
        }
    }
}

impl std::error::Error for UnknownFault {}

/// The one of several that has a name.
pub(crate) fn named<F: Copy>(
    name: &str,
    all: &[F],
    called: fn(F) -> &'static str,
) -> Result<F, UnknownFault> {
    let found = all.iter().copied().find(|fault| called(*fault) == name);
    found.ok_or_else(|| UnknownFault {
        name: name.to_owned(),
        near: near(name, all.iter().copied().map(called)),
    })
}

/// At most three names that resemble this one, or that contain it.
fn near(name: &str, all: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut near: Vec<_> = all
        .map(
            |candidate| match name.len() >= 4 && candidate.contains(name) {
                true => (0, candidate),
                false => (distance(name, candidate), candidate),
            },
        )
        .filter(|(distance, candidate)| *distance <= candidate.len() / 3)
        .collect();
    near.sort_unstable();
    near.into_iter()
        .take(3)
        .map(|(_, candidate)| candidate)
        .collect()
}

/// How many letters have to be put in, taken out or replaced (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, candidate) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *candidate);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use crate::Fault;

    #[test]
    fn every_name_leads_to_its_fault() {
        for fault in Fault::ALL {
            assert_eq!(fault.name().parse(), Ok(*fault));
        }
    }

    #[test]
    fn a_misspelt_name_is_answered_with_near_ones() {
        let error = "balance-befor-fees".parse::<Fault>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "no fault is called \"balance-befor-fees\", but balance-before-fee"
        );
        assert_eq!(
            "mints".parse::<Fault>().unwrap_err().near(),
            ["own-key-in-lower-case-mints", "self-transfer-mints"]
        );
        assert_eq!(
            "zzz".parse::<Fault>().unwrap_err().to_string(),
            "no fault is called \"zzz\""
        );
    }
}
