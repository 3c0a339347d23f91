//! Sending, on a connection that is there or a new one.

use super::Account;
use crate::agent::transport::{Letter, Limit, Link, Mail, NotSent, Undelivered};

impl Account {
    /// A connection: the one that is kept, if it is of use, or a new one.
    pub(super) async fn connection(&self, kept: &mut Option<Link>) -> Result<Link, NotSent> {
        match kept.take().filter(|link| self.post.can_use(link)) {
            Some(link) => Ok(link),
            None => self.post.connect().await,
        }
    }

    /// Sends a letter, and keeps the connection if it has carried an answer. One that was closed while it was idle is replaced.
    pub(super) async fn exchange(
        &self,
        kept: &mut Option<Link>,
        letter: &Letter,
        limit: Limit,
    ) -> Result<Mail, Undelivered> {
        let mut link = self.connection(kept).await?;
        let mut heard = link.exchange(letter, limit).await;
        if let Err(Undelivered::NotSent(_)) = heard {
            link = self.post.connect().await?;
            heard = link.exchange(letter, limit).await;
        }
        if heard.as_ref().is_ok_and(|mail| mail.cut.is_none()) && !self.parts.manner.closes {
            *kept = Some(link);
        }
        heard
    }
}
