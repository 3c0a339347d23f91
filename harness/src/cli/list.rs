//! `trialplate list` and `trialplate explain`: what is required, and what decides it.

use miette::{IntoDiagnostic, miette};
use mocks::{Creature, Kind};
use record::{Ledger, Requirement, RequirementId};

use super::defects::defects;
use crate::{
    holder,
    runner::{self, PREFLIGHT_TAGS, Story, nearest_id},
    steps, trace,
};

/// Flags of `list`.
#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    /// Suite and role.
    #[arg(default_value = "lcp/issuer")]
    role: String,
    /// The scenarios, in place of the requirements.
    #[arg(long, group = "what")]
    scenarios: bool,
    /// The faults that the reference implementation can be given.
    #[arg(long, group = "what")]
    faults: bool,
    /// Issuers that cheat, which no run certifies, and issuers that are odd, which no run fails.
    #[arg(long, group = "what")]
    zoo: bool,
    /// The steps that scenarios are written in.
    #[arg(long, group = "what")]
    steps: bool,
    /// The steps as the page that says how scenarios are written, docs/steps.md.
    #[arg(long, requires = "steps")]
    markdown: bool,
    /// Every sentence of the sources, and what became of it.
    #[arg(long, group = "what")]
    trace: bool,
}

/// Flags of `explain`.
#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    /// A requirement, by its id.
    id: String,
}

/// Lists.
pub(super) fn list(args: &ListArgs) -> miette::Result<u8> {
    if args.trace {
        super::print(&trace::page(&trace::sections().into_diagnostic()?));
        return Ok(0);
    }
    if args.zoo {
        for creature in Creature::all() {
            let kind = match creature.kind() {
                Kind::Cheat => "cheat",
                Kind::Oddity => "oddity",
            };
            super::print(&format!(
                "{:6}  {}\n        {}\n",
                kind,
                creature.name(),
                creature.says()
            ));
        }
        return Ok(0);
    }
    if args.markdown {
        let page = steps::page(&args.role).map_err(|why| miette!("{why}"))?;
        super::print(&page);
        return Ok(0);
    }
    let ledger = runner::ledger().into_diagnostic()?;
    let stories = runner::stories(&args.role, &ledger).into_diagnostic()?;
    steps::matched(&args.role, &ledger, stories.clone()).into_diagnostic()?;
    let mut out = String::new();
    if args.faults {
        for defect in defects(&args.role)? {
            let broken: Vec<_> = defect
                .row
                .must_fail
                .iter()
                .map(RequirementId::as_str)
                .collect();
            out.push_str(&format!(
                "{}\n    {}\n    breaks {}\n",
                defect.row.name,
                defect.row.says,
                broken.join(", ")
            ));
        }
    } else if args.steps {
        for step in steps::entries(&args.role) {
            out.push_str(&format!("{}\n    {}\n", step.expression, step.says));
        }
    } else if args.scenarios {
        for story in &stories {
            let tags: Vec<_> = story.tags.iter().map(RequirementId::as_str).collect();
            out.push_str(&format!(
                "{}:{}  {}\n    {}\n",
                story.feature,
                story.line,
                story.name,
                tags.join(" ")
            ));
        }
    } else {
        for requirement in ledger.iter().filter(|r| r.id.role() == args.role) {
            out.push_str(&format!(
                "{:6}  {}\n        {}\n",
                requirement.level.to_string(),
                requirement.id,
                requirement.says
            ));
            if let Some(why) = &requirement.untested {
                out.push_str(&format!("        untested: {why}\n"));
            } else {
                out.push_str(&format!("        {}\n", decided(requirement, &stories)));
            }
        }
    }
    super::print(&out);
    Ok(0)
}

/// What decides a requirement, in a line.
fn decided(requirement: &Requirement, stories: &[Story]) -> String {
    let scenarios = deciding(requirement, stories).count();
    let mut by: Vec<String> = always(requirement).map(str::to_owned).collect();
    if scenarios > 0 || by.is_empty() {
        by.insert(0, super::count(scenarios, "scenario"));
    }
    by.join("; ")
}

/// What decides it beside the scenarios with its tag.
fn always(requirement: &Requirement) -> impl Iterator<Item = &'static str> {
    let id = requirement.id.as_str();
    let mut preflight = PREFLIGHT_TAGS.into_iter().chain(holder::PREFLIGHT_TAGS);
    [
        (preflight.any(|tag| tag == id), "the preflight of every run"),
        (
            judge::NAMED.contains(&id),
            "every scenario, beside what it is about",
        ),
    ]
    .into_iter()
    .filter_map(|(does, what)| does.then_some(what))
}

fn deciding<'a>(
    requirement: &'a Requirement,
    stories: &'a [Story],
) -> impl Iterator<Item = &'a Story> {
    stories.iter().filter(|s| s.tags.contains(&requirement.id))
}

/// Which requirement somebody may have meant who wrote an id that there is not.
fn meant(written: &str, ledger: &Ledger) -> String {
    match nearest_id(written, ledger.iter().map(|r| r.id.as_str())) {
        Some(id) => format!("perhaps {id}"),
        None => "`trialplate list` shows all".to_owned(),
    }
}

/// Explains a requirement.
pub(super) fn explain(args: &ExplainArgs) -> miette::Result<u8> {
    let ledger = runner::ledger().into_diagnostic()?;
    let parsed = RequirementId::parse(&args.id);
    let id = parsed.map_err(|e| miette!("{e}: {}", meant(&args.id, &ledger)))?;
    let Some(requirement) = ledger.find(&id) else {
        let hint = meant(&args.id, &ledger);
        return Err(miette!("there is no requirement {id}: {hint}"));
    };
    let stories = runner::stories(&id.role(), &ledger).into_diagnostic()?;
    let mut out = String::new();
    out.push_str(&format!(
        "{}\n{} · {}\n\n{}\n",
        requirement.id, requirement.level, requirement.source, requirement.says
    ));
    if !requirement.reading.is_empty() {
        out.push_str(&format!("\nReading: {}\n", requirement.reading));
    }
    if !requirement.needs.is_empty() {
        let needs: Vec<_> = requirement.needs.iter().map(|c| c.word()).collect();
        out.push_str(&format!(
            "\nApplies to subjects that declare {}.\n",
            needs.join(", ")
        ));
    }
    out.push_str(&format!(
        "\nIn the specification: spec/lcp.md, at [{}]\n",
        requirement.id
    ));
    match &requirement.untested {
        Some(why) => out.push_str(&format!("\nUntested: {why}\n")),
        None => out.push_str("\nDecided by:\n"),
    }
    for what in always(requirement) {
        out.push_str(&format!("  {what}\n"));
    }
    for story in deciding(requirement, &stories) {
        out.push_str(&format!(
            "  {}:{}  {}\n",
            story.feature, story.line, story.name
        ));
    }
    let mut faults = defects(&id.role())?;
    faults.retain(|f| f.row.must_fail.contains(&id));
    if !faults.is_empty() {
        out.push_str("\nSeen to bite with:\n");
    }
    for fault in faults {
        out.push_str(&format!(
            "  --fault {}  {}\n",
            fault.row.name, fault.row.says
        ));
    }
    super::print(&out);
    Ok(0)
}
