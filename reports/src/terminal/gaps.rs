//! What was not tested, in a few lines.

use record::{RunRecord, Verdict};

use super::paint::Paint;
use crate::gaps::{Gap, scenarios, untested};
use crate::text::cut;
use crate::words::{self, count};

/// Reasons that are told before the rest is counted.
const REASONS: usize = 4;
/// Characters of a reason.
const MOST: usize = 160;

/// What was not tested and why, grouped; empty where there is nothing to say.
pub(crate) fn gaps(run: &RunRecord, paint: Paint, html: Option<&str>) -> String {
    let mut out = String::new();
    for verdict in [
        Verdict::NotApplicable,
        Verdict::Inconclusive,
        Verdict::Error,
    ] {
        let gaps = scenarios(run, verdict);
        let such = || gaps.iter().flat_map(|g| g.items.iter().copied());
        let what = |_| words::came_out(run, such(), verdict);
        group(&mut out, &gaps, what, paint);
    }
    let what = |n| format!("{} untested", count(n, "requirement"));
    group(&mut out, &untested(run), what, paint);
    if let (false, Some(html)) = (out.is_empty(), html) {
        out.push_str(&format!("  {}\n", paint.dim(&format!("listed in {html}"))));
    }
    out
}

fn group<T>(out: &mut String, gaps: &[Gap<T>], what: impl Fn(usize) -> String, paint: Paint) {
    let all: usize = gaps.iter().map(|g| g.items.len()).sum();
    if all == 0 {
        return;
    }
    if let [only] = gaps {
        let reason = cut(&only.reason, MOST);
        out.push_str(&format!("  {}: {reason}\n", paint.yellow(&what(all))));
        return;
    }
    out.push_str(&format!("  {}\n", paint.yellow(&what(all))));
    for gap in gaps.iter().take(REASONS) {
        let reason = cut(&gap.reason, MOST);
        out.push_str(&format!("    {:>3}  {reason}\n", gap.items.len()));
    }
    let rest: usize = gaps.iter().skip(REASONS).map(|g| g.items.len()).sum();
    if rest > 0 {
        out.push_str(&format!("    {rest:>3}  for other reasons\n"));
    }
}
