//! Transfers that say something unusual: hostile texts, odd numbers, keys that are none.

use futures::FutureExt;
use wire::TransferFunds;

use super::transfers::{ordinary, send};
pub(super) use crate::steps::pictures::plain;
use crate::{
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} sends the amount {text} to {name}",
            "Sends an amount as it is written, never varied. ␠, ␉, ␊ and ␍ stand for blank, tab, line feed and carriage return, \
             ⟨A0⟩ for the character with that number.",
            |w, a| amount(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends {amount} to {name}, and a tenth of the smallest amount",
            "Sends an amount with a digit more than the issuer holds. It is not varied.",
            |w, a| finer(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends {amount} to {name}, whose key is written {text}",
            "Sends to a key that is spelt in another way than usual, or wrongly.",
            |w, a| key(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends {amount} to {name} with the transaction id {text}",
            "Sends a transaction id as it is written; symbols for white space as above.",
            |w, a| transaction_id(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends {amount} to {name} with a transaction id of {int} {word}",
            "Sends a transaction id of so many code points: letters, accents, or symbols beyond the first plane.",
            |w, a| long_transaction_id(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends {amount} to {name} for a user of {int} {word}",
            "Sends a userid of so many code points, of the same characters.",
            |w, a| long_user(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends {amount} to {name} for the user {text}",
            "Sends a userid as it is written; symbols for white space as above. It may be empty.",
            |w, a| user(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends {amount} to {name}, naming {name}'s key as the user",
            "Sends with a holder's key identifier as userid.",
            |w, a| user_is_key(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends what {name} sent",
            "Sends the last transfer of somebody else, every part of it unchanged, over a connection of its own.",
            |w, a| sends_what_another_sent(w, a).boxed(),
        ),
        Definition::new(
            "{name} sends {amount} to the issuer",
            "Sends to the key that the issuer's own certificate shows. What goes there does not come back.",
            |w, a| to_the_issuer(w, a).boxed(),
        ),
    ]
}

/// The transfer of steps that begin `{name} sends {amount} to {name}`.
fn begun(w: &mut World, a: &Args) -> Result<TransferFunds, Halt> {
    let amount = w.vary(a.amount(1)?).to_string();
    ordinary(w, a.text(0), &amount, a.text(2))
}

async fn amount(w: &mut World, a: Args) -> Step {
    let transfer = ordinary(w, a.text(0), &plain(a.text(1)), a.text(2))?;
    send(w, a.text(0), transfer).await.map(drop)
}

async fn finer(w: &mut World, a: Args) -> Step {
    let amount = w.settings.scale.digit_too_many(a.amount(1)?);
    let transfer = ordinary(w, a.text(0), &amount, a.text(2))?;
    send(w, a.text(0), transfer).await.map(drop)
}

async fn key(w: &mut World, a: Args) -> Step {
    let mut transfer = begun(w, &a)?;
    let right = transfer.recipient.clone();
    transfer.recipient = match a.text(3) {
        "in lower case" => right.to_lowercase(),
        "in mixed case" => right
            .char_indices()
            .map(|(n, c)| match n % 2 {
                0 => c.to_ascii_lowercase(),
                _ => c,
            })
            .collect(),
        "between white space" => format!("\n\t{right} "),
        "without its last digit" => right[..right.len() - 1].to_owned(),
        "without its last byte" => right[..right.len() - 2].to_owned(),
        "with a digit too many" => format!("{right}0"),
        "with 0x in front" => format!("0x{right}"),
        "with a letter that is no digit" => format!("G{}", &right[1..]),
        "in full-width characters" => full_width(&right),
        "with a blank inside" => format!("{} {}", &right[..32], &right[32..]),
        "with colons between the bytes" => {
            let pairs: Vec<&str> = (0..right.len() / 2)
                .map(|n| &right[2 * n..2 * n + 2])
                .collect();
            pairs.join(":")
        }
        "as the first half only" => right[..32].to_owned(),
        "not at all" => String::new(),
        other => return Err(Halt::error(format!("nobody knows how to write {other:?}"))),
    };
    send(w, a.text(0), transfer).await.map(drop)
}

/// Digits and letters that look the same in a line of Chinese (U+FF10 and on), and none of the digits of spec/lcp.md, section 5.
fn full_width(text: &str) -> String {
    const AWAY: u32 = '\u{ff10}' as u32 - '0' as u32;
    let wide = text
        .chars()
        .map(|c| char::from_u32(u32::from(c) + AWAY).unwrap_or(c));
    wide.collect()
}

async fn transaction_id(w: &mut World, a: Args) -> Step {
    let mut transfer = begun(w, &a)?;
    transfer.transaction_id = plain(a.text(3));
    send(w, a.text(0), transfer).await.map(drop)
}

/// The text of steps that end `of {int} {word}`.
fn long(a: &Args) -> Result<String, Halt> {
    let one = match a.text(4) {
        "letters" => 'a',
        "accents" => 'é',
        "symbols" => '𝄞',
        other => return Err(Halt::error(format!("nobody knows how to make {other}"))),
    };
    Ok(std::iter::repeat_n(one, a.number(3)?).collect())
}

async fn long_transaction_id(w: &mut World, a: Args) -> Step {
    let mut transfer = begun(w, &a)?;
    transfer.transaction_id = long(&a)?;
    send(w, a.text(0), transfer).await.map(drop)
}

async fn long_user(w: &mut World, a: Args) -> Step {
    let mut transfer = begun(w, &a)?;
    transfer.userid = Some(long(&a)?);
    send(w, a.text(0), transfer).await.map(drop)
}

async fn user(w: &mut World, a: Args) -> Step {
    let mut transfer = begun(w, &a)?;
    transfer.userid = Some(plain(a.text(3)));
    send(w, a.text(0), transfer).await.map(drop)
}

async fn user_is_key(w: &mut World, a: Args) -> Step {
    let mut transfer = begun(w, &a)?;
    transfer.userid = Some(w.key_of(a.text(3))?);
    send(w, a.text(0), transfer).await.map(drop)
}

async fn sends_what_another_sent(w: &mut World, a: Args) -> Step {
    let (name, other) = (a.text(0), a.text(1));
    let sent = w.sent.get(other).cloned();
    let transfer = sent
        .ok_or_else(|| Halt::error(format!("{other} has sent nothing")))?
        .transfer;
    let counter: u64 = transfer.message_counter.parse().unwrap_or_default();
    let holder = w.holder(name)?;
    holder.next_counter = holder.next_counter.max(counter + 1);
    send(w, name, transfer).await.map(drop)
}

async fn to_the_issuer(w: &mut World, a: Args) -> Step {
    let payer = a.text(0);
    let amount = w.vary(a.amount(1)?).to_string();
    let mut transfer = ordinary(w, payer, &amount, payer)?;
    let (recorder, patience) = (std::sync::Arc::clone(&w.recorder), w.call(0).patience);
    let holder = w.holder(payer)?;
    let connection = holder.connection(&recorder, patience).await;
    let connection = connection.map_err(|e| Halt::inconclusive(format!("no connection: {e:?}")))?;
    let key = connection.issuer_key();
    holder.keep(Some(connection));
    transfer.recipient = key
        .ok_or_else(|| Halt::inconclusive("the issuer's certificate cannot be read"))?
        .to_string();
    send(w, payer, transfer).await.map(drop)
}

#[cfg(test)]
mod tests {
    #[test]
    fn control_pictures_stand_for_white_space() {
        assert_eq!(super::plain("␠a␉b␊c␍d é"), " a\tb\nc\rd é");
        assert_eq!(super::plain("1⟨200B⟩2⟨A0⟩"), "1\u{200B}2\u{A0}");
        assert_eq!(super::plain("⟨⟩⟨no⟩⟨"), "⟨⟩⟨no⟩⟨");
    }
}
