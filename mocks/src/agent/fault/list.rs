//! The faults: what each is called, what it does, what must be found broken, and how it is done.

use super::{
    Amendment, counter, deposits, endless, lanes, leftovers, limits, orders, outcome, reach,
    reading, sharing, stream, supply, trust, writing,
};
use crate::fault::declare::faults;

faults! {
    /// A way in which a holder can be wrong.
    pub enum HolderFault below "lcp.holder." amended by Amendment;

    /// What it has never heard of it says it has done.
    UnknownOperationDone "unknown-operation-done" ["adapter.honest"]
        orders::everything_done;
    /// It tells fees and balances as JSON numbers.
    AmountsAsNumbers "amounts-as-numbers" ["adapter.answers"]
        orders::amounts_as_numbers;
    /// The handshake takes any certificate, the message is sent, and the certificate is looked at afterwards.
    SendsBeforeVerification "sends-before-verification" ["channel.checked-first"],
        may ["channel.*", "outcome.*", "counter.*"]
        trust::checked_afterwards;
    /// It does not matter who signed a certificate: where an issuer has left its port, any other may be met there.
    CaUnchecked "ca-unchecked" ["channel.authority"],
        may ["*"]
        trust::any_authority;
    /// Whoever has a good certificate can vouch for another.
    LeafAsAuthority "leaf-as-authority" ["channel.authority"],
        may ["channel.*"]
        trust::ordinary_authority;
    /// The authority that it is told of first vouches for an issuer for ever, and no other.
    AuthorityForEver "authority-for-ever" ["channel.authority"],
        may ["channel.*"]
        orders::first_authority;
    /// A certificate may be for any host.
    HostnameUnchecked "hostname-unchecked" ["channel.name"],
        may ["channel.*"]
        trust::any_host;
    /// A certificate need only be for the address's host, not for the domain of the description.
    DomainUnchecked "domain-unchecked" ["channel.domain"],
        may ["channel.*"]
        reach::domain_unchecked;
    /// A certificate may have expired, or not be valid yet.
    ExpiryUnchecked "expiry-unchecked" ["channel.validity"],
        may ["channel.*"]
        trust::any_time;
    /// A certificate may not be valid yet.
    NotBeforeUnchecked "not-before-unchecked" ["channel.validity"],
        may ["channel.*"]
        trust::too_early;
    /// A certificate may be for clients alone.
    UsageUnchecked "usage-unchecked" ["channel.usage"],
        may ["channel.*"]
        trust::any_usage;
    /// A server needs no key to the certificate that it shows.
    PossessionUnchecked "possession-unchecked" ["channel.possession"],
        may ["channel.*"]
        trust::no_possession;
    /// Before each connection it tries TLS 1.1, on a connection of its own.
    Tls11Offered "tls-1-1-offered" ["channel.versions"],
        may ["channel.*"]
        reach::old_version;
    /// It goes on with whatever version of TLS is chosen, on a connection that it makes before each.
    OldVersionTaken "tls-1-1-accepted" ["channel.versions"],
        may ["channel.*"]
        reach::old_version_taken;
    /// Where a ticket allows early data it begins its handshakes with that.
    EarlyData "early-data-sent" ["channel.early-data"],
        may ["channel.*"]
        reach::early_data;
    /// A service address with http is used, without TLS.
    ClearAddressUsed "clear-address-used" ["channel.tls-only"],
        may ["channel.*", "outcome.*"]
        reach::in_clear;
    /// Where an answer sends it elsewhere, in clear, it goes there with its message.
    RedirectFollowed "redirect-followed-in-clear" ["channel.tls-only"],
        may ["channel.*", "outcome.*", "counter.*"]
        stream::redirections_followed;
    /// The key is made at each start, and not kept.
    NewKeyEachStart "new-key-each-start" ["channel.own-key"],
        may ["channel.*", "counter.*", "deposits.*", "application.*", "policy.*", "outcome.*", "amount.told", "supply.*"]
        reach::key_of_each_start;
    /// In each full handshake it is somebody else.
    NewKeyEachConnection "new-key-each-connection" ["channel.own-key"],
        may ["*"]
        reach::key_of_each_connection;
    /// The identifier that it tells is not its key's.
    KeyToldWrong "key-told-wrong" ["channel.own-key"],
        may ["*"]
        orders::another_key_told;
    /// Each connection is a full handshake.
    SessionsForgotten "sessions-forgotten" ["channel.resumption"]
        reach::sessions_forgotten;
    /// An issuer that is known by its key may have any.
    PinnedKeyIgnored "pinned-key-ignored" ["channel.pinned-key"],
        may ["channel.*"]
        trust::any_pinned;
    /// What any issuer is asked goes to the one that was configured first.
    IssuersMixed "issuers-mixed" ["channel.several-issuers"],
        may ["request.*", "outcome.*", "channel.*", "counter.per-issuer", "deposits.*", "outcome.*"]
        orders::first_issuer;
    /// Whom it trusts for one issuer it trusts for all.
    TrustShared "trust-shared" ["channel.several-issuers"],
        may ["channel.*"]
        trust::shared;
    /// The service is at /lcp, whatever path its address has.
    AddressGuessed "address-guessed" ["description.address"],
        may ["description.*", "channel.tls-only"]
        reach::path_guessed;
    /// The address's query is cut off.
    QueryDropped "query-dropped" ["description.address"],
        may ["description.*"]
        reach::query_dropped;
    /// The address is what stands behind the first location= in the description.
    DescriptionBySearch "description-by-search" ["description.address"],
        may ["description.*", "response.no-entities"]
        reach::found_by_search;
    /// The address is read once in its life.
    AddressForEver "address-for-ever" ["description.moved"],
        may ["description.*", "channel.*"]
        reach::address_for_ever;
    /// What is sent again bears the next counter.
    NewCounterOnRetransmission "new-counter-on-retransmission" ["counter.repeated"],
        may ["description.moved", "counter.*", "outcome.*", "policy.*", "application.one-key", "deposits.*", "response.*", "supply.*"]
        counter::new_on_retransmission;
    /// What is sent again has another transaction id.
    AlteredRetransmission "altered-retransmission" ["counter.repeated"],
        may ["request.texts", "response.*", "description.moved", "counter.*", "outcome.*", "policy.limit", "deposits.*", "supply.*"]
        counter::altered_on_retransmission;
    /// A new transfer's counter is one below the last.
    CounterFalls "counter-falls" ["counter.new"],
        may ["*"]
        counter::falls;
    /// After a failure the next payment has the same counter.
    CounterKeptAfterFailure "counter-kept-after-failure" ["counter.new"],
        may ["*"]
        counter::kept_after_failure;
    /// What looks like a payment before it is sent under the counter of that, and taken for it.
    CounterRepeatedForEqual "counter-repeated-for-equal" ["counter.new"],
        may ["counter.*"]
        counter::repeated_for_equal;
    /// The counter starts from its first value at each start.
    CounterReusedAfterRestart "counter-reused-after-restart" ["counter.survives-restart"],
        may ["counter.*", "outcome.*", "channel.*", "policy.*", "deposits.*", "application.*", "supply.*"]
        counter::reused_after_restart;
    /// Counters are the seconds since 1970, or one more than the last; the last is not kept.
    CounterOfSeconds "counter-of-seconds" ["counter.survives-restart"],
        may ["*"]
        counter::of_seconds;
    /// A counter is written down when its answer is there, and a crash before that loses it.
    CounterWrittenAfterAnswer "counter-written-after-answer" ["counter.survives-restart"],
        may ["counter.*", "outcome.*", "policy.*", "deposits.*", "supply.*"]
        counter::written_after_answer;
    /// Two payments at once read the same counter before either has written it.
    CounterRacedByApplications "counter-raced-by-applications" ["counter.concurrent"],
        may ["counter.*", "outcome.*", "application.*", "policy.*", "deposits.*", "amount.told", "channel.own-key", "supply.*"]
        lanes::raced;
    /// Two payments at once get different counters, and are sent without waiting for one another.
    TwoUnknownOutcomes "two-unknown-outcomes" ["counter.one-unknown"],
        may ["counter.*", "outcome.*", "application.*", "policy.*", "deposits.*", "amount.told", "channel.own-key", "supply.*"]
        lanes::unwaiting;
    /// What was under way when it crashed is forgotten, but for its counter.
    PendingForgottenAfterCrash "pending-forgotten-after-crash" ["counter.one-unknown"],
        may ["counter.*", "outcome.*", "deposits.*", "policy.*", "supply.*"]
        counter::pending_forgotten;
    /// When two copies were not answered it goes on to the next payment.
    NextAfterUnknown "next-after-unknown" ["counter.one-unknown"],
        may ["counter.*", "outcome.*", "deposits.*", "supply.*"]
        outcome::unknown_is_over;
    /// All issuers' payments wait in one queue.
    OneQueueForAllIssuers "one-queue-for-all-issuers" ["counter.per-issuer"]
        orders::one_queue;
    /// No answer within a second is a failure, and nothing is sent again.
    SlowAnswerIsFailure "slow-answer-is-failure" ["outcome.executed"],
        may ["*"]
        outcome::slow_is_failed;
    /// The fee of the last answer is told for this one.
    FeeAssumed "fee-assumed" ["outcome.executed"],
        may ["outcome.*", "amount.told", "response.*", "deposits.*"]
        outcome::fee_assumed;
    /// Whatever the result is, an answer with a result is taken for success.
    FailureTakenForSuccess "failure-taken-for-success" ["outcome.failure"],
        may ["application.*", "deposits.*", "policy.*", "outcome.*", "counter.*", "response.*", "supply.*"]
        outcome::failure_is_success;
    /// A word that has success in it, in any case, is taken for success.
    WordBySearch "word-by-search" ["outcome.failure"],
        may ["outcome.*"]
        outcome::success_in_the_word;
    /// A failure costs nothing, whatever its fee.
    FailureFeeDropped "failure-fee-dropped" ["outcome.failure"],
        may ["amount.told", "deposits.*", "outcome.*", "deposits.*"]
        outcome::failure_fee_dropped;
    /// What has failed it tries once more when the next payment is to be made.
    FailedTriedAgain "failed-tried-again" ["outcome.failure"],
        may ["outcome.*", "counter.*", "policy.*", "deposits.*", "response.*", "application.*", "supply.*"]
        orders::failed_tried_again;
    /// A Fault has no failure in it, and is taken for success.
    FaultTakenForSuccess "fault-taken-for-success" ["outcome.fault"],
        may ["outcome.*", "counter.*"]
        outcome::fault_is_success;
    /// A success in a document with a status of failure is success.
    StatusIgnored "status-ignored" ["outcome.fault"],
        may ["outcome.*", "response.unsolicited"]
        outcome::status_ignored;
    /// What cannot be read is a failure, at once.
    GarbageIsFailure "garbage-is-failure" ["outcome.unreadable"],
        may ["outcome.*", "counter.*", "response.*"]
        outcome::garbage_is_failed;
    /// What comes with a status of 200 is a success, whatever it says.
    GarbageIsSuccess "garbage-is-success" ["outcome.unreadable"],
        may ["amount.told", "outcome.*", "counter.*", "response.*"]
        outcome::garbage_is_success;
    /// A response is one in any namespace.
    AnyNamespace "answer-of-another-namespace" ["outcome.unreadable", "deposits.unreadable"],
        may ["outcome.*", "counter.*", "deposits.*"]
        reading::any_namespace;
    /// Of two results the first is taken.
    FirstResultCounts "first-result-counts" ["outcome.unreadable"],
        may ["response.*", "outcome.*", "counter.*", "response.well-formed"]
        reading::first_result;
    /// When an answer is lost nothing is sent again nor asked: the outcome is unknown.
    GivesUpAfterLostAnswer "gives-up-after-lost-answer" ["outcome.lost-answer"],
        may ["outcome.*", "counter.*", "description.moved", "response.*", "policy.*", "deposits.*", "amount.sent", "supply.*"]
        outcome::lost_is_unknown;
    /// When an answer is lost the payment has failed.
    LostAnswerIsFailure "lost-answer-is-failure" ["outcome.lost-answer"],
        may ["outcome.*", "counter.*", "description.moved", "response.*", "policy.*", "deposits.*", "amount.sent", "supply.*"]
        outcome::lost_is_failed;
    /// The word counterStale is a failure, to what was sent again too.
    StaleIsFailure "stale-is-failure" ["outcome.repetition"],
        may ["outcome.*", "counter.*"]
        outcome::stale_is_failed;
    /// Any failure and any Fault is one, to what was sent again too.
    RefusalOfRepetitionIsFailure "refusal-of-repetition-is-failure" ["outcome.repetition"],
        may ["outcome.*", "counter.*"]
        outcome::refused_is_failed;
    /// After a lost answer, a balance that has not fallen means that the payment has failed.
    BalanceUnchangedIsFailure "balance-unchanged-is-failure" ["outcome.balance-alone"],
        may ["outcome.*", "counter.*", "deposits.*", "response.*", "policy.*", "amount.sent", "supply.*"]
        outcome::unchanged_is_failed;
    /// It sends the message again and again, and does not look at its balance.
    NeverAsksBalance "never-asks-balance" ["outcome.balance-tells"],
        may ["outcome.*"]
        outcome::balance_never_asked;
    /// It reads an answer to its end before it reports, and some have none.
    StuckOnEndlessAnswer "stuck-on-endless-answer" ["outcome.bounded"]
        endless::read_to_the_end;
    /// It looks at the description before each payment, however long that takes.
    StuckOnDescription "stuck-on-description" ["outcome.bounded"]
        endless::description_awaited;
    /// It waits for an answer for ever.
    StuckOnSilence "stuck-on-silence" ["outcome.bounded"],
        may ["outcome.*", "counter.*", "response.*", "channel.*"]
        outcome::stuck;
    /// After an unknown outcome it makes no payment any more.
    LockedAfterUnknown "locked-after-unknown" ["outcome.settled-later"],
        may ["outcome.*", "counter.*", "policy.*"]
        outcome::locked_after_unknown;
    /// Elements are found by the prefixes soap and lcp.
    PrefixDependentParser "prefix-dependent-parser" ["response.names"],
        may ["response.*"]
        reading::by_prefixes;
    /// A part with an attribute is not found.
    AttributesUnexpected "attributes-unexpected" ["response.names"],
        may ["response.*"]
        reading::without_attributes;
    /// The answer is found by a search for text, comments included.
    CommentTakenForAnswer "comment-taken-for-answer" ["response.texts"],
        may ["counter.*", "response.*", "outcome.*"]
        reading::by_search;
    /// A value ends at the first comment or CDATA section in it.
    TextUpToComment "text-up-to-comment" ["response.texts"],
        may ["response.*", "outcome.*"]
        reading::values_up_to_markup;
    /// UTF-16 is garbage to it.
    Utf8Only "utf-8-only" ["response.encodings"],
        may ["response.*", "outcome.*"]
        reading::utf_8_only;
    /// A byte order mark in front of UTF-8 makes it garbage.
    ByteOrderMarkUnread "byte-order-mark-unread" ["response.encodings"],
        may ["response.*"]
        reading::no_byte_order_mark;
    /// The envelope's first child is taken for its body.
    FirstChildIsBody "first-child-is-body" ["response.headers"],
        may ["response.*"]
        reading::body_first;
    /// Headers are passed over, whatever they say.
    MustUnderstandIgnored "must-understand-ignored" ["response.must-understand"],
        may ["counter.one-unknown", "outcome.*", "response.*"]
        reading::understanding_nothing;
    /// Without a Content-Length there is no document.
    LengthRequired "length-required" ["response.framing"],
        may ["response.*", "outcome.*", "description.*"]
        reading::length_required;
    /// What the first read brings is the whole answer.
    OneRead "one-read" ["response.framing"],
        may ["*"]
        stream::one_read;
    /// An interim response is taken for the answer.
    InterimIsFinal "interim-is-final" ["response.framing"],
        may ["response.*", "outcome.*"]
        stream::interim_is_final;
    /// What came behind an answer is read as the answer to the next message.
    LeftoversAnswerNext "leftovers-answer-next" ["response.unsolicited"],
        may ["response.*", "outcome.*", "counter.*"]
        leftovers::kept_for_the_next;
    /// Reading ends with the envelope, and nothing behind it is looked at.
    StopsAtEnvelope "stops-at-envelope" ["response.well-formed"],
        may ["response.*", "outcome.*", "counter.one-unknown"]
        reading::up_to_the_envelope;
    /// In what is not well-formed the answer is searched for.
    LenientParser "lenient-parser" ["response.well-formed"],
        may ["response.*", "outcome.*", "counter.*", "amount.told"]
        reading::mended;
    /// Entities that a document declares are expanded.
    EntityExpanded "entity-expanded" ["response.no-entities"],
        may ["response.*", "outcome.*", "deposits.*"]
        reading::entities_expanded;
    /// Entities that a list of deposits declares are expanded.
    DepositsEntityExpanded "deposits-entity-expanded" ["response.no-entities"],
        may ["deposits.*"]
        reading::entities_expanded_in_deposits;
    /// What the answer to a transfer names is fetched.
    ExternalFetched "external-fetched" ["response.no-entities"],
        may ["response.*"]
        reading::fetched_for_transfers;
    /// What a list of deposits names is fetched.
    ExternalFetchedWithDeposits "external-fetched-with-deposits" ["response.no-entities"],
        may ["response.*"]
        reading::fetched_for_deposits;
    /// A declaration with a comment behind it is garbage to it; nothing else is.
    DeclarationAndComment "declaration-and-comment" ["response.combinations"],
        may ["response.*"]
        reading::no_comment_behind_the_declaration;
    /// Amounts are doubles between the application and the wire.
    AmountThroughDouble "amount-through-double" ["amount.sent"],
        may ["amount.*", "policy.limit"]
        orders::through_double;
    /// Large and small amounts are written with an exponent.
    AmountWithExponent "amount-with-exponent" ["amount.sent"],
        may ["amount.*", "request.*", "outcome.*"]
        writing::exponent;
    /// An amount with more than six fraction digits is rounded.
    AmountRounded "amount-rounded" ["amount.not-rounded"],
        may ["amount.*"]
        orders::rounded;
    /// Amounts are sent exactly, and told by way of a double.
    ToldThroughDouble "told-through-double" ["amount.told"],
        may ["amount.*"]
        orders::told_through_double;
    /// Amounts like +1.50, .5 and 007. are garbage to it.
    FormsUnread "forms-unread" ["amount.told"],
        may ["amount.*", "response.*"]
        reading::forms_unread;
    /// The last of several deposits in a reply is not told.
    LastDepositDropped "last-deposit-dropped" ["deposits.all"],
        may ["deposits.*", "application.*"]
        deposits::last_dropped;
    /// Lists of more than 600 kB are garbage to it.
    ShortList "short-list" ["deposits.all"],
        may ["deposits.*"]
        reading::short_lists;
    /// A deposit with a transaction id that it knows is taken for a copy.
    EqualIdsMerged "equal-ids-merged" ["deposits.all"],
        may ["deposits.*", "application.*"]
        deposits::equals_merged;
    /// Deposits of a reply that was cut off are counted, and again when they come again.
    DepositCountedTwice "deposit-counted-twice" ["deposits.once"],
        may ["deposits.*"]
        deposits::counted_twice;
    /// After a restart it tells once more what it told before.
    DepositsToldAgain "deposits-told-again" ["deposits.once"],
        may ["deposits.*", "application.kept"]
        deposits::told_again;
    /// A deposit belongs to the oldest open invoice of its amount.
    MatchesByAmount "matches-by-amount" ["deposits.by-transaction-id"],
        may ["deposits.*", "application.*"]
        deposits::by_amount;
    /// An id that differs from that of an invoice in the case of letters alone is taken for it.
    IdsWithoutCase "ids-without-case" ["deposits.by-transaction-id"],
        may ["deposits.*", "application.*"]
        deposits::without_case;
    /// Whose a deposit is is found out by its id without the case of letters.
    OwnersWithoutCase "owners-without-case" ["application.own-deposits"],
        may ["application.*"]
        deposits::owner_without_case;
    /// White space around transaction ids and userids is dropped.
    IdsTrimmed "ids-trimmed" ["deposits.by-transaction-id", "deposits.verbatim"],
        may ["deposits.*"]
        deposits::trimmed;
    /// What no deposit explains is not told.
    RemainderUnnoticed "remainder-unnoticed" ["deposits.unattributed"],
        may ["deposits.*", "amount.told"]
        deposits::remainder_unnoticed;
    /// What no deposit explains pays the oldest open invoice of that amount.
    RemainderGuessed "remainder-guessed" ["deposits.by-transaction-id"],
        may ["deposits.*"]
        deposits::remainder_guessed;
    /// Balances are written down when they are read, deposits when they are told: a crash in between loses them, and nothing shows it.
    UntoldForgotten "untold-forgotten" ["deposits.unattributed"],
        may ["deposits.*", "application.kept"]
        deposits::untold_forgotten;
    /// What a reply has cost is taken off twice where balances are compared.
    FeesCountedTwice "fees-counted-twice" ["deposits.explained"],
        may ["deposits.*", "outcome.*"]
        deposits::fees_twice;
    /// Without a reply it tells that nothing has arrived.
    FaultIsEmptyList "fault-is-empty-list" ["deposits.unreadable"],
        may ["deposits.*"]
        deposits::fault_is_nothing;
    /// Where nothing has come while it waited, it says that it does not know.
    EmptyListIsNoReply "empty-list-is-no-reply" ["deposits.unreadable"]
        deposits::nothing_is_a_fault;
    /// Transaction ids count from 1 at each start.
    TransactionIdReused "transaction-id-reused" ["deposits.fresh-id"],
        may ["deposits.*", "supply.*"]
        deposits::ids_from_one;
    /// A carriage return is told as a line feed.
    LineEndsMended "line-ends-mended" ["deposits.verbatim"],
        may ["deposits.*"]
        deposits::line_ends_mended;
    /// Userids are not told.
    UseridDropped "userid-dropped" ["deposits.verbatim"],
        may ["counter.*", "deposits.*"]
        deposits::userid_dropped;
    /// It asks with a wait of 0, again and again.
    NeverWaits "never-waits" ["deposits.wait"], may ["deposits.pays-meanwhile"]
        deposits::never_waits;
    /// It does one thing after the other, waiting included.
    WaitKeepsPayments "wait-keeps-payments" ["deposits.pays-meanwhile"],
        may ["counter.per-issuer", "application.*", "deposits.*"]
        orders::one_thing_at_a_time;
    /// A document type stands before the envelope.
    WithDoctype "with-doctype" ["request.form"],
        may ["*"]
        writing::document_type;
    /// Its documents are application/xml.
    PlainContentType "plain-content-type" ["request.form"],
        may ["*"]
        writing::plain_type;
    /// A header of its own must be understood.
    MustUnderstandSent "must-understand-sent" ["request.form"],
        may ["*"]
        writing::to_be_understood;
    /// Parts are in the namespace of their wrapper.
    PartsQualified "parts-qualified" ["request.parts"],
        may ["*"]
        writing::qualified;
    /// A part says which currency is meant.
    UnknownPartSent "unknown-part-sent" ["request.parts"],
        may ["*"]
        writing::one_part_more;
    /// A wait is written with a fraction.
    WaitWithFraction "wait-with-fraction" ["request.parts"],
        may ["*"]
        writing::wait_with_fraction;
    /// Wrappers are in no namespace.
    WrongNamespaceSent "wrong-namespace-sent" ["request.parts"],
        may ["*"]
        writing::no_namespace;
    /// Ampersands and angle brackets are dropped from texts.
    MarkupUnescaped "markup-unescaped" ["request.texts"],
        may ["request.*", "counter.*", "outcome.*"]
        writing::markup_dropped;
    /// A carriage return is written as it is, and so read as a line feed.
    CarriageReturnRaw "carriage-return-raw" ["request.texts"],
        may ["outcome.*", "request.*"]
        writing::raw_line_ends;
    /// Transaction ids are cut to 255 characters.
    TextsCut "texts-cut" ["request.texts"],
        may ["outcome.*", "request.*"]
        writing::cut_short;
    /// Parts are in alphabetical order, and there is no SOAPAction.
    PartsByName "parts-by-name" ["request.conventions"],
        may ["request.*"]
        writing::sorted_by_name;
    /// Each application pays under a key of its own, and it does not say so.
    KeyForEachApplication "key-for-each-application" ["application.one-key"],
        may ["application.*", "channel.own-key", "counter.*", "policy.*"]
        orders::key_of_each_application;
    /// The application that asks is told of everybody's deposits.
    WhoAsksGetsAll "who-asks-gets-all" ["application.own-deposits"],
        may ["application.*", "deposits.*", "supply.*"]
        deposits::all_to_who_asks;
    /// What one application was told of, the others are told, too, when they ask.
    DepositsShared "deposits-shared" ["deposits.once"],
        may ["application.*", "deposits.*", "supply.*"]
        sharing::told_to_all;
    /// A deposit for nobody's invoice goes to whoever asks.
    UnclaimedGivenAway "unclaimed-given-away" ["application.own-deposits"],
        may ["application.*", "deposits.*"]
        orders::unclaimed_given_away;
    /// Deposits for applications that have not asked are kept in memory alone.
    OthersDepositsForgotten "others-deposits-forgotten" ["application.kept"],
        may ["application.*"]
        deposits::others_forgotten;
    /// Applications have identities of their own, and one key.
    IdentitiesShareKey "identities-share-key" ["application.identities"],
        may ["application.*", "channel.own-key", "policy.*", "supply.*"]
        orders::one_key_of_all;
    /// It takes down who supplies whom, and moves nothing.
    SupplyIgnored "supply-ignored" ["supply.moved"],
        may ["supply.*"]
        supply::ignored;
    /// Where an application is supplied by some, all others that it knows supply it, too.
    SuppliedByAnybody "supplied-by-anybody" ["supply.named"],
        may ["supply.*"]
        supply::by_anybody;
    /// Whoever supplies an application keeps nothing.
    KeepIgnored "keep-ignored" ["supply.kept"],
        may ["supply.*"]
        supply::nothing_kept;
    /// What it moves goes to a key that nobody has.
    MovedToNobody "moved-to-nobody" ["supply.conserved"],
        may ["supply.*"]
        supply::to_nobody;
    /// All that it moves bears one transaction id.
    MovesShareId "moves-share-id" ["supply.conserved"],
        may ["supply.*"]
        supply::under_one_id;
    /// Limits are compared in whole units.
    LimitInWholeUnits "limit-in-whole-units" ["policy.limit"],
        may ["policy.*"]
        orders::whole_limits;
    /// What was spent before a restart does not count.
    LimitForgottenAtRestart "limit-forgotten-at-restart" ["policy.limit"],
        may ["policy.*"]
        orders::spending_forgotten;
    /// A day's limit is compared with what was answered, so that payments at once pass it.
    LimitCheckedLate "limit-checked-late" ["policy.limit"],
        may ["policy.*"]
        limits::checked_late;
    /// A payment of unknown outcome does not count.
    UnknownNotCounted "unknown-not-counted" ["policy.limit"],
        may ["policy.*"]
        limits::unknown_not_counted;
    /// A limit to one application is not looked at.
    ApplicationLimitIgnored "application-limit-ignored" ["policy.own-limit"],
        may ["policy.*"]
        limits::of_applications_ignored;
    /// The last limit holds for all applications.
    OneLimitForAll "one-limit-for-all" ["policy.own-limit"],
        may ["policy.*"]
        limits::one_for_all;
    /// The limit for all applications holds for each of them by itself.
    LimitForEachApplication "limit-for-each-application" ["policy.together", "policy.identities"],
        may ["policy.*"]
        limits::for_each_application;
    /// Of several limits that one policy sets, the last alone is kept.
    LastLimitOnly "last-limit-only" ["policy.limit"],
        may ["policy.*"]
        limits::last_alone;
    /// With each new limit to a day a new day begins.
    NewLimitNewDay "new-limit-new-day" ["policy.limit"],
        may ["policy.*"]
        limits::renewed;
    /// A partner is known while a payment to it is under way, and until that has failed.
    FirstDealRaced "first-deal-raced" ["policy.first-deal"],
        may ["policy.*"]
        limits::known_while_paid;
    /// A limit to first deals is not looked at.
    FirstDealForgotten "first-deal-forgotten" ["policy.first-deal"],
        may ["policy.*"]
        orders::first_deals_unlimited;
    /// A partner is known when a payment to it was tried.
    KnownByTrying "known-by-trying" ["policy.first-deal"],
        may ["policy.*"]
        limits::known_by_trying;
}
