"""A holder on zeep and libcurl, with its adapter (docs/adapter.md). Numbers are sections of spec/lcp.md."""

import decimal
import hashlib
import json
import os
import pickle
import sqlite3
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import datetime
from types import SimpleNamespace

import pycurl
import zeep
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509 import CertificateBuilder, Name
from lxml import etree

decimal.DefaultContext.prec = decimal.MAX_PREC  # sums are exact (19)
os.umask(0o077)  # the state holds a private key


class Holder(zeep.Plugin):
    """An account. One message at a time, a long wait in slices: nothing crosses, and every balance can be compared."""

    def __init__(self, folder):
        self.queue, self.pem, self.highest, self.lost = ThreadPoolExecutor(1), f"{folder}/key.pem", 0, 1
        self.disk = sqlite3.connect(f"{folder}/books", isolation_level=None, check_same_thread=False)
        self.disk.execute("CREATE TABLE IF NOT EXISTS books (id INTEGER PRIMARY KEY, page)")
        self.books = {"counter": int(time.time() * 1000), "pending": None, "untold": [], "spent": 0, "unattributed": 0}
        for (page,) in self.disk.execute("SELECT page FROM books"):
            self.books = pickle.loads(page)
        if "key" not in self.books:
            key, parts = ec.generate_private_key(ec.SECP256R1()), [1, datetime(2020, 1, 1), datetime(9999, 1, 1)]
            leaf = CertificateBuilder(Name([]), Name([]), key.public_key(), *parts).sign(key, hashes.SHA256())
            private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
            self.keep(pem=private + leaf.public_bytes(Encoding.PEM), key=hashlib.sha256(public).hexdigest().upper())
        with open(self.pem, "wb") as file:
            file.write(self.books["pem"])

    def keep(self, **news):
        """What is known is on the disk when this returns."""
        self.books |= news
        self.disk.execute("REPLACE INTO books VALUES (1, ?)", [pickle.dumps(self.books)])

    def in_turn(self, act, it):
        """Does what is asked after what was asked before; and again, others in between, until it tells something."""
        until, told = time.monotonic() + 0.0009 * it["within-ms"], None
        it["ends"] = time.monotonic() + 0.001 * it.get("wait-ms", 0)
        while told is None:
            job = self.queue.submit(act, until, it)
            wait([job], until - time.monotonic())
            if job.cancel():
                raise ConnectionRefusedError("others are before it")
            told = job.result()
        return told

    def pay(self, until, it):
        """Pays, once what was pending is settled; counter and content are on the disk before they are sent (16)."""
        if self.books["pending"]:
            self.settle(until)
        if self.books["pending"] or not 0 < decimal.Decimal(it["amount"]) < 10**18:
            raise ConnectionRefusedError("the payment before it has no outcome yet, or this is no amount")
        with suppress(ConnectionError):
            if "balance" not in self.books:
                self.ask(until)  # or no balance tells anything later
        parts = {"recipient": it["recipient"], "userid": it.get("userid", ""), "transactionId": it["transaction-id"]}
        parts |= {"amount": it["amount"], "messageCounter": self.books["counter"] + 1}
        self.keep(counter=parts["messageCounter"], pending=parts)
        return self.settle(until, is_first=True)

    def settle(self, until, is_first=False):
        """Sends what is pending, the same again and again, until it is known what came of it (17)."""
        amount, answer = decimal.Decimal(self.books["pending"]["amount"]), None
        while time.monotonic() + 0.2 < until:
            try:
                answer = self.say(until, "transferFunds", **self.books["pending"])
                if answer.result == "success":
                    return self.close("executed", amount + answer.fee, answer)
                if is_first:
                    return self.close("failed", answer.fee, answer)
            except ConnectionError as error:
                if is_first and isinstance(error, ConnectionRefusedError):
                    return self.close("failed", 0)
            is_first = False
            with suppress(ConnectionError):  # a failure or a Fault says nothing now: the balance does
                less = self.ask(until)
                if less >= amount and less > self.highest * (self.lost + 1) + self.books["unattributed"]:
                    return self.close("executed", less)
                if answer:  # nothing more comes of this counter
                    return self.close("unknown" if less >= amount or self.lost else "failed", less, answer)
            time.sleep(0.2)
        return {"outcome": "unknown"}

    def close(self, outcome, cost, answer=None):
        """The outcome is known, or nothing more comes; and what it cost since the last balance."""
        self.keep(pending=None, spent=self.books["spent"] + cost)
        return {"outcome": outcome} | ({"result": answer.result, "fee": f"{answer.fee:f}"} if answer else {})

    def ask(self, until, wait=0):
        """Asks for deposits. Says by how much the balance is lower than expected (20)."""
        self.lost += 1  # unless the reply comes; it began with 1, for a reply that came in the moment of a crash
        answer, books = self.say(until, "getDeposits", millisecondsWait=int(1000 * wait)), self.books
        listed = answer.deposits.deposit if answer.deposits else []
        come = sum(it.amount for it in listed) - answer.fee - books["spent"]
        less = books["balance"] + come - answer.balance if "balance" in books else 0
        self.lost = self.lost - 1 if books["pending"] else 0
        if not books["pending"]:  # nothing but a deposit that was not told of explains a difference
            books["unattributed"], less = max(0, books["unattributed"] - less), 0
        books["untold"] += [{"transaction-id": it.transactionId or "", "amount": f"{it.amount:f}",
                             "userid": it.userid or ""} for it in listed]
        self.keep(balance=answer.balance, spent=-less)
        return less

    def deposits(self, until, it):
        """What has arrived and was not told. None where nothing has, and there is time to wait (20)."""
        left = max(0, it["ends"] - time.monotonic())
        self.ask(until, min(left, 1))
        told, balance, more = self.books["untold"], self.books["balance"], self.books["unattributed"]
        if left and not told:
            return None
        self.keep(untold=[])
        return {"deposits": told, "balance": f"{balance:f}"} | ({"unattributed": f"{more:f}"} if more else {})

    def connect(self, wsdl, ca):
        """By libcurl: it looks at authority, host, validity, usage, resumes sessions (14), and reads any HTTP (18)."""
        self.wsdl, self.curl, self.options = wsdl, pycurl.Curl(), {
            pycurl.CAINFO: ca, pycurl.CAPATH: "", pycurl.PROXY: "",  # or others are trusted as well
            pycurl.SSLCERT: self.pem, pycurl.SSLVERSION: pycurl.SSLVERSION_TLSv1_2, pycurl.NOSIGNAL: 1,
            pycurl.FORBID_REUSE: 1, pycurl.MAXFILESIZE: 8 << 20,
        }

    def say(self, until, operation, **parts):
        """Gives the answer, or raises ConnectionError: ConnectionRefusedError where nothing was sent, or at a Fault."""
        self.until, self.sent, safe = until, False, zeep.Settings(forbid_dtd=True, forbid_external=True)
        try:  # where the service is now (15)
            return zeep.Client(self.wsdl, transport=self, plugins=[self], settings=safe).service[operation](**parts)
        except Exception as error:  # whatever the libraries stumbled over
            lost = self.sent and self.curl.getinfo(pycurl.REQUEST_SIZE) and not isinstance(error, zeep.exceptions.Fault)
            raise (ConnectionError if lost else ConnectionRefusedError)(str(error)) from error

    def load(self, url, more={}):
        self.curl.reset()
        half = max(1, int(500 * (self.until - time.monotonic())))  # of the time there is, for the whole answer (17)
        for option, value in (self.options | {pycurl.URL: url, pycurl.TIMEOUT_MS: half} | more).items():
            self.curl.setopt(option, value)
        return self.curl.perform_rb()

    def post_xml(self, address, envelope, headers):
        more = {pycurl.POSTFIELDS: zeep.wsdl.utils.etree_to_string(envelope), pycurl.PROTOCOLS: pycurl.PROTO_HTTPS}
        more[pycurl.HTTPHEADER], self.sent = [": ".join(field) for field in headers.items()], True
        return SimpleNamespace(content=self.load(address, more), status_code=200, headers={})  # ingress knows better

    def ingress(self, envelope, headers, operation):
        """Looks at what zeep does not look at, and takes away what it reads otherwise (18)."""
        etree.strip_tags(envelope, etree.ProcessingInstruction)
        (said,), right = envelope.find("{*}Body"), operation.output.body
        must = envelope.find("{*}Header/*[@{http://schemas.xmlsoap.org/soap/envelope/}mustUnderstand='1']")
        odd = set("".join(said.itertext("amount", "fee", "balance"))) - set("0123456789+-. \t\r\n")
        form = said.tag, sorted(it.tag for it in said), self.curl.getinfo(pycurl.RESPONSE_CODE), must, odd
        if form != (right.qname, sorted(dict(right.type.elements)), 200, None, set()) and "}Fault" not in said.tag:
            raise ValueError(f"an answer of the form {form}")
        etree.strip_attributes(said, "href", "{http://www.w3.org/2001/XMLSchema-instance}*")
        self.highest = max(self.highest, decimal.Decimal(said.findtext("fee", "0")))


