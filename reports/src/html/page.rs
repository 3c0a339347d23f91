//! The page as a whole.

use maud::{DOCTYPE, PreEscaped, html as markup};
use record::RunRecord;

use super::policy::policy;
use super::{diagram, gaps, head, matrix, scenarios, subject, tallies};
use crate::outcome::Outcome;
use crate::text::line;

const STYLE: &str = concat!(
    include_str!("style.css"),
    include_str!("scenario.css"),
    include_str!("diagram.css"),
    include_str!("timeline.css"),
    include_str!("dialogue.css"),
    include_str!("media.css"),
);
const SCRIPT: &str = include_str!("script.js");

/// `report.html`: one self-contained page, for screens of any width in light and dark, for
/// paper, and without its script.
#[must_use]
pub fn html(run: &RunRecord) -> String {
    let title = format!(
        "{}: {} · Trialplate",
        line(&run.subject.name),
        Outcome::of(run).word()
    );
    markup! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content=(policy(STYLE, SCRIPT));
                meta name="referrer" content="no-referrer";
                title { (title) }
                // Without it a browser asks the server for an icon.
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body {
                (diagram::marks())
                (head::head(run))
                main {
                    (gaps::not_tested(run))
                    (matrix::requirements(run))
                    (scenarios::scenarios(run))
                    (tallies::of_run(run))
                    (subject::this_run(run))
                }
                footer {
                    "Drawn by trialplate " (line(&run.version)) " from its run record, which holds every exchange in full: "
                    code { "run.json" } "."
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}
