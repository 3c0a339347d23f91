//! A scenario outline, told once for each row of its examples.

use gherkin::{Scenario, Step};

use super::StoryError;

/// One way in which a scenario is told: as it stands, or with a row of examples filled in.
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) tags: Vec<String>,
    values: Vec<(String, String)>,
}

/// The ways in which a scenario is told.
///
/// # Errors
/// When it is an outline without a row, or of a column that is not there.
pub(super) fn rows(file: &str, scenario: &Scenario) -> Result<Vec<Row>, StoryError> {
    let line = scenario.position.line;
    let plain = Row {
        line,
        tags: Vec::new(),
        values: Vec::new(),
    };
    let is_outline = scenario.keyword != "Scenario" && scenario.keyword != "Example";
    if scenario.examples.is_empty() && !is_outline {
        return Ok(vec![plain]);
    }
    let tables = scenario
        .examples
        .iter()
        .filter_map(|e| Some((e, e.table.as_ref()?)));
    let rows: Vec<Row> = tables
        .flat_map(|(examples, table)| {
            let header = table.rows.first().cloned().unwrap_or_default();
            let rows = table.rows.iter().enumerate().skip(1);
            rows.map(move |(n, row)| Row {
                line: table.position.line + n,
                tags: examples.tags.clone(),
                values: header.iter().cloned().zip(row.iter().cloned()).collect(),
            })
        })
        .collect();
    if rows.is_empty() {
        let file = file.to_owned();
        return Err(StoryError::NoExamples { file, line });
    }
    for (row, step) in rows
        .iter()
        .flat_map(|r| scenario.steps.iter().map(move |s| (r, s)))
    {
        row.has_all_of(file, step)?;
    }
    Ok(rows)
}

impl Row {
    pub(super) fn fill(&self, text: &str) -> String {
        self.values
            .iter()
            .fold(text.to_owned(), |text, (name, value)| {
                text.replace(&format!("<{name}>"), value)
            })
    }

    pub(super) fn fill_step(&self, step: &Step) -> Step {
        let mut step = step.clone();
        step.value = self.fill(&step.value);
        step.docstring = step.docstring.as_deref().map(|d| self.fill(d));
        for cell in step
            .table
            .iter_mut()
            .flat_map(|t| t.rows.iter_mut())
            .flatten()
        {
            *cell = self.fill(cell);
        }
        step
    }

    fn has_all_of(&self, file: &str, step: &Step) -> Result<(), StoryError> {
        let cells = step.table.iter().flat_map(|t| t.rows.iter().flatten());
        let texts = [&step.value]
            .into_iter()
            .chain(&step.docstring)
            .chain(cells);
        let is_column = |name: &&str| self.values.iter().any(|(column, _)| column == name);
        match texts
            .flat_map(|text| placeholders(text))
            .find(|name| !is_column(name))
        {
            None => Ok(()),
            Some(name) => Err(StoryError::NoColumn {
                file: file.to_owned(),
                line: step.position.line,
                name: name.to_owned(),
                columns: self.columns(),
            }),
        }
    }

    fn columns(&self) -> String {
        let names: Vec<&str> = self.values.iter().map(|(name, _)| name.as_str()).collect();
        names.join(", ")
    }
}

/// What stands between angle brackets. Between quotation marks that may be a text, but where nothing else stands there.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split('"').enumerate();
    parts.flat_map(|(n, part)| {
        let opened = part.split('<').skip(1);
        let names = opened.filter_map(|rest| rest.split_once('>').map(|(name, _)| name));
        let is_quoted = n % 2 == 1;
        names.filter(move |name| !is_quoted || part.len() == name.len() + "<>".len())
    })
}

#[cfg(test)]
mod tests {
    use super::placeholders;

    #[test]
    fn placeholders_are_told_from_texts() {
        let all = |text| placeholders(text).collect::<Vec<_>>();
        assert_eq!(all("<a> sends <b c> to \"<d>\""), ["a", "b c", "d"]);
        assert_eq!(all("with the id \"a <b> & c\", 1 < 2"), [""; 0]);
    }
}
