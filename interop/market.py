"""A reference issuer, the relay in front of it, and holders that speak to it through SOAP toolkits."""

import json
import os
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCRATCH = HERE.parent / "target" / "interop"
GSOAP = SCRATCH / "gsoap-trade"
PLAY = {
    "zeep": [SCRATCH / "venv" / "bin" / "python", HERE / "zeep" / "play.py"],
    "php": ["php", HERE / "php" / "play.php"],
    "gsoap": [GSOAP / "play"],
    "soap-lite": ["perl", HERE / "soap-lite" / "play.pl"],
}
PATIENCE = 60.0  # seconds: after that, a toolkit has got no answer
SETTLED = 0.3  # seconds without a byte: what was under way has arrived
APPLICATION_DATA = 23  # type of a TLS record (RFC 8446 §5.1)


class Link:
    """One connection through the relay. A deaf one lets nothing through to the holder once it has begun to ask.

    A client that sends records of application data needs nothing more of the handshake: in TLS 1.3 its own last messages are
    disguised as such, in TLS 1.2 its request is the first.
    """

    def __init__(self, client, server, deaf):
        self.ends = client, server
        self.deaf = deaf
        self.asked = False
        self.last = time.monotonic()
        self.header = b""  # of the TLS record that is being read
        self.left = 0  # bytes of it that are still to come
        for source, onward in (client, self.ask), (server, self.answer):
            threading.Thread(target=self.pump, args=(source, onward), daemon=True).start()

    def pump(self, source, onward):
        try:
            while data := source.recv(65536):
                self.last = time.monotonic()
                onward(data)
        except OSError:
            pass  # the other way has closed it
        # Of an answer that is to be lost the holder must not hear that it is over either.
        if not (self.deaf and source is self.ends[1]):
            self.cut()

    def ask(self, data):
        self.read_records(data)
        self.ends[1].sendall(data)

    def answer(self, data):
        if not (self.deaf and self.asked):
            self.ends[0].sendall(data)

    def read_records(self, data):
        while data:
            if self.left:
                self.left, data = max(0, self.left - len(data)), data[self.left :]
                continue
            missing = 5 - len(self.header)
            self.header, data = self.header + data[:missing], data[missing:]
            if len(self.header) == 5:
                self.asked = self.asked or self.header[0] == APPLICATION_DATA
                self.left, self.header = int.from_bytes(self.header[3:], "big"), b""

    def cut(self):
        for end in self.ends:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # it is closed already
            end.close()


class Relay:
    """Passes bytes on; sees TLS from outside. Its address is the one that the issuer publishes."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.upstream = None
        self.links = []
        self.lose_next = False
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.create_connection(self.upstream)
            for end in client, server:
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            deaf, self.lose_next = self.lose_next, False
            self.links.append(Link(client, server, deaf))

    def until_asked(self, before):
        """Waits until a connection newer than the first `before` has asked something and all has gone quiet."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if any(link.asked and time.monotonic() - link.last > SETTLED for link in self.links[before:]):
                return
            time.sleep(0.01)
        raise Mismatch("a request under way", "nothing was sent")


class Mismatch(Exception):
    """Something came out otherwise than it should."""

    def __init__(self, expected, actual, answer=None):
        super().__init__(f"expected {expected}, got {actual}")
        self.expected, self.actual, self.answer = expected, actual, answer


@dataclass
class Answer:
    """What a toolkit understood, line by line as its `play` prints it."""

    who: str
    what: str
    lines: list
    seconds: float
    errors: str


@dataclass
class Holder:
    """Somebody with a key, and the toolkit that speaks for them."""

    name: str
    toolkit: str
    pem: Path
    key: str
    market: "Market"

    def says(self, *words):
        """Lets the toolkit send messages, `then` between them, with one client object, and waits for the answers."""
        environment = {**os.environ, "LCP_IDENTITY": str(self.pem), "LCP_CA": str(self.market.certs / "ca.pem")}
        command = [*map(str, PLAY[self.toolkit]), self.market.wsdl, "-", *words]
        who, what = f"{self.name}, on {self.toolkit}", " ".join(map(repr, words))
        began = time.monotonic()
        try:
            done = subprocess.run(command, env=environment, capture_output=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            answer = Answer(who, what, [], PATIENCE, "")
            raise Mismatch("an answer", f"none within {PATIENCE:.0f} s", answer) from None
        lines = done.stdout.decode("utf-8", "replace").splitlines()
        errors = done.stderr.decode("utf-8", "replace")
        answer = Answer(who, what, lines, time.monotonic() - began, errors)
        if done.returncode:
            raise Mismatch("an answer that the toolkit can read", f"exit status {done.returncode}", answer)
        return answer

    def pays(self, recipient, amount, transaction, counter, userid=None):
        return self.says(*transfer(recipient, amount, transaction, counter, userid))

    def asks(self, milliseconds=0):
        return self.says("getDeposits", f"millisecondsWait={milliseconds}")

    def begins(self, act, *parts):
        """Does it in the background; comes back when it is under way."""
        before = len(self.market.relay.links)
        future = self.market.background.submit(act, *parts)
        self.market.relay.until_asked(before)
        return future


def transfer(recipient, amount, transaction, counter, userid=None):
    """The words for a transfer."""
    user = [] if userid is None else [f"userid={userid}"]
    return [
        "transferFunds",
        f"recipient={recipient.key}",
        *user,
        f"amount={amount}",
        f"transactionId={transaction}",
        f"messageCounter={counter}",
    ]


class Market:
    """A running issuer behind the relay, and the keys of all who trade there."""

    def __init__(self, trialplate, relay, names):
        self.trialplate, self.relay, self.names = trialplate, relay, names
        self.certs = SCRATCH / "trade-certs"
        self.background = ThreadPoolExecutor(4)
        self.issuer = None
        self.make_keys()

    def make_keys(self):
        for old in self.certs.glob("*") if self.certs.exists() else []:
            old.unlink()
        holders = [word for name in self.names for word in ("--holder", name)]
        made = [self.trialplate, "certs", self.certs, "--domain", "localhost", *holders]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
        for name in self.names:
            both = (self.certs / f"{name}.key.pem").read_text() + (self.certs / f"{name}.pem").read_text()
            (self.certs / f"{name}.both.pem").write_text(both)

    def open(self, funds, fees, faults):
        """Starts an issuer afresh."""
        words = ["--domain", "localhost", "--certs", self.certs]
        words += ["--service-address", f"https://localhost:{self.relay.port}/lcp"]
        words += ["--fee-transfer", fees[0], "--fee-deposits", fees[1]]
        for name, amount in funds.items():
            words += ["--fund", f"{self.certs / name}.keyid={amount}"]
        for fault in faults:
            words += ["--fault", fault]
        self.issuer = subprocess.Popen([self.trialplate, "mock", "issuer", *words], stdout=subprocess.PIPE, text=True)
        line = self.issuer.stdout.readline()
        if not line:
            raise SystemExit("the reference issuer does not start")
        ready = json.loads(line)
        host, port = ready["listen"].rsplit(":", 1)
        self.wsdl, self.relay.upstream, self.relay.links = ready["wsdl"], (host, int(port)), []

    def close(self):
        for link in self.relay.links:
            link.cut()
        self.issuer.terminate()
        self.issuer.wait()

    def holder(self, title, name, toolkit):
        key = (self.certs / f"{name}.keyid").read_text().strip()
        return Holder(title, toolkit, self.certs / f"{name}.both.pem", key, self)
