//! What a balance tells about transfers that nobody answered, and about deposits that nobody listed.
//!
//! A holder adds up what its balance has to be: what the issuer told last, and the deposits listed and the fees told since. The
//! difference to what the issuer tells next is what transfers have cost meanwhile, less what has arrived in replies that were
//! lost. Nothing is concluded from it but what follows whatever the issuer charges, with one exception: that no failed transfer
//! costs more than any message did so far.

use wire::Amount;

/// What is known about an account's balance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Balance {
    /// As the issuer told it last.
    told: Option<Amount>,
    /// What it has to be, but for `spent` and `lost`; absent where nobody knows.
    expected: Option<Amount>,
    /// Transfers that are not in `expected`, in the order of their counters. Only the last can be open.
    spent: Vec<Spent>,
    /// How many replies may have been lost since `expected` was told.
    lost: u32,
    /// The highest fee that the issuer has told so far.
    highest_fee: Amount,
    /// What has arrived and no deposit accounts for.
    unattributed: Amount,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Spent {
    counter: u64,
    amount: Amount,
    /// What it has cost; absent while it is open.
    cost: Option<Amount>,
    /// Whether `expected` is already without it.
    is_in: bool,
}

/// What a balance tells about the open transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// It was executed.
    Executed,
    /// It was recorded as a failure, which cost a fee.
    Failed,
    /// It was recorded, either way.
    Recorded,
    /// It was not executed before the balance was told.
    NotYet,
    /// Nothing.
    Nothing,
}

impl Seen {
    /// Whether no later balance can tell anything else.
    pub(crate) fn is_final(self) -> bool {
        matches!(self, Seen::Executed | Seen::Failed | Seen::Recorded)
    }
}

impl Balance {
    /// As the issuer told it last.
    pub(crate) fn told(&self) -> Option<Amount> {
        self.told
    }

    /// The highest fee that the issuer has told so far.
    pub(crate) fn highest_fee(&self) -> Amount {
        self.highest_fee
    }

    /// What has arrived and no deposit accounts for.
    pub(crate) fn unattributed(&self) -> Amount {
        self.unattributed
    }

    /// Whether the next balance would tell for certain what the next transfer has cost.
    pub(crate) fn is_clear(&self) -> bool {
        self.expected.is_some() && self.lost == 0
    }

    /// A transfer is about to be sent.
    pub(crate) fn sent(&mut self, counter: u64, amount: Amount) {
        self.spent.push(Spent {
            counter,
            amount,
            cost: None,
            is_in: false,
        });
    }

    /// Nothing of it was sent.
    pub(crate) fn withdrawn(&mut self, counter: u64) {
        self.spent.retain(|spent| spent.counter != counter);
    }

    /// A transfer is settled, and has cost this; absent where nobody knows.
    pub(crate) fn settled(&mut self, counter: u64, cost: Option<Amount>, fee: Option<Amount>) {
        self.note_fee(fee.unwrap_or_default());
        let Some(spent) = self.spent.iter_mut().find(|it| it.counter == counter) else {
            return;
        };
        if spent.is_in || cost.is_some() {
            spent.cost = Some(cost.unwrap_or_default());
            self.spent
                .retain(|spent| !spent.is_in || spent.cost.is_none());
        } else {
            self.forget();
        }
    }

    /// A reply may have been lost, with deposits and a fee in it.
    pub(crate) fn lost(&mut self) {
        self.lost += 1;
    }

    /// A reply has come while another was on its way. Which of them the issuer wrote first, nobody knows, and so neither what
    /// the balance is without; but what was listed was listed.
    pub(crate) fn overlapped(&mut self, deposits: Amount, fee: Amount, told: Amount) {
        self.note_fee(fee);
        self.told = Some(told);
        let listed = self.expected.and_then(|it| it.checked_add(deposits));
        self.expected = listed.and_then(|it| it.checked_sub(fee));
    }

    /// A reply has come. Transfers up to `after` had been settled when it was asked for, so that it must know them.
    pub(crate) fn replied(
        &mut self,
        deposits: Amount,
        fee: Amount,
        told: Amount,
        after: Option<u64>,
    ) -> Seen {
        self.note_fee(fee);
        self.told = Some(told);
        let expected = self
            .expected
            .and_then(|it| it.checked_add(deposits))
            .and_then(|it| it.checked_sub(fee));
        let Some((expected, gap)) = expected.and_then(|it| Some((it, it.checked_sub(told)?)))
        else {
            self.begin(told, after);
            return Seen::Nothing;
        };
        self.expected = Some(expected);
        match self.lost {
            0 => self.whole(gap, told, after),
            _ => self.holey(gap, told, after),
        }
    }

