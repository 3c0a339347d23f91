"""What zeep, requests and Python leave open to somebody whose money it is. Numbers are sections of spec/lcp.md."""

import http.client
import re
import socket
import ssl
import sys
import threading
import time
from urllib.parse import urlsplit

import requests
import zeep
from lxml import etree
from urllib3.util.ssl_match_hostname import match_hostname
from zeep.exceptions import Fault

LCP, SOAP = "{http://lightweightcurrency.org}", "{http://schemas.xmlsoap.org/soap/envelope/}"
PARTS = {"transferFunds": ["fee", "result"], "getDeposits": ["balance", "deposits", "fee"]}
NUMBER = re.compile(r"\s*[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)\s*", re.ASCII)  # Python's Decimal takes more than that
LARGEST = 8 << 20  # bytes of an answer
HERE = threading.local()  # of this thread's message: `until` when it has time, and whether it may have been `sent`


class Trouble(Exception):
    """There is no answer: "refused" where nothing was sent, otherwise "failed"; and why."""


class Secured(ssl.SSLSocket):
    """The certificate has to be for the issuer's domain, too, and sessions are resumed (14)."""

    def do_handshake(self, block=False):
        if known := self.context.sessions.get(self.server_hostname):
            self.session = known
        super().do_handshake(block)
        match_hostname(self.getpeercert(), self.context.domain)
        HERE.sent = True


def read_in_time(raw, buffer, read=socket.SocketIO.readinto):
    """Python's time-out begins anew with every byte; this one is for the whole answer (17)."""
    raw._sock.settimeout(HERE.until - time.monotonic())
    count = read(raw, buffer)
    if isinstance(raw._sock, Secured):
        raw._sock.context.sessions[raw._sock.server_hostname] = raw._sock.session
    return count


def read_status(response, read=http.client.HTTPResponse._read_status):
    """Python takes a response 103 for the answer (18)."""
    while 100 < (line := read(response))[1] < 200:
        http.client.parse_headers(response.fp)
    return line


socket.SocketIO.readinto, http.client.HTTPResponse._read_status = read_in_time, read_status


class Channel:
    """What zeep fetches and sends with: a connection for each message, so that nothing is left on it for the next (18)."""

    def connect(self, wsdl, ca, key):
        tls = ssl.create_default_context(cafile=ca)  # looks at authority, host, validity and usage
        tls.load_cert_chain(key)
        tls.minimum_version, tls.sslsocket_class = ssl.TLSVersion.TLSv1_2, Secured
        tls.sessions, tls.domain = {}, urlsplit(wsdl).hostname
        self.wsdl, self.service, self.tls, self.session = wsdl, None, tls, requests.Session()
        self.session.trust_env, self.session.verify = False, ca  # or others are trusted as well
        self.session.headers = {"Accept-Encoding": "identity", "Connection": "close"}
        self.session.get_adapter("https://").init_poolmanager(1, 1, ssl_context=tls)

    def say(self, until, operation, **parts):
        """Sends a message and gives the answer, in half the time there is; or raises Fault or Trouble."""
        HERE.until, HERE.sent, known = (time.monotonic() + until) / 2, False, self.service
        try:
            safe = zeep.Settings(forbid_dtd=True, forbid_external=True)
            self.service = known or zeep.Client(self.wsdl, transport=self, settings=safe).service
            return self.service[operation](**parts)
        except Fault:
            raise
        except Exception as error:  # whatever the libraries stumbled over, there is no answer
            print(f"{operation}: {error!r:.300}", file=sys.stderr, flush=True)
            self.service = None  # it may have moved (15)
            if known and not HERE.sent:
                return self.say(until, operation, **parts)
            raise Trouble("failed" if HERE.sent else "refused", str(error)) from error

    def load(self, url):
        return self.exchange("GET", url)[1]

    def post_xml(self, address, envelope, headers):
        if urlsplit(address).scheme != "https":
            raise ValueError(f"{address} is not https")
        message, response = zeep.wsdl.utils.etree_to_string(envelope), requests.Response()
        response.status_code, document = self.exchange("POST", address, data=message, headers=headers)
        response._content = checked(response.status_code, document, etree.QName(envelope[0][0]).localname)
        return response

    def exchange(self, method, url, **content):
        content |= {"timeout": (HERE.until - time.monotonic()) / 2, "stream": True, "allow_redirects": False}
        try:
            with self.session.request(method, url, **content) as response:
                return response.status_code, response.raw.read(LARGEST)
        finally:
            self.session.close()


def checked(status, document, operation):
    """An answer as zeep reads it rightly, after what zeep does not look at (18)."""
    root = etree.fromstring(document, etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True))
    if root.getroottree().docinfo.doctype or root.find(f"{SOAP}Header/*[@{SOAP}mustUnderstand='1']") is not None:
        raise ValueError("a document type, or a header that must be understood")
    (said,) = root.find(SOAP + "Body")
    if said.tag != SOAP + "Fault":
        parts, numbers = sorted(it.tag for it in said), said.iter("amount", "fee", "balance")
        if status != 200 or said.tag != f"{LCP}{operation}Response" or parts != PARTS[operation]:
            raise ValueError(f"status {status}, {said.tag} with {parts}")
        if not all(NUMBER.fullmatch(it.text or "") for it in numbers):
            raise ValueError("a number that is none")
    for it in said.iter():
        it.attrib.clear()
    root[:] = [said.getparent()]
    return etree.tostring(root, encoding="utf-8")
