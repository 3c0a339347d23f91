//! A program in the suite's own steps.

use super::{
    about::about,
    model::Model,
    op::{HOLDERS, ONE, Op, Over, Part, Units, Way},
};

/// How long requests wait, in milliseconds: so long that something can happen meanwhile.
const WAIT: u32 = 800;

/// Who can be in a story, and how one speaks of them. Not Carol: steps bring her in by themselves.
const PEOPLE: [(&str, &str, &str); 10] = [
    ("Alice", "she", "her"),
    ("Bob", "he", "his"),
    ("Dora", "she", "her"),
    ("Edgar", "he", "his"),
    ("Frida", "she", "her"),
    ("Gustav", "he", "his"),
    ("Hanna", "she", "her"),
    ("Ivo", "he", "his"),
    ("Judith", "she", "her"),
    ("Konrad", "he", "his"),
];

/// A name, and how one speaks of who bears it.
pub type Person = (&'static str, &'static str, &'static str);

/// A program, and who is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// What happens.
    pub ops: Vec<Op>,
    /// Who the holders are.
    pub people: [Person; HOLDERS],
    /// The most that a message may cost.
    pub dearest: Units,
}

/// Where in a scenario a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Given,
    When,
    Then,
}

/// A step, and which operation it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The operation by its number, where it belongs to one.
    pub op: Option<usize>,
    mood: Mood,
    text: String,
}

impl Program {
    /// Three people, as a seed picks them.
    #[must_use]
    pub fn cast(seed: u64) -> [Person; HOLDERS] {
        let mut people = PEOPLE;
        fastrand::Rng::with_seed(seed).shuffle(&mut people);
        [people[0], people[1], people[2]]
    }

