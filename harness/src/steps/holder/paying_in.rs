//! What is paid to the holder.

use std::time::Duration;

use wire::{Amount, Deposit};

use crate::{
    holder::{MAIN, World, amount_of},
    runner::{Halt, Step},
    steps::{Args, Definition, pictures::plain},
};

pub(super) fn steps() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "{amount} is paid to the holder",
            "Somebody pays the holder, under an id that is no invoice's.",
            |w, args| Box::pin(async move { times(w, &args, 1) }),
        ),
        Definition::new(
            "exactly {amount} is paid to the holder",
            "The same, and the amount is not varied.",
            |w, args| Box::pin(async move { exactly(w, &args, 1) }),
        ),
        Definition::new(
            "{amount} and {amount} are paid to the holder at once",
            "Two pay the holder, and nobody can learn of the one without the other.",
            |w, args| Box::pin(async move { both(w, &args) }),
        ),
        Definition::new(
            "exactly {amount} and {amount} are paid to the holder at once",
            "The same, and the amounts are not varied.",
            |w, args| Box::pin(async move { exactly(w, &args, 2) }),
        ),
        Definition::new(
            "{amount} is paid to the holder {int} times at once",
            "So many pay the holder, each the same, and nobody can learn of the one without the others.",
            |w, args| {
                Box::pin(async move {
                    let count = args.number(1)?;
                    times(w, &args, count)
                })
            },
        ),
        Definition::new(
            "{amount} is paid to the holder twice under one transaction id",
            "Somebody pays twice at one instant, and the payments look the same.",
            |w, args| Box::pin(async move { twice(w, &args) }),
        ),
        Definition::new(
            "{amount} is paid to the holder under the same transaction id",
            "Somebody pays as the last one did.",
            |w, args| Box::pin(async move { again(w, &args) }),
        ),
        Definition::new(
            "{amount} is paid to the holder under the transaction id {text}",
            "As it is written; ␠, ␉, ␊ and ␍ stand for blank, tab, line feed and carriage return.",
            |w, args| Box::pin(async move { under(w, &args) }),
        ),
        Definition::new(
            "{amount} is paid to the holder after {int} ms",
            "Somebody pays the holder, so long after the step begins.",
            |w, args| {
                Box::pin(async move {
                    tokio::time::sleep(Duration::from_millis(args.number(1)?)).await;
                    times(w, &args, 1)
                })
            },
        ),
        Definition::new(
            "{amount} is paid to the holder with {text} as transaction id and userid",
            "Somebody pays the holder under texts of a certain kind.",
            |w, args| Box::pin(async move { with_texts(w, &args) }),
        ),
        Definition::new(
            "{amount} is paid to the holder for nobody, and the reply says so by {text}",
            "Somebody pays the holder without a userid, and its element is left out or empty.",
            |w, args| Box::pin(async move { for_nobody(w, &args) }),
        ),
    ]
}

fn varied(w: &World, args: &Args, at: usize) -> Result<Amount, Halt> {
    w.varied(args.amount(at)?)
}

fn times(w: &mut World, args: &Args, count: usize) -> Step {
    let amount = varied(w, args, 0)?;
    let deposits = (0..count).map(|_| w.gift(amount)).collect();
    w.give(MAIN, deposits)
}

fn exactly(w: &mut World, args: &Args, count: usize) -> Step {
    let mut deposits = Vec::new();
    for at in 0..count {
        let amount = amount_of(args.amount(at)?)?;
        deposits.push(w.gift(amount));
    }
    w.give(MAIN, deposits)
}

fn both(w: &mut World, args: &Args) -> Step {
    let amounts = [varied(w, args, 0)?, varied(w, args, 1)?];
    let deposits = amounts.map(|amount| w.gift(amount)).to_vec();
    w.give(MAIN, deposits)
}

fn twice(w: &mut World, args: &Args) -> Step {
    let amount = varied(w, args, 0)?;
    let deposit = w.gift(amount);
    w.give(MAIN, vec![deposit.clone(), deposit])
}

fn again(w: &mut World, args: &Args) -> Step {
    let amount = varied(w, args, 0)?;
    let last = w.paid.last().cloned();
    let last = last.ok_or_else(|| Halt::error("nobody has paid the holder yet"))?;
    let deposit = Deposit {
        transaction_id: last.transaction_id,
        amount,
        userid: last.userid,
    };
    w.give(MAIN, vec![deposit])
}

fn under(w: &mut World, args: &Args) -> Step {
    let amount = varied(w, args, 0)?;
    let deposit = Deposit {
        transaction_id: plain(args.text(1)),
        ..w.gift(amount)
    };
    w.give(MAIN, vec![deposit])
}

fn with_texts(w: &mut World, args: &Args) -> Step {
    let amount = varied(w, args, 0)?;
    let kind = args.text(1);
    let salt = format!("{:08x}", w.random.u32(..));
    let text =
        text_of(kind, &salt).ok_or_else(|| Halt::error(format!("no text is called {kind:?}")))?;
    let deposit = Deposit {
        transaction_id: text.clone(),
        amount,
        userid: Some(text),
    };
    w.give(MAIN, vec![deposit])
}

/// A text of a kind, with something in it that varies. Each has at most 256 characters, all of which XML can hold.
fn text_of(kind: &str, salt: &str) -> Option<String> {
    let text = match kind {
        "leading and trailing blanks" => format!("  {salt}  {salt}   "),
        "markup and ampersands" => {
            format!("<deposit>{salt}</deposit>&amp;&#13;]]><!-- \"'&{salt}")
        }
        "a carriage return" => format!("{salt}\r{salt}\r\n{salt}"),
        "a line feed and a tab" => format!("{salt}\n{salt}\t{salt}"),
        "letters of many scripts" => format!("Grüße Ωμέγα Привет שלום 你好 {salt}"),
        "characters beyond 65535" => format!("🂡𝄞{salt}𐍈🏳"),
        "composed and decomposed" => format!("é e\u{301} {salt} ﬁ Å \u{212b}"),
        "256 characters" => salt
            .chars()
            .cycle()
            .take(252)
            .chain("ü🂡zz".chars())
            .collect(),
        _ => return None,
    };
    Some(text)
}

fn for_nobody(w: &mut World, args: &Args) -> Step {
    let amount = varied(w, args, 0)?;
    let userid = match args.text(1) {
        "no element" => None,
        "an empty element" => Some(String::new()),
        other => return Err(Halt::error(format!("no userid is written as {other:?}"))),
    };
    let deposit = Deposit {
        userid,
        ..w.gift(amount)
    };
    w.give(MAIN, vec![deposit])
}

#[cfg(test)]
mod tests {
    use super::text_of;

    #[test]
    fn the_longest_text_has_256_characters() {
        let text = text_of("256 characters", "0123abcd").unwrap();
        assert_eq!(text.chars().count(), 256);
        assert_eq!(text_of("a poem", ""), None);
    }
}
