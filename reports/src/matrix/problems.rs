//! Problems of a kill matrix, in words.

use record::{KillMatrix, Problem};

use crate::text::line;

/// One sentence a problem, with what to do about it.
pub(super) fn sentences(matrix: &KillMatrix) -> Vec<String> {
    matrix.problems.iter().map(sentence).collect()
}

fn sentence(problem: &Problem) -> String {
    match problem {
        Problem::Faultless(id, at) => format!(
            "without a fault {id} is not found to hold ({}): the suite or the reference is wrong",
            line(at)
        ),
        Problem::NothingProved(why) => {
            format!("the run without a fault proved nothing: {}", line(why))
        }
        Problem::Survived(fault, how) => {
            format!("{} survived: {}", line(fault), line(how))
        }
        Problem::Missed(fault, id) => format!(
            "{} must break {id}, which was not found broken: a scenario of it cannot fail",
            line(fault)
        ),
        Problem::Undecided(fault, id, at) => format!(
            "{} must break {id}, which was left open ({}): where the machine was too busy, try it again with fewer --jobs; else \
             a scenario of it cannot fail",
            line(fault),
            line(at)
        ),
        Problem::Unexpected(fault, id, at) => format!(
            "{} is not declared to touch {id}, which was found broken ({}): declare it, or mend the scenario",
            line(fault),
            line(at)
        ),
        Problem::BrokeDown(fault, why) => {
            format!("the suite broke down on {}: {}", line(fault), line(why))
        }
        Problem::NoFault(id) => {
            format!(
                "{id} is a MUST, and no fault breaks it: nobody knows whether its scenarios can fail"
            )
        }
        Problem::NoRequirement(fault, id) => format!(
            "{} is declared to break {id}, which is no requirement of this role",
            line(fault)
        ),
    }
}