HOLDERS, WRITING = {}, threading.Lock()
OPERATIONS = {
    "hello": lambda it: {"protocol": "trialplate-adapter/1", "name": "holder.py", "operations": list(OPERATIONS)},
    "configure": lambda it: HOLDERS.setdefault(it["issuer"], Holder(it["state"])).connect(it["wsdl"], it["ca"]),
    "identity": lambda it: {"key": HOLDERS[it["issuer"]].books["key"]},
    "invoice": lambda it: {"recipient": HOLDERS[it["issuer"]].books["key"], "transaction-id": os.urandom(16).hex()},
    "transfer": lambda it: HOLDERS[it["issuer"]].in_turn(HOLDERS[it["issuer"]].pay, it),
    "deposits": lambda it: HOLDERS[it["issuer"]].in_turn(HOLDERS[it["issuer"]].deposits, it),
    "exit": lambda it: {},
}


def answer(it):
    """Writes one line for one line."""
    try:
        told = {"ok": OPERATIONS[it["op"]](it) or {}}
    except Exception as error:  # none is left without an answer
        code = "unimplemented" if it["op"] not in OPERATIONS else "refused" if it["op"] == "transfer" else "failed"
        told = {"error": {"code": code, "message": str(error)}}
    with WRITING:
        print(json.dumps({"id": it["id"]} | told), flush=True)
    if it["op"] == "exit":
        os._exit(0)


for line in sys.stdin.buffer:
    threading.Thread(target=answer, args=(json.loads(line),), daemon=True).start()
