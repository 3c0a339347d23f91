//! Texts that the holder is told to send, and how it is told of keys.

use record::Holding;

use super::payments::one;
pub(super) use crate::steps::pictures::plain;
use crate::{
    holder::{Payee, World},
    runner::{Halt, Step},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "the holder is told to pay {amount} to {name} with {text} as transaction id and userid",
            "Both as they are written; ␠, ␉, ␊ and ␍ stand for blank, tab, line feed and carriage return, ␁ for a character that XML has not.",
            |w, args| {
                Box::pin(async move {
                    let text = plain(args.text(2));
                    both(w, &args, &text).await
                })
            },
        ),
        Definition::new(
            "the holder is told to pay {amount} to {name} with {int} {word} as transaction id and userid",
            "Both of so many code points: letters, accents, or symbols beyond the first plane.",
            |w, args| Box::pin(long(w, args)),
        ),
        Definition::new(
            "the holder is told to pay {amount} to {name}, whose key is told in small letters",
            "Key identifiers are the same in either case.",
            |w, args| {
                Box::pin(async move {
                    let to = Payee {
                        small_letters: true,
                        ..Payee::plain(args.text(1))
                    };
                    let amount = w.spell(args.amount(0)?);
                    one(w, &to, &amount).await
                })
            },
        ),
        Definition::new(
            "nothing else was sent in its place",
            "What came for the recipient of the last payment had its amount, by value, its transaction id and its user.",
            |w, _| {
                Box::pin(async move {
                    let last = w.these.last().copied();
                    let call = last.ok_or_else(|| Halt::error("nothing was paid"))?;
                    w.expect(Holding::Verbatim { call })
                })
            },
        ),
    ]
}

async fn both(w: &mut World, args: &Args, text: &str) -> Step {
    let amount = w.spell(args.amount(0)?);
    let to = Payee {
        transaction_id: Some(text),
        userid: Some(text),
        ..Payee::plain(args.text(1))
    };
    one(w, &to, &amount).await
}

async fn long(w: &mut World, args: Args) -> Step {
    let of: &[char] = match args.text(3) {
        "letters" => &['a', 'B', 'c', '7'],
        "accents" => &['é', 'ß', 'Ł', 'ø'],
        "symbols" => &['𝄞', '🜚', '😀', '𝟘'],
        other => {
            return Err(Halt::error(format!(
                "nobody knows which characters are {other:?}"
            )));
        }
    };
    let length: usize = args.number(2)?;
    let text: String = (0..length)
        .map(|_| of[w.random.usize(..of.len())])
        .collect();
    both(w, &args, &text).await
}
