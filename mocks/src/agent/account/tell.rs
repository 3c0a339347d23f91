//! What applications are told of deposits.

use super::collect::Collected;
use super::{Account, Denied};
use crate::agent::line::{Line, Listed, Told};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep, sleep_until};
use wire::adapter::{Deposited, Statement};

/// Who has lost a reply pauses so long before asking again.
const PAUSE: Duration = Duration::from_millis(200);

impl Account {
    /// Tells an application what has arrived for it. `wait`: so long it is worth waiting for something.
    pub(crate) async fn deposits(
        self: &Arc<Self>,
        application: Option<&str>,
        wait: Duration,
        within: Duration,
    ) -> Result<Statement, Denied> {
        self.nudge();
        let began = Instant::now();
        let due = began + within.saturating_sub(self.parts.pace.margin);
        let end = (began + wait).min(due);
        let mut why;
        loop {
            let left = match self.has_untold(application) {
                true => Duration::ZERO,
                false => end.saturating_duration_since(Instant::now()),
            };
            match self.hear(application, self.ask(left), due).await {
                Collected::Whole(_) if self.has_untold(application) || is_over(end) => {
                    return self.tell_deposits(application);
                }
                Collected::Whole(_) => continue,
                Collected::NotSent(error) => why = Denied::from(error),
                Collected::Lost(error) => why = Denied::Failed(error),
                Collected::Refused(error) | Collected::Unwritten(error) => {
                    why = Denied::Failed(error);
                    break;
                }
            }
            if is_over(due) || matches!(why, Denied::Refused(_)) {
                break;
            }
            // Its deposits may come again, and if not, the balance tells.
            sleep(PAUSE).await;
        }
        match self.has_untold(application) {
            true => self.tell_deposits(application),
            false => Err(why),
        }
    }

    /// Waits for what comes of a question, or for something for this application that another one has brought.
    async fn hear(
        &self,
        application: Option<&str>,
        mut asked: oneshot::Receiver<Collected>,
        due: Instant,
    ) -> Collected {
        let mut news = self.news.subscribe();
        let had_some = self.has_untold(application);
        loop {
            tokio::select! {
                collected = &mut asked => {
                    return collected.unwrap_or(Collected::Lost("it is over".to_owned()));
                }
                _ = news.changed() => {
                    if !had_some && self.has_untold(application) {
                        return Collected::Whole(None);
                    }
                }
                () = sleep_until(due) => {
                    return Collected::Lost("no reply in time".to_owned());
                }
            }
        }
    }

    fn has_untold(&self, application: Option<&str>) -> bool {
        self.book(|book| !book.untold(application).is_empty())
    }

    /// Tells an application of its deposits, which are written down as told before they are.
    fn tell_deposits(&self, application: Option<&str>) -> Result<Statement, Denied> {
        let Some(balance) = self.book(|book| book.balance.told()) else {
            return Err(Denied::Failed("the issuer has told nothing yet".to_owned()));
        };
        let unattributed = self.book(|book| book.balance.unattributed());
        let mut deposits = Vec::new();
        self.store.write_if(|books| {
            let untold = books.account(&self.identity).untold(application);
            deposits = untold.iter().map(|(_, it)| deposited(it)).collect();
            let told = Line::Told(Told {
                identity: self.identity.clone(),
                deposits: untold.iter().map(|(n, _)| *n).collect(),
            });
            (!deposits.is_empty()).then_some(told)
        })?;
        Ok(Statement {
            deposits,
            balance: balance.to_string(),
            unattributed: unattributed.is_positive().then(|| unattributed.to_string()),
        })
    }
}

/// Whether hardly any time is left.
fn is_over(end: Instant) -> bool {
    Instant::now() + PAUSE >= end
}

fn deposited(listed: &Listed) -> Deposited {
    Deposited {
        transaction_id: listed.transaction_id.clone(),
        amount: listed.amount.to_string(),
        userid: listed.userid.clone(),
    }
}
