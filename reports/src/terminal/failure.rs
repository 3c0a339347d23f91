//! What went wrong in one scenario, for somebody who has a minute.

use record::{Finding, RunRecord, ScenarioRecord};

use super::excerpt::excerpt;
use super::paint::Paint;
use crate::evidence::{ended_at, problems, requirement, step};
use crate::repeat::repeat_command;
use crate::text::{block, cut, line, short};
use crate::words;

/// Findings of one scenario that are told in full.
const FINDINGS: usize = 4;
/// Characters of an expectation, a result or a reason.
const MOST: usize = 600;
/// Exchanges that are named besides the one that is shown.
const OTHERS: usize = 12;

/// The evidence against one scenario, without colour, for reports that are files.
pub(crate) fn plain(run: &RunRecord, scenario: &ScenarioRecord) -> String {
    told(run, scenario, Paint(false))
}

/// The evidence against one scenario: heading, findings, what ended it, and the command that repeats it.
pub(crate) fn told(run: &RunRecord, scenario: &ScenarioRecord, paint: Paint) -> String {
    let mut out = Fields::new(paint);
    out.heading(scenario);
    let found = problems(scenario);
    for (n, finding) in found.iter().take(FINDINGS).enumerate() {
        if n > 0 {
            out.text.push('\n');
        }
        out.finding(run, scenario, finding);
    }
    if found.len() > FINDINGS {
        let more = words::count(found.len() - FINDINGS, "finding");
        out.field("and", &format!("{more} more, in the record"));
    }
    if let Some((verdict, why)) = &scenario.halted {
        if found.is_empty()
            && let Some(step) = step(scenario, ended_at(scenario))
        {
            out.field("step", &step);
        }
        out.field("ended", &format!("{verdict}: {}", block(why)));
    } else if found.is_empty() {
        out.field("why", &crate::evidence::reason(scenario));
    }
    let command = paint.bold(&line(&repeat_command(run, scenario)));
    out.raw("repeat", &command);
    out.text
}

struct Fields {
    paint: Paint,
    text: String,
}

impl Fields {
    fn new(paint: Paint) -> Self {
        Self {
            paint,
            text: String::new(),
        }
    }

    fn heading(&mut self, scenario: &ScenarioRecord) {
        let verdict = scenario.verdict;
        let word = format!("{} {verdict}", words::mark(verdict));
        let word = self.paint.verdict(verdict, &word);
        let name = self.paint.bold(&short(&scenario.name, MOST));
        self.text.push_str(&format!("{word}  {name}\n"));
        let place = format!("{}:{}", line(&scenario.feature), scenario.line);
        self.text.push_str(&format!("  {place}\n"));
        if let Some(rule) = &scenario.rule {
            self.field("rule", rule);
        }
    }

    fn finding(&mut self, run: &RunRecord, scenario: &ScenarioRecord, finding: &Finding) {
        let place = step(scenario, finding.step);
        self.field(
            "step",
            place.as_deref().unwrap_or("all through the scenario"),
        );
        self.field("expected", &finding.expected);
        self.field("actual", &finding.actual);
        if !finding.why.is_empty() {
            self.field("why", &finding.why);
        }
        let id = &finding.requirement;
        let (verdict, told) = (finding.verdict, requirement(run, id));
        let told = told.map_or_else(String::new, |r| {
            format!(" [{}, {}]: {}", r.level, line(&r.source), line(&r.says))
        });
        let word = self.paint.verdict(verdict, verdict.word());
        self.raw("requires", &format!("{id} {word}{}", cut(&told, MOST)));
        self.exchanges(scenario, finding);
    }

    /// The last exchange in which a finding shows, and the numbers of the others.
    fn exchanges(&mut self, scenario: &ScenarioRecord, finding: &Finding) {
        let on_record = |id: &u32| scenario.exchange(*id);
        let Some(exchange) = finding.exchanges.iter().rev().find_map(on_record) else {
            return;
        };
        let others = finding.exchanges.iter().filter(|id| **id != exchange.id);
        self.field(
            "exchange",
            &format!("#{} {}", exchange.id, words::exchange(exchange)),
        );
        for text in excerpt(exchange) {
            let text = self.paint.dim(&text);
            self.text.push_str(&format!("            {text}\n"));
        }
        let others: Vec<String> = others.map(|id| format!("#{id}")).collect();
        let rest = others.len().saturating_sub(OTHERS);
        let named = others[..others.len() - rest].join(", ");
        match (named.is_empty(), rest) {
            (true, _) => {}
            (false, 0) => self.field("see also", &named),
            (false, rest) => self.field("see also", &format!("{named} and {rest} more")),
        }
    }

    fn field(&mut self, label: &str, value: &str) {
        let value = cut(block(value).trim_end(), MOST);
        self.raw(label, &value.replace('\t', "⟨TAB⟩"));
    }

    fn raw(&mut self, label: &str, value: &str) {
        let label = self.paint.dim(&format!("{label:<9}"));
        let value = value.replace('\n', "\n            ");
        self.text.push_str(&format!("  {label} {value}\n"));
    }
}