    /// Whether each operation has a sense where it stands.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let mut model = Model::funded(self.dearest, &self.ops);
        self.ops.iter().all(|op| {
            let allowed = model.allows(op);
            model = model.clone().after(op);
            allowed
        })
    }

    /// The program without what has no sense where it stands.
    #[must_use]
    pub fn sound(mut self) -> Self {
        while !self.is_sound() {
            let mut model = Model::funded(self.dearest, &self.ops);
            let bad = self.ops.iter().position(|op| {
                let allowed = model.allows(op);
                model = model.clone().after(op);
                !allowed
            });
            if let Some(at) = bad {
                self.ops.remove(at);
            }
        }
        self
    }

    /// Whether it does all that another one does, in that order, and perhaps more: then it is taken to fail for the same reason.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        let mut own = self.ops.iter();
        let mut acts = other.ops.iter().filter(|op| !op.is_look());
        acts.all(|act| own.any(|op| op.is_one(act)))
    }

    /// The requirement that its expectations decide.
    #[must_use]
    pub fn about(&self) -> &'static str {
        about(&self.ops)
    }

    /// Its steps.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let mut model = Model::funded(self.dearest, &self.ops);
        let mut lines = Vec::new();
        for (account, (name, ..)) in model.accounts.iter().zip(self.people) {
            if account.funds > 0 {
                let text = format!("{name} holds {} Claire dollars", decimal(account.funds));
                lines.push(Line {
                    op: None,
                    mood: Mood::Given,
                    text,
                });
            }
        }
        for (n, op) in self.ops.iter().enumerate() {
            let mut say = |mood, text| {
                lines.push(Line {
                    op: Some(n),
                    mood,
                    text,
                });
            };
            self.tell(op, &model, &mut say);
            model = model.after(op);
        }
        lines
    }

    fn tell(&self, op: &Op, model: &Model, say: &mut impl FnMut(Mood, String)) {
        let name = |who: usize| self.people[who].0;
        let mut act = |text: String| say(Mood::When, text);
        match *op {
            Op::Send {
                from,
                to,
                amount,
                way,
            } => {
                let (payer, to, amount) = (name(from), name(to), decimal(amount));
                match way {
                    Way::Whole => act(format!("{payer} sends {amount} to {to}")),
                    Way::Lost => act(format!(
                        "{payer} sends {amount} to {to}, and the connection breaks before the answer"
                    )),
                    Way::Stutter => {
                        act(format!(
                            "{payer} begins to send {amount} to {to}, and the connection breaks \"in the middle\""
                        ));
                        act(format!("{payer} sends the message whole"));
                    }
                    Way::Copies(copies) => act(format!(
                        "{payer} sends 1 message of {amount} to {to}, each in {copies} copies at once over as many connections"
                    )),
                }
            }
            Op::TooMuch { from, to, more } => {
                let amount = decimal(model.too_much(from, more));
                act(format!("{} sends {amount} to {}", name(from), name(to)));
                say(Mood::Then, "the transfer fails for good".into());
            }
            Op::MoneyComes(who) => {
                let amount = decimal(model.lacking(who));
                act(format!("{} is lent {amount} more", name(who)));
            }
            Op::Again(who, over) => {
                let over = match over {
                    Over::Same => "over the same connection",
                    Over::New => "over a new connection",
                    Over::Session => "in a new session",
                };
                act(format!("{} sends the same message again {over}", name(who)));
            }
            Op::FirstAgain(who) => act(format!("{}'s first message arrives once more", name(who))),
            Op::Altered(who, part) => {
                let part = match part {
                    Part::Amount => "amount",
                    Part::TransactionId => "transaction-id",
                    Part::User => "user",
                };
                let payer = name(who);
                act(format!(
                    "{payer} sends the same message again, with another {part}"
                ));
            }
            Op::Lower { from, to, amount } => {
                let (payer, to, amount) = (name(from), name(to), decimal(amount));
                act(format!(
                    "{payer} sends {amount} to {to} under a lower message counter"
                ));
            }
            Op::Wait(who) => act(format!("{} asks, and will wait {WAIT} ms", name(who))),
            Op::HangUpWaiting(who) => act(format!(
                "{} asks, will wait {WAIT} ms, and hangs up",
                name(who)
            )),
            Op::LoseReply(who) => act(format!(
                "{} asks, and the connection breaks before the whole answer is there",
                name(who)
            )),
            Op::Ask(who) => act(format!(
                "{} looks at {} account",
                name(who),
                self.people[who].2
            )),
            Op::HangUp(who) => act(format!("{} puts the connection down", name(who))),
            Op::Forget(who) => act(format!(
                "{} puts the connection down and forgets the session",
                name(who)
            )),
            Op::Lists(who) => say(Mood::Then, self.lists(model, who)),
            Op::Holds(who) => {
                let (name, she, _) = self.people[who];
                let amount = decimal(model.holds(who));
                say(
                    Mood::Then,
                    format!("{name} holds {amount}, less the fees {she} was told"),
                );
            }
            Op::Succeeds => say(Mood::Then, "the transfer succeeds".into()),
        }
    }

    /// What a holder is told: in the plain words where nothing but the next reply is in question, else over all replies.
    fn lists(&self, model: &Model, who: usize) -> String {
        let (name, ..) = self.people[who];
        let account = &model.accounts[who];
        let plain = !account.has_waited && !account.reply_lost;
        match (account.fresh, account.deposits.last()) {
            (0, _) if plain => format!("{name} finds no deposit"),
            (1, Some(amount)) if plain && account.last_arrived => {
                format!("{name} finds one deposit of {}", decimal(*amount))
            }
            _ => {
                let at_most = if account.reply_lost { "at most " } else { "" };
                format!(
                    "{name} has been told of \"{}\" in all, each {at_most}once",
                    enumerate(&account.deposits)
                )
            }
        }
    }

    /// The program as a scenario that decides a requirement: its amounts are what they are.
    #[must_use]
    pub fn scenario(&self, requirement: &str, name: &str) -> String {
        let mut text = format!("  @{requirement} @as-printed\n  Scenario: {name}\n");
        let mut before = None;
        for line in self.lines() {
            let keyword = match line.mood {
                mood if before == Some(mood) => "And",
                Mood::Given => "Given",
                Mood::When => "When",
                Mood::Then => "Then",
            };
            before = Some(line.mood);
            text.push_str(&format!("    {keyword} {}\n", line.text));
        }
        text
    }
}

/// Amounts as they are enumerated in a sentence.
fn enumerate(amounts: &[Units]) -> String {
    let amounts: Vec<String> = amounts.iter().map(|a| decimal(*a)).collect();
    match amounts.as_slice() {
        [] => "nothing".into(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// An amount as it is written, without a needless digit.
pub(super) fn decimal(amount: Units) -> String {
    let (whole, fraction) = (amount.div_euclid(ONE), amount.rem_euclid(ONE));
    let text = format!("{whole}.{fraction:06}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
