//! What was under test, how to do it again, and what became of the operator's money.

use maud::{Markup, html};
use record::{PurseAccount, RunRecord};

use crate::text::line;
use crate::words::count;

pub(crate) fn this_run(run: &RunRecord) -> Markup {
    let subject = &run.subject;
    let declared = subject.declares();
    html! {
        section id="this-run" {
            h2 { "This run" }
            dl {
                dt { "Subject" }
                dd { (line(&subject.name)) " (" (line(&subject.kind)) ")"
                    @if let Some(version) = &subject.version { ", version " (line(version)) } }
                // A holder has neither.
                @if !subject.wsdl.is_empty() {
                    dt { "Description" } dd { code { (line(&subject.wsdl)) } }
                    dt { "Service" }
                    dd { @match &subject.service {
                        Some(service) => code { (line(service)) },
                        None => "was not found out",
                    } }
                }
                dt { "Declares" }
                dd { @if declared.is_empty() { "no capabilities" } @else { (declared.join(", ")) } }
                @if !subject.faults.is_empty() {
                    dt { "Faults put in" } dd.warned { (line(&subject.faults.join(", "))) }
                }
                @if !subject.liberties.is_empty() {
                    dt { "Liberties taken" }
                    dd { ul { @for liberty in &subject.liberties { li { (line(liberty)) } } } }
                }
                dt { "Seed" } dd { code { (run.seed) } }
                dt { "To repeat it" } dd { pre.command { (line(&run.command)) } }
                dt { "Exit status" } dd { (run.exit) }
            }
            @if let Some(account) = &run.purse { (purse(account)) }
        }
    }
}

fn purse(purse: &PurseAccount) -> Markup {
    html! {
        h3 { "Purse" }
        dl.purse {
            dt { "Key" } dd { code { (line(&purse.key)) } }
            dt { "Before" } dd { (line(&purse.before)) }
            dt { "After" }
            dd { @match &purse.after {
                Some(after) => (line(after)),
                None => span.inconclusive { "not known" },
            } }
            dt { "Fees reported" } dd { (line(&purse.fees)) }
            @if let Some(given) = &purse.given {
                dt { "Sent to the issuer itself" } dd { (line(given)) }
            }
            @if let Some(untold) = &purse.untold {
                dt { "Fees in answers that were lost" } dd { (line(untold)) }
            }
            dt { "Budget" } dd { (line(&purse.budget)) }
            @if let Some(counter) = purse.message_counter {
                dt { "Last message counter" } dd { (counter) }
            }
            dt { "Left behind" }
            dd { @if purse.left_behind.is_empty() { "nothing" }
                @else { span.warned { "in " (count(purse.left_behind.len(), "account")) } } }
        }
        @if !purse.left_behind.is_empty() {
            table.strays {
                thead { tr { th { "Amount" } th { "Key" } th { "Why" } } }
                tbody { @for stray in &purse.left_behind {
                    tr { td { (line(&stray.amount)) } td { code { (line(&stray.key)) } } td { (line(&stray.why)) } }
                } }
            }
        }
    }
}
