//! What a holder's adapter was told and answered, line by line, and between the lines what the holder sent to the issuers that the
//! suite plays. There is something to show where a holder is under test.

use std::collections::HashSet;

use maud::{Markup, html};
use record::{Arrival, Exchange, Octets, Payment, RunRecord, Said, ScenarioRecord, Settled, Told};
use record::{StepRecord, What};

use super::diagram::{Labels, time};
use super::parts::{anchor, mark};
use super::selection::{Selection, is_quiet};
use crate::text::{line, short};
use crate::words::count;

/// Events that are shown; of more, so many of the first, and the last ones.
const MOST: usize = 240;
const FIRST: usize = 60;
/// Characters of a line.
const LONG: usize = 1_000;
/// Scenarios of a run in which those that passed show their lines, too.
const FEW: usize = 40;

/// Something that happened, at a moment: microseconds since the run began.
struct Event<'a> {
    at: u64,
    step: Option<usize>,
    what: Happened<'a>,
}

enum Happened<'a> {
    Said(&'a Said),
    Sent(&'a Exchange),
    Came(&'a Arrival),
    Paid(&'a Payment),
}

pub(crate) fn dialogue(run: &RunRecord, index: usize, selection: &Selection<'_>) -> Markup {
    let scenario = &run.scenarios[index];
    let said = &scenario.played.dialogue;
    let all = events(scenario);
    let left_out = all.len().saturating_sub(MOST);
    let story = Story {
        labels: Labels::of(run, scenario),
        index,
        selection,
        scenario,
        has_several: issuers(scenario) > 1,
    };
    html! {
        @if said.is_empty() {
        } @else if is_quiet(scenario) && run.scenarios.len() > FEW {
            p.facts { "What the adapter was told, " (count(said.len(), "line")) ", is in run.json." }
        } @else {
            details.dialogue open[!is_quiet(scenario)] {
                summary { "What the adapter was told and answered" }
                ol {
                    @for (n, event) in all.iter().enumerate() {
                        @if left_out > 0 && n == FIRST { li { i {} b { "⋮" } span { (count(left_out, "line")) " left out: they are in run.json" } } }
                        @if n < FIRST || n >= FIRST + left_out {
                            @if let Some(step) = heading(scenario, &all[..n], event) { li.step { (mark(step.verdict)) " " (line(step.keyword.trim())) " " (line(&step.text)) } }
                            (story.told(event))
                        }
                    }
                }
            }
        }
    }
}

/// Everything, in order; of what happened at the same time, what was said comes first.
fn events(scenario: &ScenarioRecord) -> Vec<Event<'_>> {
    let played = &scenario.played;
    let event = |at, step, what| Event { at, step, what };
    let said = played.dialogue.iter();
    let said = said.map(|it| event(it.at, it.step, Happened::Said(it)));
    let sent = scenario.exchanges.iter();
    let sent = sent.map(|it| event(it.times.sent, it.step, Happened::Sent(it)));
    let odd = |it: &&Arrival| it.shows.is_some() || it.handshake.is_none();
    let came = played.arrivals.iter().filter(odd);
    let came = came.map(|it| event(it.at, None, Happened::Came(it)));
    let paid = played.payments.iter();
    let paid = paid.map(|it| event(it.at, None, Happened::Paid(it)));
    let mut all: Vec<_> = said.chain(sent).chain(came).chain(paid).collect();
    all.sort_by_key(|event| event.at);
    all
}

fn issuers(scenario: &ScenarioRecord) -> usize {
    let names = scenario.played.deeds.iter().map(|deed| &deed.issuer);
    names.collect::<HashSet<_>>().len()
}

/// The step that begins with an event. What belongs to an earlier one, and comes late, begins none.
fn heading<'a>(
    scenario: &'a ScenarioRecord,
    before: &[Event<'_>],
    event: &Event<'_>,
) -> Option<&'a StepRecord> {
    let step = event.step?;
    let begun = before.iter().filter_map(|it| it.step).max();
    let begins = begun.is_none_or(|begun| begun < step);
    begins.then(|| scenario.steps.get(step)).flatten()
}

/// What is needed to tell it.
struct Story<'a> {
    labels: Labels<'a>,
    index: usize,
    selection: &'a Selection<'a>,
    scenario: &'a ScenarioRecord,
    has_several: bool,
}

