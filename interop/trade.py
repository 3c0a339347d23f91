"""Lets holders on SOAP toolkits trade at the reference issuer, and says what does not come out as it should.

trade.py [--fault NAME]... TOOLKIT...: first at an issuer without fault, where everything must hold; then at one with each
fault in turn, which at least one toolkit must notice. Exits with 1 when that is not so.
"""

import argparse
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from market import GSOAP, HERE, Market, Mismatch, Relay
from stories import ACROSS, FEES, STORIES
from wsdl import validate


class Tale:
    """A story with its cast."""

    def __init__(self, number, story, payer, recipient):
        self.story, self.toolkits = story, (payer, recipient)
        self.names = f"alice-{number}", f"bob-{number}"

    def title(self):
        payer, recipient = self.toolkits
        return f"{payer if payer == recipient else f'{payer} pays {recipient}'}: {self.story.title}"

    def tell(self, market):
        """Tells it; what came out otherwise comes back."""
        alice, bob = map(market.holder, ("Alice", "Bob"), self.names, self.toolkits)
        try:
            self.story.tell(alice, bob)
        except Mismatch as mismatch:
            return mismatch
        return None


def tales(toolkits):
    """Every story for every toolkit, and those that tell two apart for each and the next one, all the way round."""
    casts = [(story, one, one) for one in toolkits for story in STORIES]
    if len(toolkits) > 1:
        ring = zip(toolkits, toolkits[1:] + toolkits[:1])
        casts += [(story, one, other) for one, other in ring for story in STORIES if story.tell in ACROSS]
    return [Tale(number, *cast) for number, cast in enumerate(casts)]


def describe(tale, mismatch):
    answer = mismatch.answer
    rows = [("who", answer.who), ("said", answer.what)] if answer else []
    for name, said in ("expected", mismatch.expected), ("actual", mismatch.actual):
        lines = said if isinstance(said, (list, tuple)) else [said]
        rows += [(name if first else "", line) for first, line in zip([True] + [False] * len(lines), lines or ["nothing"])]
    if answer and answer.errors:
        rows += [("stderr", line) for line in answer.errors.splitlines()[-8:]]
    return "\n".join([f"FAILED  {tale.title()}", *(f"    {name:9} {line}" for name, line in rows)])


def published(market):
    """The description, as the issuer gives it to anybody."""
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(market.wsdl, timeout=10) as answer:
        return answer.read().decode()


def build_gsoap(market, document):
    """gSOAP compiles the description in, so it fetches it anew where it has changed. What the compiler says comes back."""
    built = GSOAP / "built.wsdl"
    if built.exists() and built.read_text() == document:
        return None
    built.unlink(missing_ok=True)
    command = [HERE / "gsoap" / "build", market.wsdl, GSOAP, "gsoapssl++", "play"]
    compiled = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if compiled.returncode:
        return compiled.stdout
    built.write_text(document)
    return None


def trade(market, cast, toolkits, faults=()):
    """Tells all tales at an issuer of its own; with a fault, a toolkit's own ones until it notices. Failures come back."""
    funds = {tale.names[0]: tale.story.funds for tale in cast}
    market.open(funds, FEES, faults)
    failed = []
    try:
        document = published(market)
        if not faults:
            validate(document)
        if "gsoap" in toolkits and (said := build_gsoap(market, document)):
            if not faults:
                raise SystemExit(f"gSOAP's holder does not compile:\n{said}")
            first = next(tale for tale in cast if "gsoap" in tale.toolkits)
            failed.append((first, Mismatch("a holder that compiles", said.splitlines()[:3])))
        for tale in cast:
            if faults and any(tale.toolkits == earlier.toolkits for earlier, _ in failed):
                continue
            if mismatch := tale.tell(market):
                failed.append((tale, mismatch))
    finally:
        market.close()
    return failed


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--fault", action="append", default=[], metavar="NAME")
    arguments.add_argument("toolkits", nargs="+", metavar="TOOLKIT")
    given = arguments.parse_args()
    cast = tales(given.toolkits)
    market = Market(os.environ["TRIALPLATE"], Relay(), [name for tale in cast for name in tale.names])
    began = time.monotonic()
    failed = trade(market, cast, given.toolkits)
    for tale, mismatch in failed:
        print(describe(tale, mismatch))
    print(f"trade: {len(cast)} stories on {', '.join(given.toolkits)}, {len(failed)} failed, {time.monotonic() - began:.0f} s")
    unnoticed = []
    for fault in given.fault if not failed else []:
        alone = [tale for tale in cast if len(set(tale.toolkits)) == 1]
        noticed = trade(market, alone, given.toolkits, [fault])
        for tale, mismatch in noticed[:1]:
            print(describe(tale, mismatch))
        who = ", ".join(tale.toolkits[0] for tale, _ in noticed)
        print(f"{fault}: " + (f"noticed by {who}, as it should be" if noticed else "nobody noticed"))
        if not noticed:
            unnoticed.append(fault)
    return bool(failed or unnoticed)


if __name__ == "__main__":
    sys.exit(main())
