//! Everything that a holder does beside answering.

use super::store::Over;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::task::JoinSet;

/// Tasks that end together.
#[derive(Clone, Default)]
pub(crate) struct Crew {
    tasks: Arc<Mutex<Option<JoinSet<()>>>>,
    over: Over,
}

impl Crew {
    /// Nobody yet.
    pub(crate) fn new() -> Crew {
        let tasks = Arc::new(Mutex::new(Some(JoinSet::new())));
        Crew {
            tasks,
            over: Over::default(),
        }
    }

    /// Whether it has ended, for those who write.
    pub(crate) fn over(&self) -> Over {
        self.over.clone()
    }

    /// Lets something go on by itself.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(tasks) = tasks.as_mut() {
            while tasks.try_join_next().is_some() {}
            tasks.spawn(task);
        }
    }

    /// Ends everything, as a process that is killed does.
    pub(crate) fn end(&self) {
        self.over.say();
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        drop(tasks.take());
    }
}