impl Story<'_> {
    fn told(&self, event: &Event<'_>) -> Markup {
        let at = time(event.at.saturating_sub(self.scenario.started));
        match &event.what {
            Happened::Said(said) => spoken(said, &at),
            Happened::Sent(one) => self.sent(one, &at),
            Happened::Came(arrival) => row("event", &at, "·", &came(arrival)),
            Happened::Paid(payment) => row("event", &at, "·", &paid(payment)),
        }
    }

    /// What the holder sent, what became of it in the issuer's books, and what came back.
    fn sent(&self, one: &Exchange, at: &str) -> Markup {
        let deed = self.scenario.played.deed(one.id);
        let request = self.labels.request(one);
        let place = match deed {
            Some(deed) if self.has_several => format!(" at {}", line(&deed.issuer)),
            _ => String::new(),
        };
        let settled = deed.and_then(|deed| settled(deed.settled));
        let lost = deed.and_then(|deed| lost(&deed.told));
        let response = lost.map_or_else(|| self.labels.response(one), str::to_owned);
        let rest = match settled {
            Some(settled) => format!("{place}: {settled}; {response}"),
            None => format!("{place}: {response}"),
        };
        html! {
            li.sent { i { (at) } b { "⇄" } span {
                @if self.selection.has_bytes(one.id) {
                    a href={ "#" (anchor(self.index)) "x" (one.id) } { (request) }
                } @else { (request) }
                (rest)
            } }
        }
    }
}

fn spoken(said: &Said, at: &str) -> Markup {
    let line = |octets: &Octets| short(&String::from_utf8_lossy(octets.as_slice()), LONG);
    match &said.what {
        What::Asked(octets) => row("", at, "→", &line(octets)),
        What::Answered(octets) => row("", at, "←", &line(octets)),
        What::Grumbled(octets) => row("grumbled", at, "stderr", &line(octets)),
        What::Started => row(
            "event",
            at,
            "·",
            &format!("process {} starts", said.process),
        ),
        What::Closed => row(
            "event",
            at,
            "·",
            &format!("the standard input of process {} is closed", said.process),
        ),
        What::Killed => row(
            "event",
            at,
            "·",
            &format!("process {} is killed", said.process),
        ),
        What::Ended(how) => {
            let how = short(how, LONG);
            row(
                "event",
                at,
                "·",
                &format!("process {} ends: {how}", said.process),
            )
        }
    }
}

fn row(class: &str, at: &str, sign: &str, text: &str) -> Markup {
    html! { li.(class) { i { (at) } b { (sign) } span { (text) } } }
}

/// A connection over which nothing was asked, or should not have been.
fn came(arrival: &Arrival) -> String {
    let issuer = line(&arrival.issuer);
    let shows = arrival.shows.as_deref();
    let shows = shows.map_or(String::new(), |what| {
        format!(", which shows {}", line(what))
    });
    let end = match (&arrival.failed, arrival.handshake) {
        (_, Some(_)) => "the holder goes on".to_owned(),
        (Some(why), None) => format!("no handshake: {}", line(why)),
        (None, None) => "no handshake".to_owned(),
    };
    let received = count(
        usize::try_from(arrival.received).unwrap_or(usize::MAX),
        "byte",
    );
    format!("a connection to the issuer {issuer}{shows}: {end}; {received} of requests came")
}

fn paid(payment: &Payment) -> String {
    let deposit = &payment.deposit;
    let user = deposit.userid.as_deref();
    let user = user.map_or(String::new(), |user| format!(", user {}", line(user)));
    format!(
        "the holder is paid {} under {}{user} at the issuer {}",
        line(&deposit.amount),
        line(&deposit.transaction_id),
        line(&payment.issuer)
    )
}

fn settled(settled: Settled) -> Option<&'static str> {
    match settled {
        Settled::Executed => Some("executed"),
        Settled::Failed => Some("failed, and its counter is used up"),
        Settled::Duplicate => Some("nothing is done about a copy"),
        Settled::Conflict => Some("nothing is done about other content under the highest counter"),
        Settled::Stale => Some("nothing is done about a lower counter"),
        Settled::Listed => None,
        Settled::Nothing => Some("nothing is done about it"),
    }
}

fn lost(told: &Told) -> Option<&'static str> {
    match told {
        Told::Whole => None,
        Told::Lost => Some("the answer is lost"),
        Told::Garbled => Some("what is answered is no answer"),
        Told::Unheard => Some("nobody is there for the answer"),
    }
}
