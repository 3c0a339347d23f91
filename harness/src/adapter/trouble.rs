//! What can be wrong with an adapter, so that nothing can be learnt of its holder.

/// What is wrong with an adapter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It does not start.
    #[error("`{command}` does not start: {why}")]
    Start {
        /// The command.
        command: String,
        /// Why.
        why: String,
    },
    /// It ended.
    #[error("the adapter ended ({status}) before it had answered {op:?}{}", said(.grumbled))]
    Ended {
        /// How.
        status: String,
        /// What it was asked.
        op: String,
        /// What it said last on its standard error.
        grumbled: String,
    },
    /// It said nothing in time.
    #[error("the adapter did not answer {op:?} within {within_ms} ms{}", said(.grumbled))]
    Late {
        /// What it was asked.
        op: String,
        /// How long it had.
        within_ms: u128,
        /// What it said last on its standard error.
        grumbled: String,
    },
    /// It wrote something that is no answer.
    #[error(
        "the adapter wrote {line:?}, which is no answer: {why}; each line is one JSON object with the `id` of a request and `ok` or `error` (docs/adapter.md)"
    )]
    Garbage {
        /// What it wrote, as far as it is shown.
        line: String,
        /// What is wrong with it.
        why: String,
    },
    /// It answered what nobody asked.
    #[error("the adapter answered request {id}, which nobody made or which was answered before")]
    Unasked {
        /// The id.
        id: u64,
    },
    /// An `ok` lacks what it should have.
    #[error("the adapter's answer to {op:?} is not what docs/adapter.md says: {why}")]
    Shape {
        /// What it was asked.
        op: String,
        /// What is wrong.
        why: String,
    },
}

fn said(grumbled: &str) -> String {
    match grumbled.trim() {
        "" => String::new(),
        grumbled => format!("; it said last: {grumbled:?}"),
    }
}
