//! What became of every sentence of the sources: `spec/trace.toml`, as it is built into the program.

use std::fmt::Write as _;

use serde::Deserialize;

static TRACE: &str = include_str!("../../spec/trace.toml");

/// A section of a source.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Where: `paper §3`, `draft §1.12.1`.
    pub source: String,
    /// How many sentences it has.
    pub sentences: usize,
    /// SHA-256, hexadecimal, of the sentences' digests one after the other.
    pub sha256: String,
    /// Its sentences, in order.
    pub sentence: Vec<Sentence>,
}

/// A sentence of a source, and what became of it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sentence {
    /// The whole sentence, white space collapsed, where it asks for something.
    pub quote: Option<String>,
    /// Its first words, where it asks for nothing.
    pub begins: Option<String>,
    /// SHA-256 of the whole, where it asks for nothing.
    pub sha256: Option<String>,
    /// The requirements that it became.
    pub requirements: Vec<String>,
    /// What is wrong with it: headings of `spec/errata.md`.
    pub errata: Vec<String>,
    /// Whom else it binds: `holder`, `bank`, `seller`.
    pub role: Option<String>,
    /// How it binds them.
    pub why: Option<String>,
    /// Why nothing can show whether it holds.
    pub untestable: Option<String>,
}

impl Sentence {
    /// What became of it, a line each; none where it asks for something and nothing is said.
    #[must_use]
    pub fn became(&self) -> Vec<String> {
        let requirements = self.requirements.iter().cloned();
        let errata = self.errata.iter().map(|e| format!("erratum: {e}"));
        let role = self.role.iter().map(|r| match &self.why {
            Some(why) => format!("binds the {r}: {why}"),
            None => format!("binds the {r}"),
        });
        let untestable = self
            .untestable
            .iter()
            .map(|why| format!("untestable: {why}"));
        requirements
            .chain(errata)
            .chain(role)
            .chain(untestable)
            .collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Trace {
    section: Vec<Section>,
}

/// The sections of the sources, in order.
///
/// # Errors
/// When the file is not of its form; the message names the line.
pub fn sections() -> Result<Vec<Section>, toml::de::Error> {
    toml::from_str::<Trace>(TRACE).map(|trace| trace.section)
}

/// The trace as a page of text, with a count of what became what at its end.
#[must_use]
pub fn page(sections: &[Section]) -> String {
    let mut out = String::new();
    let mut counts = [0_usize; 5];
    for section in sections {
        let _ = writeln!(out, "{}", section.source);
        for sentence in &section.sentence {
            let Some(quote) = &sentence.quote else {
                counts[4] += 1;
                let begins = sentence.begins.as_deref().unwrap_or_default();
                let _ = writeln!(out, "  · {begins} …");
                continue;
            };
            let _ = writeln!(out, "  {quote}");
            for line in sentence.became() {
                let _ = writeln!(out, "      → {line}");
            }
            counts[0] += usize::from(!sentence.requirements.is_empty());
            counts[1] += usize::from(!sentence.errata.is_empty());
            counts[2] += usize::from(sentence.role.is_some());
            counts[3] += usize::from(sentence.untestable.is_some());
        }
        out.push('\n');
    }
    let all: usize = sections.iter().map(|s| s.sentence.len()).sum();
    let [requirements, errata, roles, untestable, nothing] = counts;
    let _ = writeln!(
        out,
        "{all} sentences: {requirements} became requirements, {errata} are in the errata, {roles} bind another role, \
         {untestable} cannot be tested, {nothing} ask for nothing (·); some are counted twice"
    );
    out
}
