"""What Alice and Bob do, and what must come of it, to the last digit. A transfer costs 1.2, a deposits request 0.05."""

from dataclasses import dataclass
from typing import Callable

from market import Mismatch, transfer

FEES = ("1.2", "0.05")
PROMPT = 5.0  # seconds, of a wait that is several times as long
LONG = 30_000  # milliseconds
AWKWARD = ' 5 < 6 & "é" € 𝄞 '


@dataclass
class Story:
    """A story, and what Alice holds when it begins. Bob holds nothing."""

    title: str
    funds: str
    tell: Callable


STORIES = []


def story(title, funds="100"):
    return lambda tell: STORIES.append(Story(title, funds, tell)) or tell


def expect(answer, *lines):
    """The answer must be these lines, and no others."""
    if answer.lines != list(lines):
        raise Mismatch(lines, answer.lines, answer)


def expect_kind(answer, kind, text=""):
    """The answer must be a `fault` or `lost`, with that in its text."""
    if len(answer.lines) != 1 or not answer.lines[0].startswith(f"{kind}=") or text not in answer.lines[0]:
        raise Mismatch([f"{kind}=…{text}…"], answer.lines, answer)


def deposit(transaction, amount, userid=None):
    lines = [f"deposit.transactionId={transaction}", f"deposit.amount={amount}"]
    return lines if userid is None else [*lines, f"deposit.userid={userid}"]


def nothing(balance, fee="0.05"):
    return [f"fee={fee}", f"balance={balance}"]


PAID = ["result=success", "fee=1.2"]


@story("Bob waits, and is told at once that Alice has paid")
def waits(alice, bob):
    expect(bob.asks(), *nothing("0", fee="0"))
    waiting = bob.begins(bob.asks, LONG)
    expect(alice.pays(bob, "10", "for a song", 7), *PAID)
    told = waiting.result()
    expect(told, *deposit("for a song", "10"), *nothing("9.95"))
    if told.seconds > PROMPT:
        raise Mismatch(f"an answer within {PROMPT} s", f"one after {told.seconds:.1f} s", told)
    expect(bob.asks(), *nothing("9.9"))
    expect(alice.asks(), *nothing("88.75"))


@story("Nobody pays while Bob waits")
def empty_wait(_alice, bob):
    answer = bob.asks(1500)
    expect(answer, *nothing("0", fee="0"))
    if answer.seconds < 1.5:
        raise Mismatch("an answer after 1.5 s", f"one after {answer.seconds:.3f} s", answer)


@story("Alice's answer is lost, and she sends the message again")
def lost(alice, bob):
    waiting = bob.begins(bob.asks, LONG)
    relay = alice.market.relay
    relay.lose_next = True
    paying = alice.begins(alice.pays, bob, "10", "for a song", 7)
    expect(waiting.result(), *deposit("for a song", "10"), *nothing("9.95"))
    relay.links[-1].cut()
    expect_kind(paying.result(), "lost")
    expect(alice.pays(bob, "10", "for a song", 7), *PAID)
    expect(bob.asks(), *nothing("9.9"))
    expect(alice.asks(), *nothing("88.75"))


@story("A message counter is used twice")
def altered(alice, bob):
    expect(alice.pays(bob, "10", "for a song", 7), *PAID)
    expect(alice.pays(bob, "20", "for a song", 7), "result=counterConflict", "fee=0")
    expect(alice.pays(bob, "10", "for another", 7), "result=counterConflict", "fee=0")
    expect(bob.asks(), *deposit("for a song", "10"), *nothing("9.95"))
    expect(alice.pays(bob, "20", "for a film", 8), *PAID)
    expect(alice.pays(bob, "10", "for a play", 6), "result=counterStale", "fee=0")
    expect(bob.asks(), *deposit("for a film", "20"), *nothing("29.9"))
    expect(alice.asks(), *nothing("67.55"))


@story("Alice has too little")
def too_little(alice, bob):
    expect(alice.pays(bob, "98.800001", "too much", 1), "result=insufficientFunds", "fee=0")
    expect(bob.asks(), *nothing("0", fee="0"))
    expect(alice.pays(bob, "98.8", "everything", 2), *PAID)
    expect(alice.asks(), *nothing("0", fee="0"))
    expect(bob.asks(), *deposit("everything", "98.8"), *nothing("98.75"))


@story("What is no request is answered with a Fault")
def fault(alice, bob):
    expect_kind(alice.pays(bob, "10", "for a song", -1), "fault", "messageCounter")
    # gSOAP has an unsigned number there: it sends 4294967295, a wait that no issuer needs to keep
    expect_kind(bob.asks(-1), "fault", "a wait is")
    expect(alice.pays(bob, "10", "for a song", 1), *PAID)
    expect(bob.asks(), *deposit("for a song", "10"), *nothing("9.95"))
    expect(alice.asks(), *nothing("88.75"))


@story("Ten times 0.1 is 1")
def ten_tenths(alice, bob):
    words = transfer(bob, "0.1", "a tenth", 1)
    for counter in range(2, 11):
        words += ["then", *transfer(bob, "0.1", "a tenth", counter)]
    expect(alice.says(*words), *(10 * PAID))
    expect(bob.asks(), *(10 * deposit("a tenth", "0.1")), *nothing("0.95"))
    expect(alice.asks(), *nothing("86.95"))


@story("Amounts with all their digits", funds="200000000000000000")
def digits(alice, bob):
    words = transfer(bob, "123456789012345678.123456", "a lot", 1)
    words += ["then", *transfer(bob, "0.000001", "hardly anything", 2)]
    expect(alice.says(*words), *PAID, *PAID)
    listed = deposit("a lot", "123456789012345678.123456") + deposit("hardly anything", "0.000001")
    expect(bob.asks(), *listed, *nothing("123456789012345678.073457"))
    expect(alice.asks(), *nothing("76543210987654319.426543"))


@story("A transfer names a user, and text is nobody's business")
def texts(alice, bob):
    expect(alice.pays(bob, "10", AWKWARD, 9223372036854775806, userid="bob's & son <1>"), *PAID)
    expect(alice.pays(bob, "10", "", 9223372036854775807), *PAID)
    listed = deposit(AWKWARD, "10", userid="bob's & son <1>") + deposit("", "10")
    expect(bob.asks(), *listed, *nothing("19.95"))
    expect(alice.asks(), *nothing("77.55"))


ACROSS = (waits, lost, texts)
