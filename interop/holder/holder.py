"""A holder on zeep, and the adapter that lets it be certified (docs/adapter.md). Numbers are sections of spec/lcp.md."""

import decimal
import hashlib
import json
import os
import re
import sys
import threading
import time
import uuid
from contextlib import suppress
from datetime import datetime
from decimal import Decimal

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from transport import Channel, Fault, Trouble

AMOUNT = re.compile(r"(?=.*[1-9])[0-9]{1,18}(\.[0-9]{1,6})?")
TEXT = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]{0,256}")
SLICE = 1  # seconds of a wait that one request asks for
decimal.DefaultContext.prec, decimal.DefaultContext.traps[decimal.Inexact] = 10_000, True  # exact, or not at all (19)
decimal.setcontext(decimal.DefaultContext)
os.umask(0o077)  # the state holds a private key


class Holder(Channel):
    """An account. One message at a time, a long wait in slices: so nothing crosses, and every balance can be compared."""

    def __init__(self, path):
        self.file, self.pem, self.lock = f"{path}.jsonl", f"{path}.pem", threading.Lock()
        self.books = {"counter": int(time.time() * 1000), "pending": None, "untold": [], "lost": 0, "key": None}
        self.money = {"balance": None, "expected": None, "highest fee": Decimal(0), "unattributed": Decimal(0)}
        for line in open(self.file) if os.path.exists(self.file) else []:
            with suppress(ValueError):  # what was cut off by a crash was not acted on
                self.books, money = json.loads(line)
                self.money = {name: it and Decimal(it) for name, it in money.items()}
        if not self.books["key"]:
            key, nobody, pem = ec.generate_private_key(ec.SECP256R1()), x509.Name([]), serialization.Encoding.PEM
            span = datetime(2020, 1, 1), datetime(9999, 1, 1)
            certificate = x509.CertificateBuilder(nobody, nobody, key.public_key(), 1, *span).sign(key, hashes.SHA256())
            private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
            self.books["key"] = (private + certificate.public_bytes(pem)).decode()
            self.keep()
        with open(self.pem, "w") as file:
            file.write(self.books["key"])
        public = x509.load_pem_x509_certificate(self.books["key"].encode()).public_key()
        der = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        self.key = hashlib.sha256(der).hexdigest().upper()

    def keep(self):
        """Everything is on the disk when this returns. The last line counts."""
        with open(self.file, "a") as file:
            file.write("\n" + json.dumps([self.books, self.money], default=str))
            file.flush()
            os.fsync(file)

    def pay(self, until, amount, **texts):
        """Pays, once what was pending is settled; counter and content are on the disk before they are sent (16)."""
        if not (AMOUNT.fullmatch(amount) and all(TEXT.fullmatch(text) for text in texts.values())):
            raise Trouble("refused", "this cannot be sent as it is")
        if self.books["pending"]:
            self.settle(until)
        if self.books["pending"]:
            raise Trouble("refused", "the payment before it has no outcome yet")
        with suppress(Fault, Trouble):
            if self.money["expected"] is None:
                self.ask(until)  # or no balance tells anything later
        self.books["counter"] += 1
        self.books["pending"] = texts | {"amount": amount, "messageCounter": self.books["counter"]}
        self.keep()
        return self.settle(until, is_first=True)

    def settle(self, until, is_first=False):
        """Sends what is pending, the same again and again, until it is known what came of it (17)."""
        pending, pause = self.books["pending"], 0.05
        amount = Decimal(pending["amount"])
        while time.monotonic() + pause < until:
            answer = None
            try:
                answer = self.say(until, "transferFunds", **pending | {"amount": amount})
                if answer.result == "success":
                    return self.close("executed", amount + answer.fee, answer)
                if is_first:
                    return self.close("failed", answer.fee, answer)
            except Fault:
                if is_first:
                    return self.close("failed", 0)
            except Trouble as trouble:
                if is_first and trouble.args[0] == "refused":
                    self.close("failed", 0)
                    raise
            with suppress(Fault, Trouble):  # a failure or a Fault that answers a repetition says nothing: the balance does
                less = None if is_first else self.ask(until)
                fees = self.money["highest fee"] * (self.books["lost"] + 1) + self.money["unattributed"]
                if less is not None and less >= amount and less > fees:
                    return self.close("executed", less)
                if answer:  # nothing more comes of this counter
                    is_sure = less is not None and less < amount and not self.books["lost"]
                    return self.close("failed", answer.fee, answer) if is_sure else self.close("unknown", None)
            time.sleep(pause)
            is_first, pause = False, min(2 * pause, 1)
        return {"outcome": "unknown"}

    def close(self, outcome, cost, answer=None):
        """The outcome is known, and what it cost, if that is."""
        self.books["pending"], expected = None, self.money["expected"]
        self.money["expected"] = None if None in (cost, expected) else expected - cost
        self.money["highest fee"] = max(self.money["highest fee"], answer.fee if answer else 0)
        self.keep()
        return {"outcome": outcome} | ({"result": answer.result, "fee": f"{answer.fee:f}"} if answer else {})

    def ask(self, until, wait=0):
        """Asks for deposits. Says by how much the balance is lower than expected, where anything was (20)."""
        books, money, less = self.books, self.money, None
        books["lost"] += 1  # unless the reply comes
        self.keep()
        answer = self.say(until, "getDeposits", millisecondsWait=int(1000 * wait))
        listed = answer.deposits.deposit if answer.deposits else []
        books["untold"] += [{"transaction-id": it.transactionId or "", "amount": f"{it.amount:f}"}
                            | ({"userid": it.userid} if it.userid else {}) for it in listed]
        money["balance"], money["highest fee"] = answer.balance, max(money["highest fee"], answer.fee)
        if money["expected"] is not None:
            money["expected"] += sum(it.amount for it in listed) - answer.fee
            less = money["expected"] - answer.balance
        if books["pending"]:
            books["lost"] -= 1
        else:  # nothing but a deposit that was not told of explains a difference
            money["unattributed"] = max(Decimal(0), money["unattributed"] - (less or 0))
            money["expected"], books["lost"] = answer.balance, 0
        self.keep()
        return less

    def deposits(self, until, ends):
        """What has arrived and was not told. None where nothing has, and there is time to wait (20)."""
        left = max(0, ends - time.monotonic())
        self.ask(until, min(left, SLICE))
        told, more = self.books["untold"], self.money["unattributed"]
        if not told and left:
            return None
        self.books["untold"] = []
        self.keep()
        return {"deposits": told, "balance": f"{self.money['balance']:f}"} | ({"unattributed": f"{more:f}"} if more else {})


