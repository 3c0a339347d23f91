//! An adapter that is a shell script, and a run of an ordinary scenario with it.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use record::{RunRecord, ScenarioRecord, Verdict};

use super::{Output, record, trialplate};

/// No run with an adapter in trouble takes longer: the longest that one may take to answer is twelve seconds.
const BOUND: Duration = Duration::from_secs(40);

/// How long a payment may take in these runs, in milliseconds.
const PATIENCE: &str = "700";

/// One ordinary scenario.
pub(crate) const FEATURE: &str = r"Feature: Ordinary
  @lcp.holder.outcome.executed
  Scenario: A payment
    Given an issuer with whom the holder has 100
    When the holder is told to pay 10 to Bob
    Then it reports the payment as executed
";

/// What an adapter answers that does as it should, up to here.
pub(crate) const HELLO: &str = r#"say '"ok":{"protocol":"trialplate-adapter/1","name":"a purse","operations":["hello","configure","identity","transfer","exit"]}'"#;
pub(crate) const DONE: &str = r#"say '"ok":{}'"#;
const UNKNOWN: &str = r#"say '"error":{"code":"unimplemented","message":"no"}'"#;

/// A shell script that answers these operations so, and no others but where one of them is "*".
fn adapter(folder: &Path, answers: &[(&str, &str)]) -> PathBuf {
    let cases = answers.iter().map(|(op, does)| match *op {
        "*" => format!("    *) {does} ;;\n"),
        op => format!("    *'\"op\":\"{op}\"'*) {does} ;;\n"),
    });
    let script = format!(
        "say() {{ printf '{{\"id\":%s,%s}}\\n' \"$id\" \"$1\"; }}\n\
         while IFS= read -r line; do\n  id=${{line#*'\"id\":'}}\n  id=${{id%%[!0-9]*}}\n  case $line in\n{}    *'\"op\":\"exit\"'*) {DONE}; exit 0 ;;\n    *) {UNKNOWN} ;;\n  esac\ndone\n",
        cases.collect::<String>()
    );
    let path = folder.join("adapter.sh");
    fs::write(&path, script).unwrap();
    path
}

/// A run, and what it wrote.
pub(crate) struct Ran {
    pub(crate) output: Output,
    pub(crate) run: RunRecord,
    pub(crate) report: String,
}

impl Ran {
    /// The only scenario, the preflight apart.
    pub(crate) fn scenario(&self) -> &ScenarioRecord {
        self.run.scenarios.last().unwrap()
    }

    /// Asserts that the output and the report say these words.
    #[track_caller]
    pub(crate) fn says(&self, words: &[&str]) {
        for word in words {
            let all = &self.output.all;
            assert!(all.contains(word), "{word:?} is not in {all}");
            let escaped = word.replace('"', "&quot;");
            let shown = self.report.contains(word) || self.report.contains(&escaped);
            assert!(shown, "{word:?} is not in the report");
        }
    }

    /// Asserts that the answers were found wrong, and that the output and the report say how, and that nothing else was.
    #[track_caller]
    pub(crate) fn does_not_conform(&self, how: &[&str]) {
        assert_eq!(self.output.code, Some(1), "{}", self.output.all);
        let findings = self.run.scenarios.iter().flat_map(|s| &s.findings);
        let failed: Vec<_> = findings
            .filter(|f| f.verdict == Verdict::Failed)
            .map(|f| f.requirement.as_str())
            .collect();
        assert_eq!(failed, ["lcp.holder.adapter.answers"]);
        let (verdict, halted) = self.scenario().halted.clone().unwrap();
        assert_eq!(verdict, Verdict::Inconclusive, "{halted}");
        self.says(how);
    }

    /// Asserts that nothing was proved, and that the output and the report say why.
    #[track_caller]
    pub(crate) fn proves_nothing(&self, why: &[&str]) {
        let all = &self.output.all;
        assert_eq!(self.output.code, Some(3), "{all}");
        let (verdict, halted) = self.scenario().halted.clone().unwrap();
        assert_eq!(verdict, Verdict::Inconclusive, "{halted}");
        let said = self.run.ended_early.clone().unwrap_or(halted);
        for why in why {
            assert!(said.contains(why), "{why:?} is not in {said:?}");
        }
        self.says(why);
    }
}

/// Runs the ordinary scenario with an adapter that answers so.
#[track_caller]
pub(crate) fn run(answers: &[(&str, &str)]) -> Ran {
    run_feature(FEATURE, answers)
}

/// Runs a scenario with it.
#[track_caller]
pub(crate) fn run_feature(feature: &str, answers: &[(&str, &str)]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("ordinary.feature"), feature).unwrap();
    let exec = format!("sh {}", adapter(folder.path(), answers).display());
    let began = Instant::now();
    let output = trialplate(&[
        "run",
        "lcp/holder",
        "--exec",
        &exec,
        "--features",
        &path("ordinary.feature"),
        "--patience",
        PATIENCE,
        "--out",
        &path("out"),
    ]);
    assert!(began.elapsed() < BOUND, "it took {:?}", began.elapsed());
    let out = folder.path().join("out");
    assert!(out.join("run.json").exists(), "{}", output.all);
    Ran {
        output,
        run: record(&out),
        report: fs::read_to_string(out.join("report.html")).unwrap(),
    }
}
