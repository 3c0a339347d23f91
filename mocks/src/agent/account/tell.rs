//! What applications are told of deposits.

use super::collect::Collected;
use super::{Account, Denied};
use crate::agent::line::{Line, Listed, Told};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until, timeout_at};
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
        let pace = &self.parts.pace;
        let began = Instant::now();
        let due = began + within.saturating_sub(pace.margin);
        let end = (began + wait).min(due);
        let overlap = due.min(end.max(began + pace.overlap));
        let mut news = self.news.subscribe();
        let mut why = None;
        while Instant::now() < due {
            let has_some = self.has_untold(application);
            let left = match has_some {
                true => Duration::ZERO,
                false => end.saturating_duration_since(Instant::now()),
            };
            let asked = tokio::select! {
                biased;
                asked = self.ask(left) => asked,
                // Somebody else asks, and would be told of anything new.
                () = sleep(Duration::ZERO), if has_some => break,
                _ = news.changed() => continue,
                () = sleep_until(overlap) => break,
            };
            match timeout_at(due, asked).await {
                Err(_) | Ok(Err(_)) => break,
                Ok(Ok(Collected::Whole(_))) => {
                    why = None;
                    if self.has_untold(application) || Instant::now() + PAUSE >= end {
                        break;
                    }
                }
                Ok(Ok(Collected::NotSent(error))) if why.is_none() && !has_some => {
                    return Err(error.into());
                }
                Ok(Ok(Collected::NotSent(error))) => why = Some(error.to_string()),
                Ok(Ok(Collected::Lost(error))) => why = Some(error),
                Ok(Ok(Collected::Refused(error) | Collected::Unwritten(error))) => {
                    why = Some(error);
                    break;
                }
            }
            if why.is_some() {
                sleep(PAUSE).await;
            }
        }
        match why {
            Some(why) if !self.has_untold(application) => Err(Denied::Failed(why)),
            _ => self.tell_deposits(application),
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

fn deposited(listed: &Listed) -> Deposited {
    Deposited {
        transaction_id: listed.transaction_id.clone(),
        amount: listed.amount.to_string(),
        userid: listed.userid.clone(),
    }
}
