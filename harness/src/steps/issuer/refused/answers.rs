//! How answers are written.

use futures::FutureExt;
use record::Check;

use crate::steps::Definition;

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "every answer has the form that the description gives it",
            "Expects of every answer so far that it can be read, and answers what was asked.",
            |w, _| {
                async move { w.expect_id("lcp.issuer.soap.answer-form", Check::Form {}) }.boxed()
            },
        ),
        Definition::new(
            "every answer is in the namespaces that the description gives it",
            "Expects of every response so far that its wrapper is in LCP's namespace, and what is in it in none.",
            |w, _| {
                async move {
                    w.expect_id(
                        "lcp.issuer.soap.answer-namespace",
                        Check::AnswerNamespace {},
                    )
                }
                .boxed()
            },
        ),
        Definition::new(
            "every answer is encoded as it says",
            "Expects of every answer so far that it is in UTF-8 or UTF-16, and what its labels say.",
            |w, _| {
                async move { w.expect_id("lcp.issuer.soap.answer-encoding", Check::AnswerEncoding {}) }
                    .boxed()
            },
        ),
        Definition::new(
            "no Fault comes with a status of success",
            "Expects of every Fault so far a status of 4xx or 5xx.",
            |w, _| {
                async move { w.expect_id("lcp.issuer.soap.fault-status", Check::FaultStatus {}) }
                    .boxed()
            },
        ),
    ]
}
