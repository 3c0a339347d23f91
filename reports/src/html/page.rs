//! The page as a whole.

use maud::{DOCTYPE, PreEscaped, html as markup};
use record::RunRecord;

use super::{gaps, head, matrix, scenarios, subject};
use crate::outcome::Outcome;
use crate::text::line;

const STYLE: &str = include_str!("style.css");

/// Nothing but the page's own style may take effect, even if hostile text found a way around the escaping.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// `report.html`: one self-contained page, for screens of any width in light and dark, and for paper.
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
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="referrer" content="no-referrer";
                title { (title) }
                // Without it a browser asks the server for an icon.
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body {
                (head::head(run))
                main {
                    (gaps::not_tested(run))
                    (subject::this_run(run))
                    (matrix::requirements(run))
                    (scenarios::scenarios(run))
                }
                footer {
                    "Drawn by trialplate " (line(&run.version)) " from its run record, which holds every exchange in full: "
                    code { "run.json" } "."
                }
            }
        }
    }
    .into_string()
}
