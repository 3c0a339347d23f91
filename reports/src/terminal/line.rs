//! One scenario in one line.

use record::{ScenarioRecord, Verdict};

use super::paint::Paint;
use crate::evidence::reason;
use crate::text::short;
use crate::words::{mark, milliseconds};

/// How many characters of a name or a reason a line shows.
const MOST: usize = 120;

/// A scenario that is over, in one line without line end: mark, name, duration, and the verdict's word unless it passed;
/// why it was not tried, where it was not.
#[must_use]
pub fn line(scenario: &ScenarioRecord, color: bool) -> String {
    let (paint, verdict) = (Paint(color), scenario.verdict);
    let mark = paint.verdict(verdict, &mark(verdict).to_string());
    let name = short(&scenario.name, MOST);
    let took = milliseconds(scenario.duration_ms);
    match verdict {
        Verdict::Passed => format!("{mark} {name} {}", paint.dim(&format!("({took})"))),
        Verdict::NotApplicable => {
            let why = short(&reason(scenario), MOST);
            format!(
                "{mark} {name} {}",
                paint.dim(&format!("({verdict}: {why})"))
            )
        }
        _ => format!(
            "{mark} {name} {} {}",
            paint.dim(&format!("({took})")),
            paint.verdict(verdict, verdict.word())
        ),
    }
}
