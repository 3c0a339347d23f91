//! What is wrong with a scenario although each of its steps is known: found before anything is sent.

use std::collections::BTreeSet;

use super::{Story, StoryError};
use crate::steps::{Args, Definition};

/// The role of which the holders are the suite's own, and have what steps give them.
const LENT: &str = "lcp/issuer";

/// Looks whether a scenario's amounts are amounts, and whether those who pay can have anything.
///
/// # Errors
/// At the first step that has no sense.
pub(super) fn check<W>(story: &Story, steps: &[(&Definition<W>, Args)]) -> Result<(), StoryError> {
    let mut named: BTreeSet<&str> = BTreeSet::new();
    let is_lent = story.tags.iter().all(|t| t.role() == LENT);
    for (step, (definition, args)) in story.steps.iter().zip(steps) {
        let (file, line) = (story.feature.clone(), step.position.line);
        let values = kinds(definition.expression).zip(args.values());
        for (_, value) in values.clone().filter(|(kind, _)| *kind == "amount") {
            if let Err(why) = wire::Amount::parse(value) {
                return Err(StoryError::Amount {
                    file,
                    line,
                    value: value.clone(),
                    why: why.to_string(),
                });
            }
        }
        let names = values
            .filter(|(kind, _)| *kind == "name")
            .map(|(_, name)| name.as_str());
        if is_lent
            && let Some(name) = payer(definition.expression, args)
            && !named.contains(name)
        {
            return Err(StoryError::Penniless {
                file,
                line,
                name: name.to_owned(),
            });
        }
        named.extend(names);
    }
    Ok(())
}

/// What stands in the place of each parameter, in order.
fn kinds(expression: &str) -> impl Iterator<Item = &str> + Clone {
    let opened = expression.split('{').skip(1);
    opened.filter_map(|rest| rest.split_once('}').map(|(kind, _)| kind))
}

/// Who sends money in a step.
fn payer<'a>(expression: &str, args: &'a Args) -> Option<&'a str> {
    let sends = expression.starts_with("{name} sends {amount} to {name}");
    sends.then(|| args.text(0))
}