HOLDERS, WRITING = {}, threading.Lock()


def obey(it):
    """What the suite asks for, by its name."""
    op, holder, began = it["op"], HOLDERS.get(it.get("issuer")), time.monotonic()
    if op == "hello":
        operations = ["hello", "configure", "identity", "invoice", "transfer", "deposits", "exit"]
        return {"protocol": "trialplate-adapter/1", "name": "holder.py", "operations": operations}
    if op == "configure":
        holder = HOLDERS.setdefault(it["issuer"], Holder(f"{it['state']}/{it['issuer'].encode().hex()}"))
        return holder.connect(it["wsdl"], it["ca"], holder.pem) or {}
    if op == "identity":
        return {"key": holder.key}
    if op == "invoice":
        return {"recipient": holder.key, "transaction-id": uuid.uuid4().hex}
    if op == "exit":
        return {}
    if op not in ("transfer", "deposits"):
        raise Trouble("unimplemented", op)
    until, ends, told = began + 0.0009 * it["within-ms"], began + 0.001 * it.get("wait-ms", 0), None
    texts = {"recipient": it.get("recipient"), "transactionId": it.get("transaction-id"), "userid": it.get("userid", "")}
    while told is None:
        if not holder.lock.acquire(timeout=max(0, until - time.monotonic())):
            raise Trouble("refused", "others are before it")
        try:
            told = holder.deposits(until, ends) if op == "deposits" else holder.pay(until, it["amount"], **texts)
        finally:
            holder.lock.release()
        time.sleep(0.01)  # others come in between
    return told


def answer(it):
    """Writes one line for one line."""
    try:
        told = {"ok": obey(it)}
    except Trouble as trouble:
        told = {"error": {"code": trouble.args[0], "message": trouble.args[1]}}
    except Fault as fault:
        told = {"error": {"code": "failed", "message": str(fault)}}
    with WRITING:
        print(json.dumps({"id": it["id"]} | told), flush=True)


for line in sys.stdin.buffer:
    asked = json.loads(line)
    if asked["op"] in ("transfer", "deposits"):
        threading.Thread(target=answer, args=(asked,), daemon=True).start()
    else:
        answer(asked)
    if asked["op"] == "exit":
        break
