"""Six mistakes that a holder of one's own may have: mistakes.py [NAME]... puts each into a copy of the holder beside this, lets
the suite try it, and fails unless the suite finds just that. TRIALPLATE names the program."""

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
OUT = Path("target/interop/holder")
JOBS = "4"  # each scenario starts a Python

# name, the requirement that must be named, and what stands in the mistaken copy in place of what
MISTAKES = {
    "new counter for what is sent again": (
        "lcp.holder.counter.repeated",
        ("            time.sleep(pause)\n", "            pending['messageCounter'] += 1\n            time.sleep(pause)\n"),
    ),
    "counter in memory alone": (
        "lcp.holder.counter.survives-restart",
        ("int(time.time() * 1000)", "0"),
        ("self.books, money = json.loads(line)", "self.books, money = json.loads(line)\n                self.books['counter'] = 0"),
    ),
    "amounts through a float": (
        "lcp.holder.amount.sent",
        ('amount = Decimal(pending["amount"])', 'amount = Decimal(repr(float(pending["amount"])))'),
    ),
    "success unless there is a Fault": (
        "lcp.holder.outcome.failure",
        ('if answer.result == "success":', "if answer.result:"),
    ),
    "certificates are not checked": (
        "lcp.holder.channel.authority",
        ("self.session.trust_env, self.session.verify = False, ca", "self.session.trust_env, self.session.verify = False, False"),
        ("tls.load_cert_chain(key)\n", "tls.load_cert_chain(key)\n        tls.check_hostname = False\n"),
        ("        match_hostname(self.getpeercert(), self.context.domain)\n", ""),
    ),
    "deposits are told again after a restart": (
        "lcp.holder.deposits.once",
        ('        self.books["untold"] = []\n        self.keep()\n', '        self.books["untold"] = []\n'),
    ),
}


def copy(folder, changes):
    """The holder with these changes; each is made once, in one of its files."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {name: (HERE / name).read_text() for name in ("holder.py", "transport.py")}
    for old, new in changes:
        places = [name for name, text in texts.items() if old in text]
        if len(places) != 1 or texts[places[0]].count(old) != 1:
            sys.exit(f"{old!r} should stand in the holder once: {places}")
        texts[places[0]] = texts[places[0]].replace(old, new)
    for name, text in texts.items():
        (folder / name).write_text(text)


def run(folder, out, *more):
    """The exit status, and the requirements that failed."""
    command = [os.environ["TRIALPLATE"], "run", "lcp/holder", "--jobs", JOBS, "--out", str(out), *more]
    done = subprocess.run([*command, "--exec", f"'{sys.executable}' '{folder}/holder.py'"], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{done.stdout}\n{done.stderr}\nexit status {done.returncode}")
    requirements = json.loads((out / "run.json").read_text())["requirements"]
    return done.returncode, [it["id"] for it in requirements if it.get("verdict") == "failed"]


def main(names):
    missed = 0
    for name in names or MISTAKES:
        requirement, *changes = MISTAKES[name]
        folder = OUT / name.replace(" ", "-")
        copy(folder, changes)
        status, failed = run(folder, folder / "reports", "--only", requirement)
        is_found = status == 1 and requirement in failed
        missed += not is_found
        print(f"{'found' if is_found else 'NOT FOUND'}: {name} ({', '.join(failed) or f'exit status {status}'})", flush=True)
    sys.exit(missed > 0)


if __name__ == "__main__":
    main(sys.argv[1:])
