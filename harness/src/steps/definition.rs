//! One step: in which words it is written, what it does.

use std::panic::Location;

use cucumber_expressions::{Expression, expand::parameters::Provider};
use futures::future::BoxFuture;
use judge::Decimal;
use regex::Regex;

use super::Args;
use crate::runner::{Step, World};

/// What a step does. It gets the world of its scenario, and what its text says.
pub type Act<W = World> = for<'w> fn(&'w mut W, Args) -> BoxFuture<'w, Step>;

/// The world of a role's scenarios, and the steps that they are written in.
pub trait Vocabulary: Sized + 'static {
    /// The document that describes them.
    const PAGE: &'static str;

    /// Every step there is.
    fn steps() -> &'static [Definition<Self>];
}

/// What the treasury lends in a step, before amounts are varied.
pub type Lends = fn(&Args) -> Decimal;

/// How many requests a step has drawn, where the run draws so many.
pub type Draws = fn(u32) -> u32;

/// The fees that a step's text names: for a transfer, and for a deposits request.
pub type Charges = fn(&Args) -> (Decimal, Decimal);

/// A step.
#[derive(Debug)]
pub struct Definition<W = World> {
    /// In which words it is written: a Cucumber expression, whose parameters are `{name}` (a capitalised word), `{amount}`
    /// (a decimal), `{int}`, and `{text}` (between double quotation marks).
    pub expression: &'static str,
    /// What it does, for those who write scenarios.
    pub says: &'static str,
    /// What it does.
    pub act: Act<W>,
    /// What it borrows from the treasury.
    pub lends: Lends,
    /// How many drawn requests it borrows for.
    pub draws: Draws,
    /// What the issuer must charge for a transfer and for a deposits request, in a step that needs an issuer of certain fees.
    pub charges: Option<Charges>,
    /// Whether it needs an issuer that may be killed and started again.
    pub restarts: bool,
    /// Where it is written.
    pub place: &'static Location<'static>,
    /// What else there is to know about it, for those who write scenarios.
    pub notes: Vec<&'static str>,
    regex: Regex,
}

#[derive(Debug, Clone, Copy)]
struct Parameters;

impl<'s> Provider<cucumber_expressions::Spanned<'s>> for Parameters {
    type Item = char;
    type Value = &'static str;

    fn get(&self, input: &cucumber_expressions::Spanned<'s>) -> Option<Self::Value> {
        match *input.fragment() {
            "name" => Some("[A-Z][a-z]+"),
            "amount" => Some(r"[0-9]+(?:\.[0-9]+)?"),
            "text" => Some("\"[^\"]*\""),
            _ => None,
        }
    }
}

impl<W> Definition<W> {
    /// A step of the suite.
    ///
    /// # Panics
    /// When the expression is malformed: a test makes all of them.
    #[must_use]
    #[track_caller]
    pub fn new(expression: &'static str, says: &'static str, act: Act<W>) -> Self {
        let regex = Expression::regex_with_parameters(expression, Parameters)
            .unwrap_or_else(|e| panic!("{expression:?} is no Cucumber expression: {e}"));
        Self {
            expression,
            says,
            act,
            lends: |_| Decimal::ZERO,
            draws: |_| 0,
            charges: None,
            restarts: false,
            place: Location::caller(),
            notes: Vec::new(),
            regex,
        }
    }

    /// The step, which borrows that much.
    #[must_use]
    pub fn lending(self, lends: Lends) -> Self {
        Self { lends, ..self }.noting("The amount is borrowed from the purse's treasury.")
    }

    /// The step, which borrows for so many requests that are drawn.
    #[must_use]
    pub fn drawing(self, draws: Draws) -> Self {
        Self { draws, ..self }.noting("How many requests are drawn, `--variations` says.")
    }

    /// The step, which needs an issuer that charges that.
    #[must_use]
    pub fn charging(self, charges: Charges) -> Self {
        Self {
            charges: Some(charges),
            ..self
        }
        .noting("Not applicable to an issuer of other fees.")
    }

    /// The step, which needs an issuer that may be killed and started again.
    #[must_use]
    pub fn restarting(self) -> Self {
        Self {
            restarts: true,
            ..self
        }
        .noting("Needs the capability `restart`: the issuer is killed and started again.")
    }

    fn noting(mut self, note: &'static str) -> Self {
        self.notes.push(note);
        self
    }

    /// Which of its parameters are amounts: those that are called so, and a text that stands for one.
    pub fn amounts(&self) -> impl Iterator<Item = usize> {
        let mut parts = self.expression.split('{');
        let mut before = parts.next().unwrap_or_default();
        let mut all = Vec::new();
        for (place, part) in parts.enumerate() {
            let is_one = part.starts_with("amount}")
                || part.starts_with("text}") && before.ends_with("the amount ");
            if is_one {
                all.push(place);
            }
            before = part;
        }
        all.into_iter()
    }

    /// What a step's text says to this one, if it is written in its words.
    #[must_use]
    pub fn matches(&self, step: &gherkin::Step) -> Option<Args> {
        let captures = self.regex.captures(&step.value)?;
        let values = captures
            .iter()
            .skip(1)
            .flatten()
            .map(|m| m.as_str().to_owned())
            .collect();
        let table = step
            .table
            .as_ref()
            .map(|t| t.rows.clone())
            .unwrap_or_default();
        Some(Args::new(values, table))
    }
}