    /// No reply was lost: the difference is what some of the transfers have cost, the first so and so many.
    fn whole(&mut self, gap: Amount, told: Amount, after: Option<u64>) -> Seen {
        let is_open = self.is_open();
        let known: Vec<Amount> = self.pending().filter_map(|it| it.cost).collect();
        let sure = self.pending().filter(|it| is_known(it, after)).count();
        let mut sum = Amount::ZERO;
        let mut included = None;
        for n in 0..=known.len() {
            if n >= sure && sum == gap {
                included = Some(n);
                break;
            }
            let next = known.get(n).copied().unwrap_or_default();
            sum = sum.checked_add(next).unwrap_or(sum);
        }
        if let Some(included) = included {
            self.include(included, told);
            return if is_open { Seen::NotYet } else { Seen::Nothing };
        }
        let cost = gap.checked_sub(sum).unwrap_or_default();
        if is_open && cost.is_positive() {
            return self.open_cost(cost, told);
        }
        self.unexplained(gap, told, after);
        Seen::Nothing
    }

    /// The open transfer has cost this, and nothing else has.
    fn open_cost(&mut self, cost: Amount, told: Amount) -> Seen {
        let amount = self.open_amount();
        let known = self.pending().filter(|it| it.cost.is_some()).count();
        self.include(known, told);
        if let Some(open) = self.spent.last_mut() {
            open.is_in = true;
        }
        match () {
            () if cost < amount => Seen::Failed,
            () if cost <= self.highest_fee => Seen::Recorded,
            () => Seen::Executed,
        }
    }

    /// Replies were lost: the difference is less what arrived in them, and more what they cost.
    fn holey(&mut self, gap: Amount, told: Amount, after: Option<u64>) -> Seen {
        let sum = self.known_sum();
        if !self.is_open() {
            let all_known = self.pending().all(|it| is_known(it, after));
            if all_known {
                self.unexplained(gap, told, after);
            }
            return Seen::Nothing;
        }
        let cost = gap.checked_sub(sum).unwrap_or_default();
        let mut fees = self.highest_fee;
        for _ in 0..self.lost.min(1000) {
            fees = fees.checked_add(self.highest_fee).unwrap_or(fees);
        }
        if cost >= self.open_amount() && cost > fees {
            return Seen::Executed;
        }
        Seen::Nothing
    }

    /// All transfers are in the balance, and what else is missing or too much has to do with deposits.
    fn unexplained(&mut self, gap: Amount, told: Amount, after: Option<u64>) {
        let more = self.known_sum().checked_sub(gap).unwrap_or_default();
        // Less than expected: what was counted here has been listed after all, or it is the fee of a reply that was lost.
        let counted = self.unattributed.checked_add(more).unwrap_or_default();
        self.unattributed = counted.max(Amount::ZERO);
        self.begin(told, after);
    }

    /// Begins anew from a balance, which knows all transfers up to `after`.
    fn begin(&mut self, told: Amount, after: Option<u64>) {
        self.spent.retain(|it| !is_known(it, after));
        self.lost = 0;
        // Whether it knows the others as well, nobody can tell.
        self.expected = self.spent.is_empty().then_some(told);
    }

    fn include(&mut self, count: usize, told: Amount) {
        self.spent.retain(|it| !it.is_in || it.cost.is_none());
        self.spent.drain(..count.min(self.spent.len()));
        self.expected = Some(told);
    }

    fn forget(&mut self) {
        self.spent.clear();
        self.expected = None;
        self.lost = 0;
    }

    fn pending(&self) -> impl Iterator<Item = &Spent> {
        self.spent.iter().filter(|it| !it.is_in)
    }

    fn known_sum(&self) -> Amount {
        let known = self.pending().filter_map(|it| it.cost);
        known.fold(Amount::ZERO, |sum, cost| {
            sum.checked_add(cost).unwrap_or(sum)
        })
    }

    fn is_open(&self) -> bool {
        self.pending().any(|it| it.cost.is_none())
    }

    fn open_amount(&self) -> Amount {
        self.spent.last().map_or(Amount::ZERO, |it| it.amount)
    }

    fn note_fee(&mut self, fee: Amount) {
        self.highest_fee = self.highest_fee.max(fee);
    }
}

fn is_known(spent: &Spent, after: Option<u64>) -> bool {
    spent.cost.is_some() && after.is_some_and(|after| spent.counter <= after)
}
