//! What a step's text says where its expression has a parameter.

use judge::Decimal;

use crate::runner::Halt;

/// The values of a step's parameters, in order, and its table.
#[derive(Debug, Clone, Default)]
pub struct Args {
    values: Vec<String>,
    table: Vec<Vec<String>>,
}

/// A parameter is not what the step takes it for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("parameter {at} of the step is {value:?}, which is no {wanted}")]
pub struct ArgError {
    at: usize,
    value: String,
    wanted: &'static str,
}

impl From<ArgError> for Halt {
    fn from(e: ArgError) -> Self {
        Self::error(e.to_string())
    }
}

impl Args {
    pub(super) fn new(values: Vec<String>, table: Vec<Vec<String>>) -> Self {
        Self { values, table }
    }

    /// The text of a parameter: a name, or what stands between quotation marks.
    #[must_use]
    pub fn text(&self, at: usize) -> &str {
        let value = self.values.get(at).map_or("", String::as_str);
        value
            .strip_prefix('"')
            .and_then(|v| v.strip_suffix('"'))
            .unwrap_or(value)
    }

    /// An amount as it is written, before it is varied.
    ///
    /// # Errors
    /// When it is no decimal.
    pub fn amount(&self, at: usize) -> Result<Decimal, ArgError> {
        Decimal::parse(self.text(at)).map_err(|_| self.wrong(at, "amount"))
    }

    /// Puts another amount in the place of one.
    pub(crate) fn put_amount(&mut self, at: usize, amount: Decimal) {
        if let Some(value) = self.values.get_mut(at) {
            *value = amount.to_string();
        }
    }

    /// A whole number.
    ///
    /// # Errors
    /// When it is none, or too large.
    pub fn number<N: std::str::FromStr>(&self, at: usize) -> Result<N, ArgError> {
        self.text(at)
            .parse()
            .map_err(|_| self.wrong(at, "whole number"))
    }

    /// What stands in the place of each parameter, as it is written.
    #[must_use]
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// The rows of the step's table, its first included.
    #[must_use]
    pub fn table(&self) -> &[Vec<String>] {
        &self.table
    }

    fn wrong(&self, at: usize, wanted: &'static str) -> ArgError {
        ArgError {
            at,
            value: self.text(at).to_owned(),
            wanted,
        }
    }
}
