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
        ("            time.sleep(0.2)\n", '            self.books["pending"]["messageCounter"] += 1\n            time.sleep(0.2)\n'),
    ),
    "counter in memory alone": (
        "lcp.holder.counter.survives-restart",
        ("int(time.time() * 1000)", "0"),
        ("self.books = pickle.loads(page)", 'self.books = pickle.loads(page) | {"counter": 0}'),
    ),
    "amounts through a float": (
        "lcp.holder.amount.sent",
        ('"amount": it["amount"]', '"amount": repr(float(it["amount"]))'),
    ),
    "success unless there is a Fault": (
        "lcp.holder.outcome.failure",
        ('if answer.result == "success":', "if answer.result:"),
    ),
    "certificates are not checked": (
        "lcp.holder.channel.authority",
        ("pycurl.CAINFO: ca,", "pycurl.SSL_VERIFYPEER: 0, pycurl.SSL_VERIFYHOST: 0,"),
    ),
    "deposits are told again after a restart": (
        "lcp.holder.deposits.once",
        ("        self.keep(untold=[])\n", '        self.books["untold"] = []\n'),
    ),
}


def copy(folder, changes):
    """The holder with these changes, each made once."""
    folder.mkdir(parents=True, exist_ok=True)
    text = (HERE / "holder.py").read_text()
    for old, new in changes:
        if text.count(old) != 1:
            sys.exit(f"{old!r} should stand in the holder once")
        text = text.replace(old, new)
    (folder / "holder.py").write_text(text)


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
