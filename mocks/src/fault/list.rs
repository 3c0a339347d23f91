//! The faults: what each is called, what it does, what must be found broken, and how it is done.

use super::amend::Amendment::{
    self, Accounts, Answer, Chancy, Channel, Disk, Door, Execute, Ledger, Mail, Notice, Refuse,
    Repair, Restored, Rewrite, Service, Sighted, Statement, Transfer, TurnAway,
};
use super::declare::faults;
use super::soap::{answers, envelopes, markup, misread, parts, refused, transport};
use super::{
    channel, counters, deposits, description, endurance, fees, published, soap, subtle, transfers,
    waits,
};
use http::Method;

faults! {
    /// A way in which an issuer can be wrong.
    pub enum Fault below "lcp.issuer." amended by Amendment;

    /// The recipient is credited with the amount less the fee, and told so.
    CreditsAmountLessFee "credits-amount-less-fee" ["transfer.exact"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*", "wait.*"]
        Execute(transfers::less_fee);
    /// Money for a recipient who has no account is debited and credited to nobody.
    UnknownRecipientLosesMoney "unknown-recipient-loses-money" ["transfer.creates-account"]
        Execute(transfers::loses_for_unknown);
    /// The recipient's balance grows by a millionth more than the amount.
    CreditsAMillionthTooMuch "credits-a-millionth-too-much" ["transfer.conserved"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Execute(transfers::too_much);
    /// A transfer that the payer has not enough for is executed, and makes the balance negative.
    InsufficientFundsExecuted "insufficient-funds-executed" ["transfer.insufficient-funds"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Execute(transfers::executes_without_funds);
    /// A transfer that would leave a balance of exactly 0 is refused.
    WholeBalanceRefused "whole-balance-refused" ["transfer.whole-balance"], may ["counter.maximum"]
        Execute(transfers::whole_balance);
    /// Every transfer that fails is answered `refused`, whatever the cause.
    FailureWordUnspecific "failure-word-unspecific" ["transfer.result-words"]
        Execute(transfers::unspecific_word);
    /// Balances are kept in binary floating point and cut off after six digits, so that ten times
    /// 0.1 is 0.999999.
    BinaryFloatingPoint "binary-floating-point" ["transfer.decimal"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Accounts(|| Box::new(transfers::FloatingPoint::default()));
    /// Amounts are rounded to two fraction digits before they are moved.
    RoundsAmountsToCents "rounds-amounts-to-cents" ["transfer.fraction-digits"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::rounds_to_cents);
    /// Amounts of a million millions and more are refused.
    LargeAmountsRefused "large-amounts-refused" ["transfer.integer-digits"]
        Execute(transfers::large_amounts);
    /// What follows the sixth fraction digit is cut off, and the rest executed.
    SeventhDigitCutOff "seventh-digit-cut-off" ["transfer.no-rounding"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::cuts_off_seventh_digit);
    /// A negative amount is executed and moves money backwards.
    NegativeAmountAccepted "negative-amount-accepted" ["transfer.positive"]
        Execute(transfers::negative_accepted);
    /// An amount of zero is executed, for the fee, and notified.
    ZeroAmountAccepted "zero-amount-accepted" ["transfer.positive"], may ["transfer.fails-without-effect"]
        Execute(transfers::zero_accepted);
    /// An amount with an exponent is executed.
    AcceptsExponent "accepts-exponent" ["transfer.lexical"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::accepts_exponent);
    /// An amount with white space around it is refused.
    RefusesWhiteSpace "refuses-white-space" ["transfer.white-space"], may ["soap.*"]
        Execute(transfers::white_space);
    /// An amount with a plus sign, or with a point at an end, is refused.
    RefusesSignsAndPoints "refuses-signs-and-points" ["transfer.signs-and-points"]
        Execute(transfers::odd_decimals);
    /// A transfer to oneself credits the amount without debiting it.
    SelfTransferMints "self-transfer-mints" ["transfer.to-oneself"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::mints_for_oneself);
    /// White space around a transaction id does not arrive.
    TransactionIdTrimmed "transaction-id-trimmed" ["transfer.transaction-id-verbatim"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Execute(transfers::trims_transaction_id);
    /// A payer's second transfer with the same transaction id is answered with success and not
    /// executed.
    TransactionIdDeduplicates "transaction-id-deduplicates" ["transfer.transaction-id-opaque"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Accounts(|| Box::new(transfers::Deduplicates::default()));
    /// A transaction id that is too long is cut off, and the transfer executed.
    TransactionIdTruncated "transaction-id-truncated" ["transfer.transaction-id-too-long"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::truncates_transaction_id);
    /// A userid that is too long is cut off, and the transfer executed.
    UseridTruncated "userid-truncated" ["transfer.userid-too-long"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::truncates_userid);
    /// The userid does not arrive with the deposit.
    UseridDropped "userid-dropped" ["transfer.userid"], may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::drops_userid);
    /// A transfer without a userid arrives with one.
    UseridInvented "userid-invented" ["transfer.userid-absent"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*", "wait.*"]
        Execute(transfers::invents_userid);
    /// A transfer to what is no key identifier is debited, and credited to nobody.
    MalformedRecipientDebits "malformed-recipient-debits" ["transfer.recipient-form"], may ["transfer.fails-without-effect"]
        Execute(transfers::malformed_debits);
    /// A recipient with lower-case digits is another account than the same in upper case.
    LowerCaseRecipientIsAnotherAccount "lower-case-recipient-is-another-account" ["transfer.recipient-case"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::lower_case_elsewhere);
    /// A userid that is a holder's key identifier says whose account is debited.
    UseridNamesThePayer "userid-names-the-payer" ["transfer.own-account-only"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::userid_pays);
    /// A transfer that fails for lack of money is credited all the same.
    FailedTransferCredits "failed-transfer-credits" ["transfer.fails-without-effect"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::credits_failed);
    /// A transfer that fails for lack of money is notified all the same.
    FailedTransferNotifies "failed-transfer-notifies" ["transfer.fails-without-effect"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Execute(transfers::notifies_failed);
    /// A payer who has no account gets the money to pay with.
    CreatesMoneyForNewPayer "creates-money-for-new-payer" ["transfer.without-account"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::creates_for_stranger);

    /// Every duplicate is executed again.
    ExecutesEveryDuplicate "executes-every-duplicate" ["counter.at-most-once"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Transfer(counters::every_duplicate);
    /// A duplicate is executed again when it comes over another connection.
    ExecutesDuplicateAfterReconnect "executes-duplicate-after-reconnect" ["counter.outlives-connection"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Ledger(|| Box::new(counters::AfterReconnect::default()));
    /// Duplicates are executed while the first of them is being processed.
    ExecutesConcurrentDuplicates "executes-concurrent-duplicates" ["counter.concurrent"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Service(counters::ConcurrentDuplicates::around);
    /// A duplicate is not executed, and answered `refused`.
    DuplicateSaysRefused "duplicate-says-refused" ["counter.replays"]
        Transfer(counters::duplicate_refused);
    /// A used counter is executed again when the content is another.
    ExecutesAlteredDuplicate "executes-altered-duplicate" ["counter.altered"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Transfer(counters::altered);
    /// A used counter with other content is answered `refused`.
    ConflictSaysRefused "conflict-says-refused" ["counter.altered-word"]
        Transfer(counters::conflict_refused);
    /// The highest counter seen with other content is executed if the transfer under it has failed.
    ExecutesAlteredAfterFailure "executes-altered-after-failure" ["counter.altered"],
        may ["fees.never-below-zero"]
        Transfer(counters::altered_after_failure);
    /// A counter below the highest seen is executed.
    ExecutesLowerCounter "executes-lower-counter" ["counter.lower"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Transfer(counters::lower);
    /// A counter below the highest seen is answered `refused`.
    StaleSaysRefused "stale-says-refused" ["counter.lower-word"]
        Transfer(counters::stale_refused);
    /// A counter that another holder has used counts as used.
    CounterSharedByAllHolders "counter-shared-by-all-holders" ["counter.per-holder"],
        may ["channel.*", "counter.*", "deposits.at-most-once", "fees.resumed-at-most-full", "soap.*", "transfer.*"]
        Ledger(|| Box::new(counters::SharedCounter::default()));
    /// A failed transfer leaves no trace of its counter, so that a duplicate may succeed later.
    FailedOutcomeNotRecorded "failed-outcome-not-recorded" ["counter.failure-recorded"],
        may ["counter.replays", "endurance.counters-survive"]
        Transfer(counters::forgets_failure);
    /// A holder's first counter is refused when it is 1000 or higher.
    FirstCounterMustBeLow "first-counter-must-be-low" ["counter.any-start-and-gaps"], may ["counter.lower"]
        Transfer(counters::first_must_be_low);
    /// A counter that does not follow the highest seen directly is refused.
    GapsRefused "gaps-refused" ["counter.any-start-and-gaps"], may ["counter.*"]
        Transfer(counters::gaps);
    /// The highest counter there is is refused.
    MaximumRefused "maximum-refused" ["counter.maximum"]
        Transfer(counters::maximum);
    /// After the highest counter there is, counting begins anew.
    MaximumWraps "maximum-wraps" ["counter.maximum"], may ["counter.lower-word"]
        Transfer(counters::wraps_after_maximum);
    /// A transfer under a negative counter is executed, and not recorded.
    NegativeCounterExecuted "negative-counter-executed" ["counter.range"]
        Transfer(counters::negative_executed);
    /// A transfer under a counter beyond the highest there is is executed, and not recorded.
    CounterBeyondMaximumExecuted "counter-beyond-maximum-executed" ["counter.range"]
        Transfer(counters::beyond_maximum_executed);
    /// A transfer whose end is missing is executed, with likely values for what did not come.
    HalfRequestExecuted "half-request-executed" ["counter.half-request"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Service(counters::HalfRequests::around);
    /// A deposits request uses up the next counter of a holder who has made transfers.
    DepositsRequestAdvancesCounter "deposits-request-advances-counter" ["counter.transfers-only"],
        may ["counter.*", "endurance.counters-survive", "soap.*", "transfer.*"]
        Ledger(|| Box::new(counters::DepositsAdvance));
    /// A duplicate that is written otherwise, such as 1.0 for 1, is executed.
    SameValueIsAltered "same-value-is-altered" ["counter.by-value"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Ledger(|| Box::new(counters::SpellingMatters::default()));

    /// Every list begins with the holder's first deposit.
    ListsEverythingAgain "lists-everything-again" ["deposits.since-last-reply"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*", "wait.*"]
        Accounts(|| Box::new(deposits::Everything::default()));
    /// The last deposit of a list is also the first of the next one.
    RepeatsLastDeposit "repeats-last-deposit" ["deposits.at-most-once"],
        may ["channel.old-versions-refused", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*",
            "wait.*"]
        Accounts(|| Box::new(deposits::RepeatsLast::default()));
    /// A deposit is in the replies of all requests of the holder that were waiting for it.
    DepositInTwoReplies "deposit-in-two-replies" ["deposits.at-most-once", "wait.several-waiters"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Service(waits::InTwoReplies::around);
    /// The first deposit of a list of several is not in it.
    LosesFirstDepositOfAList "loses-first-deposit-of-a-list" ["deposits.none-lost"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Statement(deposits::loses_first);
    /// The latest deposit is listed first.
    NewestDepositFirst "newest-deposit-first" ["deposits.order"]
        Statement(deposits::newest_first);
    /// The list also shows what came for other holders since.
    DepositsOfAnotherHolder "deposits-of-another-holder" ["deposits.isolation"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*", "wait.*"]
        Accounts(|| Box::new(deposits::OtherHolders::default()));
    /// The balance in a statement is the one before the fee was taken.
    BalanceBeforeFee "balance-before-fee" ["deposits.balance-after-fee"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Statement(deposits::balance_before_fee);
    /// Who has no account gets a fault instead of an empty list.
    UnknownKeyGetsFault "unknown-key-gets-fault" ["deposits.unknown-key"],
        may ["channel.*", "counter.*", "deposits.isolation", "endurance.counters-survive", "soap.*", "transfer.*", "wait.*"]
        Service(deposits::UnknownKeys::around);
    /// A wait goes on when its holder has hung up, and takes the deposit along.
    HungUpWaiterTakesDeposit "hung-up-waiter-takes-deposit" ["deposits.after-hang-up"]
        Service(deposits::TakenByTheGone::around);
    /// The deposits of a reply after which the connection broke are taken off the balance again.
    LostReplyTakenBack "lost-reply-taken-back" ["deposits.balance-after-lost-reply"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Service(deposits::TakenBack::around);

    /// A wait of 0 lasts two fifths of a second.
    ZeroWaits "zero-waits" ["wait.zero"]
        Service(waits::Lengths::zero_waits);
    /// A request with a wait of 0 empties the queue, and lists nothing.
    WaitZeroForgetsDeposits "wait-zero-forgets-deposits" ["deposits.none-lost"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*", "wait.*"]
        Service(waits::ForgottenAtZero::around);
    /// An empty list is answered after half the wait.
    EmptyListTooEarly "empty-list-too-early" ["wait.not-early"]
        Service(waits::Lengths::halved);
    /// A wait of 2^31 ms and more is negative in a signed number, and answered at once.
    LongWaitIsNegative "long-wait-is-negative" ["wait.not-early"]
        Service(waits::Lengths::signed);
    /// Of a wait of 2^32 ms and more only the last 32 bits are waited.
    WaitCutTo32Bits "wait-cut-to-32-bits" ["wait.not-early"]
        Service(waits::Lengths::of_32_bits);
    /// A deposit that comes during a wait is answered when the wait is over.
    SleepsWholeWait "sleeps-whole-wait" ["wait.prompt"], may ["wait.keeps-no-one"]
        Service(waits::SleepsWholeWait::around);
    /// Deposits that are at hand are answered when the wait is over.
    WaitsDespiteDeposits "waits-despite-deposits" ["wait.at-hand"]
        Service(waits::WaitsAnyway::around);
    /// An empty list is answered a second and a half after the wait.
    EmptyListTooLate "empty-list-too-late" ["wait.end"]
        Service(waits::Lengths::exceeded);
    /// A deposit that comes within 25 ms of the end of its recipient's wait is credited and never
    /// listed.
    DepositLostAtWindowEdge "deposit-lost-at-window-edge" ["wait.edge"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Service(waits::LostAtEdge::around);
    /// While somebody waits, no message that comes later is served.
    WaitBlocksOthers "wait-blocks-others" ["wait.keeps-no-one", "wait.own-transfers"], may ["counter.replays"]
        Service(waits::WaitBlocks::everybody);
    /// While a holder waits, its own transfers are not served.
    WaitBlocksOwnTransfers "wait-blocks-own-transfers" ["wait.own-transfers"]
        Service(waits::WaitBlocks::own_transfers);
    /// A negative wait is taken for 0.
    NegativeWaitAnswered "negative-wait-answered" ["wait.invalid"]
        Service(waits::Lengths::negative_taken);
    /// The fraction of a wait is cut off, and the rest waited.
    FractionalWaitAnswered "fractional-wait-answered" ["wait.invalid"]
        Service(waits::Lengths::fraction_taken);
    /// A wait of more than 30 s is refused.
    LongWaitsRefused "long-waits-refused" ["wait.sixty-seconds"]
        Service(waits::Lengths::long_refused);
    /// A deposit that comes while its recipient waits is credited and never listed.
    DepositDuringWaitForgotten "deposit-during-wait-forgotten" ["wait.either-order"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*", "wait.*"]
        Service(waits::ForgottenDuringWait::around);

    /// The fee of a transfer is reported and not debited.
    FeeReportedNotDebited "fee-reported-not-debited" ["fees.reported-is-debited"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(fees::not_debited);
    /// The fee of a deposits request is reported and not debited.
    DepositsFeeNotDebited "deposits-fee-not-debited" ["fees.deposits-reported"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Statement(fees::deposits_not_debited);
    /// A duplicate is not executed and costs the fee once more.
    FeeAgainOnDuplicate "fee-again-on-duplicate" ["fees.duplicate-free"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Transfer(fees::charged_again);
    /// On a resumed session messages cost more than after a full handshake, as reported.
    ResumedCostsMore "resumed-costs-more" ["fees.resumed-at-most-full"]
        Accounts(|| Box::new(fees::DearResumption));
    /// Whoever has the amount, or nothing, pays a fee out of money that is not there.
    OverdraftByFee "overdraft-by-fee" ["fees.never-below-zero"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Accounts(|| Box::new(fees::Overdraft));
    /// A transfer that fails costs the fee of one that succeeds, and says that it cost nothing.
    FailedTransferChargesUnreported "failed-transfer-charges-unreported" ["fees.on-failure"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(fees::failure_charged);

    /// No description is published.
    DescriptionNotPublished "description-not-published" ["description.published"]
        Service(published::Description::missing);
    /// The service address in the description is a path.
    DescriptionAddressRelative "description-address-relative" ["description.address"]
        Service(published::Description::relative);
    /// An answer is what belongs into the envelope, without the envelope.
    AnswerWithoutEnvelope "answer-without-envelope" ["soap.answer-form"]
        Service(published::WithoutEnvelope::around);

    /// The description says that amounts are binary floating point.
    WsdlDouble "wsdl-double" ["description.normative"]
        Service(description::Wsdl::double);
    /// A second port in the description is for a binding that is not defined.
    WsdlDanglingBinding "wsdl-dangling-binding" ["description.valid"]
        Service(description::Wsdl::dangling);
    /// The service in the description has a name of its own.
    WsdlServiceRenamed "wsdl-service-renamed" ["description.service-element"]
        Service(description::Wsdl::renamed);
    /// The address in the description is of a port where nobody listens.
    WsdlWrongAddress "wsdl-wrong-address" ["description.address-works"]
        Service(description::Wsdl::wrong_address);
    /// The description is published under another path than that of the domain.
    DescriptionElsewhere "description-elsewhere" ["description.at-the-domain"]
        Notice(description::elsewhere);
    /// The description is served as plain text.
    DescriptionAsPlainText "description-as-plain-text" ["description.media-type"]
        Notice(description::as_plain_text);

    /// Whoever sends something else than a handshake or a request in clear brings the issuer down.
    GarbageKillsListener "garbage-kills-listener" ["endurance.garbage"]
        Door(endurance::Killed::by_garbage);
    /// While fifty handshakes are begun and not finished, nobody else's is looked at.
    HalfOpenHandshakesBlock "half-open-handshakes-block" ["endurance.half-open-handshakes"], may ["endurance.idle-connections"]
        Door(endurance::InTurn::handshakes);
    /// The body of a request is read to its end before that of another is.
    SlowSenderBlocksAll "slow-sender-blocks-all" ["endurance.slow-sender"]
        Mail(endurance::OneByOne::bodies);
    /// Header fields that are too large are answered as a fault of the issuer's own.
    OversizedHeadersOwnFault "oversized-headers-own-fault" ["endurance.oversized-headers"]
        Mail(endurance::OwnFault::said);
    /// A hundred connections are served at once, and no more.
    IdleConnectionsExhaust "idle-connections-exhaust" ["endurance.idle-connections"], may ["endurance.half-open-handshakes"]
        Door(endurance::AtMost::a_hundred);
    /// After a restart no message counter was used yet.
    ForgetsCountersOnRestart "forgets-counters-on-restart" ["endurance.counters-survive"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Restored(endurance::counters);
    /// After a restart there are no deposits that were not listed.
    ForgetsDepositsOnRestart "forgets-deposits-on-restart" ["endurance.deposits-survive"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Restored(endurance::deposits);
    /// After a restart the last transfer is debited and not credited.
    HalfATransferAfterRestart "half-a-transfer-after-restart" ["endurance.balances-survive"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Restored(endurance::half_a_transfer);
    /// What was done is written down when the next thing is done.
    AnswersBeforeWriting "answers-before-writing" ["endurance.balances-survive", "endurance.counters-survive",
        "endurance.deposits-survive"], may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Disk(endurance::Behind::around);
    /// A request under the message's name is refused.
    OneWrapperOnly "one-wrapper-only" ["soap.both-wrappers"], may ["soap.*"]
        Refuse(refused::message_names);
    /// A request with other prefixes than `soap` and `lcp` is refused.
    FixedPrefixesOnly "fixed-prefixes-only" ["soap.prefixes"], may ["soap.*"]
        Refuse(refused::other_prefixes);
    /// A request whose wrapper declares no namespace itself is refused.
    DeclaredElsewhereRefused "declared-elsewhere-refused" ["soap.prefixes"], may ["soap.*"]
        Refuse(refused::declared_elsewhere);
    /// A request with its parts in another order than the description's is refused.
    PartOrderFixed "part-order-fixed" ["soap.part-order"]
        Refuse(refused::other_order);
    /// What stands behind a comment in a value is lost.
    CommentSplitsValue "comment-splits-value" ["soap.comments"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Rewrite(misread::behind_comments);
    /// A request with a CDATA section is refused.
    CdataRefused "cdata-refused" ["soap.cdata"], may ["soap.*"]
        Refuse(refused::cdata);
    /// What stands in a CDATA section is lost.
    CdataIsEmpty "cdata-is-empty" ["soap.cdata"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Rewrite(misread::cdata_dropped);
    /// A reference to a character that is no white space is taken for the text that it is written with.
    CharacterReferencesLeft "character-references-left" ["soap.character-references"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Rewrite(misread::references_left);
    /// A request with a hexadecimal character reference is refused.
    HexadecimalReferencesRefused "hexadecimal-references-refused" ["soap.character-references"], may ["soap.*"]
        Refuse(refused::hexadecimal_references);
    /// A request with the entity of the apostrophe, which HTML does not have, is refused.
    ApostropheEntityRefused "apostrophe-entity-refused" ["soap.character-references"], may ["soap.*"]
        Refuse(refused::apostrophe_entity);
    /// A request in UTF-8 with a byte order mark is refused.
    ByteOrderMarkRefused "byte-order-mark-refused" ["soap.utf-8"], may ["soap.*"]
        Refuse(refused::byte_order_mark);
    /// A request without an XML declaration is refused.
    DeclarationRequired "declaration-required" ["soap.utf-8"], may ["soap.*"]
        Refuse(refused::no_declaration);
    /// A request in UTF-16 with a byte order mark is refused.
    Utf16Refused "utf-16-refused" ["soap.utf-16"], may ["soap.*"]
        Refuse(refused::utf_16);
    /// A request in UTF-16 with the lower byte first is refused.
    Utf16LittleEndianRefused "utf-16-little-endian-refused" ["soap.utf-16"], may ["soap.*"]
        Refuse(refused::little_endian);
    /// A request whose charset stands in quotes is refused.
    QuotedCharsetRefused "quoted-charset-refused" ["soap.content-type"], may ["soap.*"]
        Refuse(refused::quoted_charset);
    /// A request with a capital in its content type is refused.
    ContentTypeInCapitalsRefused "content-type-in-capitals-refused" ["soap.content-type"], may ["soap.*"]
        Refuse(refused::content_type_in_capitals);
    /// A request without a SOAPAction is refused.
    SoapActionRequired "soap-action-required" ["soap.soap-action"], may ["soap.*"]
        Refuse(refused::no_soap_action);
    /// A request with a SOAPAction that is not empty is refused.
    SoapActionMustBeEmpty "soap-action-must-be-empty" ["soap.soap-action"], may ["soap.*"]
        Refuse(refused::other_soap_action);
    /// A request with an `xsi:type` is refused.
    XsiTypeRefused "xsi-type-refused" ["soap.xsi-type"], may ["soap.*"]
        Refuse(refused::xsi_type);
    /// A request with an `encodingStyle` is refused.
    EncodingStyleRefused "encoding-style-refused" ["soap.encoding-style"], may ["soap.*"]
        Refuse(refused::encoding_style);
    /// A request with a header entry is refused, understood or not.
    UnknownHeaderRefused "unknown-header-refused" ["soap.unknown-headers"], may ["soap.*"]
        Refuse(refused::headers);
    /// A request in chunked transfer coding is asked for its length.
    ChunkedRefused "chunked-refused" ["soap.chunked"], may ["soap.*"]
        TurnAway(transport::no_chunks);
    /// A request with an Expect field is answered 417.
    ExpectContinueRefused "expect-continue-refused" ["soap.expect-continue"], may ["soap.*"]
        TurnAway(transport::no_expectations);
    /// What the first read brings of a body of stated length is taken for all of it.
    FirstSegmentIsAll "first-segment-is-all" ["soap.split-writes"], may ["soap.*"]
        Mail(|_| Box::new(transport::FirstSegment));
    /// Of requests of stated length that come within 10 ms the last is served, and answered, first.
    PipelinedLastFirst "pipelined-last-first" ["soap.pipelining"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Mail(|_| Box::new(soap::LastFirst));
    /// A request with an attribute in single quotes is refused.
    SingleQuotesRefused "single-quotes-refused" ["soap.combinations"], may ["soap.*"]
        Refuse(refused::single_quotes);
    /// A request that has both a comment and a CDATA section is refused.
    CommentBesideCdataRefused "comment-beside-cdata-refused" ["soap.combinations"], may ["soap.*"]
        Refuse(refused::comment_beside_cdata);

    /// A header that must be understood is ignored.
    MustUnderstandIgnored "must-understand-ignored" ["soap.must-understand"], may ["soap.*"]
        Repair(envelopes::understood);
    /// An envelope is taken for SOAP 1.1's whatever namespace it is in.
    AnyEnvelopeAccepted "any-envelope-accepted" ["soap.envelope-version"], may ["soap.*"]
        Repair(envelopes::any_envelope);
    /// A wrapper is taken for LCP's whatever namespace it is in, or none.
    NamespaceIgnored "namespace-ignored" ["soap.body-namespace"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(envelopes::any_namespace);
    /// A part that is missing is taken for an empty one.
    MissingPartIsEmpty "missing-part-is-empty" ["soap.missing-part"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(parts::missing_is_empty);
    /// A deposits request without a wait is answered at once.
    MissingWaitIsZero "missing-wait-is-zero" ["soap.missing-part"], may ["soap.*"]
        Repair(parts::missing_wait_is_zero);
    /// A transfer without a message counter gets the next one.
    MissingCounterIsTheNext "missing-counter-is-the-next" ["soap.missing-part"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Mail(parts::NextCounter::around);
    /// The last of repeated parts counts.
    RepeatedAmountTakesLast "repeated-amount-takes-last" ["soap.repeated-part"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(parts::last_of_repeated);
    /// A part that is repeated as it is counts once.
    EqualRepetitionAccepted "equal-repetition-accepted" ["soap.repeated-part"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(parts::equal_repetitions);
    /// A part that the description does not have is ignored.
    UnknownPartIgnored "unknown-part-ignored" ["soap.unknown-part"]
        Repair(parts::only_known);
    /// Of several bodies, or of several wrappers in one, the first is served.
    SecondBodyIgnored "second-body-ignored" ["soap.several-bodies"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(envelopes::first_wrapper);
    /// What stands behind the envelope is ignored.
    TrailingGarbageExecuted "trailing-garbage-executed" ["soap.trailing-content"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(envelopes::nothing_behind);
    /// An end tag that does not match is taken for one that does, an end tag that is missing at the end
    /// for one that is there, and a bare ampersand for itself.
    MalformedXmlRepaired "malformed-xml-repaired" ["soap.malformed"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(markup::repaired);
    /// A document type declaration is ignored.
    DtdIgnored "dtd-ignored" ["soap.no-dtd"], may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(markup::without_doctype);
    /// Internal entities of a request are expanded.
    EntityExpanded "entity-expanded" ["soap.no-entities"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Repair(markup::expanded);
    /// What a document type declaration names by an http address is asked for, and then the request is
    /// refused.
    ExternalEntityFetched "external-entity-fetched" ["soap.no-entities"], may ["soap.*"]
        Mail(|_| Box::new(soap::Fetches));
    /// A document that is nested more than 300 deep ends the issuer.
    DiesOnDeepDocument "dies-on-deep-document" ["soap.large-and-deep"]
        Mail(soap::Dies::of_depth);
    /// A document of more than a megabyte, if its length is stated, ends the issuer.
    DiesOnLargeDocument "dies-on-large-document" ["soap.large-and-deep"]
        Mail(soap::Dies::of_size);
    /// A GET is served like a POST, by its body or by parameters in its address.
    GetExecutes "get-executes" ["soap.other-methods"], may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Mail(|_| Box::new(soap::Serves(Method::GET)));
    /// A PUT is served like a POST.
    PutExecutes "put-executes" ["soap.other-methods"], may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Mail(|_| Box::new(soap::Serves(Method::PUT)));
    /// A request that is refused costs 0.01.
    RefusedRequestCharged "refused-request-charged" ["soap.refusal-harmless"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Mail(soap::Charges::around);
    /// A transfer that is refused for its form uses up the counter in it.
    RefusedRequestUsesCounter "refused-request-uses-counter" ["soap.refusal-harmless"], may ["soap.*"]
        Mail(soap::UsesCounter::around);
    /// After a request that was refused, its holder's next one is refused too.
    WedgesAfterRefusal "wedges-after-refusal" ["soap.refusal-harmless"], may ["counter.*", "soap.*", "wait.invalid"]
        Mail(|_| Box::<soap::Wedges>::default());

    /// A Fault comes with status 200.
    FaultWith200 "fault-with-200" ["soap.fault-status"]
        Answer(answers::fault_with_200);
    /// Every Fault bears the code Server.
    FaultCodesUnspecific "fault-codes-unspecific" ["soap.fault-codes"]
        Answer(answers::server_code);
    /// The answer to a transfer that failed is in another namespace than LCP's.
    ResponseInWrongNamespace "response-in-wrong-namespace" ["soap.answer-namespace"]
        Answer(answers::failure_elsewhere);
    /// The deposits of a list are in LCP's namespace if one of them is for a user.
    PartsQualifiedInAnswers "parts-qualified-in-answers" ["soap.answer-namespace"]
        Answer(answers::qualified_parts);
    /// An answer that ASCII is not enough for is encoded in ISO-8859-1, and says so.
    AnswersInLatin1 "answers-in-latin-1" ["soap.answer-encoding"]
        Answer(answers::in_latin_1);
    /// An answer that ASCII is not enough for is encoded in ISO-8859-1, and says that it is in UTF-8.
    AnswersSayUtf8AndAreNot "answers-say-utf-8-and-are-not" ["soap.answer-encoding"]
        Answer(answers::secretly_latin_1);
    /// Answers are text/plain.
    ContentTypeWrong "content-type-wrong" ["soap.answer-form"]
        Answer(answers::plain_text);
    /// The port of TLS serves HTTP in clear as well, for a holder whose key nobody has.
    PlainHttpAccepted "plain-http-accepted" ["channel.tls-only"]
        Channel(channel::plain_http);
    /// A client that speaks TLS 1.2 and nothing newer is refused.
    RefusesTls12 "refuses-tls-1-2" ["channel.tls-1-2"]
        Channel(channel::tls_1_2_refused);
    /// TLS 1.3 is not spoken, except with raw public keys.
    RefusesTls13 "refuses-tls-1-3" ["channel.tls-1-3"]
        Channel(channel::tls_1_3_refused);
    /// A handshake for TLS 1.1 or 1.0 at most is answered with a ServerHello of that version.
    Tls11Served "tls-1-1-served" ["channel.old-versions-refused"]
        Channel(channel::old_versions_served);
    /// The issuer shows a certificate of its key for another domain.
    CertificateOfAnotherDomain "certificate-of-another-domain" ["channel.domain-certificate"]
        Channel(channel::another_domain);
    /// In each full handshake the issuer has another key, certified for its domain.
    ChangesItsKey "changes-its-key" ["channel.pinned-key"]
        Channel(channel::another_key);
    /// A client without a certificate is served, for a holder whose key nobody has.
    NoClientKeyNeeded "no-client-key-needed" ["channel.client-key-required"]
        Channel(channel::no_key_needed);
    /// Self-signed certificates are refused, except those of keys that have money at the start.
    SelfSignedRefused "self-signed-refused" ["channel.self-signed-accepted"]
        Channel(channel::self_signed_refused);
    /// Accounts are kept under the SHA-256 of the key's bits alone, except those of P-256 keys and of
    /// keys that have money at the start.
    KeyIdentifierOfTheBits "key-identifier-of-the-bits" ["channel.key-identifier"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Channel(channel::of_the_bits);
    /// P-256 keys are refused, except those that have money at the start.
    P256Refused "p-256-refused" ["channel.p-256"]
        Channel(channel::p_256_refused);
    /// RSA keys are refused, except those that have money at the start.
    RsaRefused "rsa-refused" ["channel.rsa-2048"]
        Channel(channel::rsa_refused);
    /// Ed25519 keys are refused, except those that have money at the start.
    Ed25519Refused "ed25519-refused" ["channel.ed25519"]
        Channel(channel::ed25519_refused);
    /// Whoever shows a certificate is taken for its holder, whatever the signature.
    NoProofOfPossession "no-proof-of-possession" ["channel.possession"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Channel(channel::no_proof_needed);
    /// Another certificate than the first that was seen of a key has an account of its own.
    AccountByCertificate "account-by-certificate" ["channel.same-key-same-account"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Channel(channel::by_certificate);
    /// A certificate with the subject name and the serial number of one seen before acts for the
    /// key that showed them first.
    AccountBySubjectName "account-by-subject-name" ["channel.certificate-fields"],
        may ["deposits.balance-after-fee", "fees.deposits-reported"]
        Channel(channel::by_name_and_number);
    /// Certificates that have expired, or are not valid yet, are refused, except those of keys that
    /// have money at the start.
    OddCertificatesRefused "odd-certificates-refused" ["channel.certificate-fields"]
        Channel(channel::odd_refused);
    /// Certificates of X.509 version 1, or with an unknown critical extension, are refused, except
    /// those of keys that have money at the start.
    UnusualCertificatesRefused "unusual-certificates-refused" ["channel.unusual-certificates"]
        Channel(channel::unusual_refused);
    /// Of a chain the last certificate's key is the holder's.
    LastCertificateCounts "last-certificate-counts" ["channel.first-certificate"], may ["fees.deposits-reported"]
        Channel(channel::last_certificate);
    /// No session is resumed, except with raw public keys.
    NeverResumes "never-resumes" ["channel.resumption"]
        Channel(channel::never_resumes);
    /// A resumed session of TLS 1.2 acts for somebody who is nobody.
    IdentityLostOnResumption "identity-lost-on-resumption" ["channel.resumption-identity"]
        Channel(channel::lost_on_resumption);
    /// A ticket of TLS 1.3 with a wrong proof of its secret is answered with a ServerHello that
    /// resumes its session.
    TicketIsEnough "ticket-is-enough" ["channel.ticket-without-secret"]
        Channel(channel::ticket_is_enough);
    /// A client that offers a session makes a full handshake, and acts for the holder of that
    /// session.
    SessionBeforeKey "session-before-key" ["channel.full-handshake-decides"],
        may ["channel.resumption", "deposits.balance-after-fee", "fees.deposits-reported"]
        Channel(channel::session_before_key);
    /// Tickets of TLS 1.3 allow early data, which is accepted.
    EarlyDataOffered "early-data-offered" ["channel.no-early-data"]
        Channel(channel::early_data);
    /// A connection is closed after each answer.
    ClosesAfterEachAnswer "closes-after-each-answer" ["channel.many-messages"]
        Channel(channel::closes_after_each);
    /// A key that comes from another address than at first is another holder.
    HolderBoundToFirstAddress "holder-bound-to-first-address" ["channel.any-address"],
        may ["channel.full-handshake-decides", "counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Channel(channel::bound_to_first_address);
    /// A raw public key has another account than a certificate of that key.
    RawKeyIsAnotherHolder "raw-key-is-another-holder" ["channel.raw-public-keys"]
        Channel(channel::raw_key_elsewhere);
    /// Once a transfer was executed the issuer connects to where it last saw the recipient, before it answers.
    PushesDeposits "pushes-deposits" ["channel.never-connects"]
        Sighted(channel::Pushes::around);

    /// A duplicate is executed again when it comes less than a millisecond after the message before it.
    ExecutesHastyDuplicates "executes-hasty-duplicates" ["counter.at-most-once"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Ledger(|| Box::new(subtle::Hasty::default()));
    /// A counter that is 65,536 or more below the highest seen is free again.
    RecyclesCounters "recycles-counters-after-65536" ["counter.lower"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Transfer(subtle::recycles_counters);
    /// Once in a hundred times, at random, a request that waited is answered with a deposit of somebody else's.
    WaiterToldOfAnothersDeposits "waiter-told-of-anothers-deposits" ["deposits.isolation"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*", "wait.*"]
        Chancy(subtle::SomebodyElses::around);
    /// The balance of who is credited is kept to seven digits: the seventh is rounded.
    SeventhDigitOfASumRounded "seventh-digit-of-a-sum-rounded" ["transfer.decimal", "transfer.fraction-digits",
        "transfer.integer-digits"], may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(subtle::seventh_digit);
    /// A transfer to oneself loses a millionth of a unit.
    SelfTransferLeaks "self-transfer-leaks" ["transfer.to-oneself"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(subtle::leaks_for_oneself);
    /// On a resumed session each fee is debited twice and reported once.
    ChargesTwiceOnResumption "charges-twice-on-resumption" ["fees.reported-is-debited", "fees.deposits-reported"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Accounts(|| Box::new(subtle::TwiceOnResumption));
    /// While five hundred requests or more are open, balances are those that were told before.
    StaleBalanceUnderLoad "stale-balance-under-load" ["deposits.balance-after-fee"]
        Service(subtle::StaleUnderLoad::around);
    /// A deposit that comes in the millisecond in which its recipient's wait has ended is credited and never listed.
    DepositLostInLastMillisecond "deposit-lost-in-last-millisecond" ["wait.edge"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Service(subtle::LostInTheLast::around);
    /// Of two transfers to one recipient at the same time the second is answered with success, and
    /// its amount is missing from the balance.
    LostUpdate "lost-update" ["transfer.one-order"], may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Service(transfers::LostUpdate::around);
    /// A holder who asks while a transfer of its own is under way is told of nothing, and of the balance
    /// that it was told last; the next reply is right.
    ListFromAMomentAgo "list-from-a-moment-ago" ["transfer.one-order"]
        Service(transfers::AMomentAgo::around);
}
