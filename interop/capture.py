"""Lets SOAP toolkits play holder and issuer by spec/wsdl/lcp.wsdl, and keeps what they said in spec/vectors/messages.

capture.py TOOLKIT... captures these toolkits and leaves the files of the others as they are. Each toolkit's holder
(`play.*`) talks to its own issuer (`serve.*`) through a relay; what it prints must be what was said, or the capture fails.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import create_connection, create_server

from cases import CASES
from relay import PATIENCE, relay_once

HERE = Path(__file__).resolve().parent
SCRATCH = HERE.parent / "target" / "interop"
WSDL = HERE.parent / "spec" / "wsdl" / "lcp.wsdl"
MESSAGES = HERE.parent / "spec" / "vectors" / "messages"


@dataclass
class Toolkit:
    """How to run one, and which of its messages are kept. In `serve`, HOST and PORT stand for where it listens."""

    title: str
    version: list
    play: list
    serve: list
    keeps: tuple = ("request", "response")
    parts: str = "unqualified"


VENV = str(SCRATCH / "venv" / "bin" / "python")
PHP_SERVE = ["php", "-S", "HOST:PORT", HERE / "php" / "serve.php"]
SOAP_LITE_VERSION = ["perl", "-MSOAP::Lite", "-e", "print SOAP::Lite->VERSION"]
SOAP_LITE_PLAY = ["perl", HERE / "soap-lite" / "play.pl"]
SOAP_LITE_SERVE = ["perl", HERE / "soap-lite" / "serve.pl", "HOST", "PORT"]
TOOLKITS = {
    "zeep": Toolkit(
        "zeep",
        [VENV, "-c", "import zeep; print(zeep.__version__)"],
        [VENV, HERE / "zeep" / "play.py"],
        PHP_SERVE,  # zeep is a client only
        keeps=("request",),
    ),
    "php": Toolkit(
        "PHP SOAP",
        ["php", "-r", 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;'],
        ["php", HERE / "php" / "play.php"],
        PHP_SERVE,
    ),
    "gsoap": Toolkit(
        "gSOAP",
        ["sh", "-c", "soapcpp2 -V 2>&1 | grep -o '[0-9.]*[0-9]' | head -1"],
        [SCRATCH / "gsoap" / "play"],
        [SCRATCH / "gsoap" / "serve", "HOST", "PORT"],
    ),
    "soap-lite": Toolkit("SOAP::Lite", SOAP_LITE_VERSION, SOAP_LITE_PLAY, SOAP_LITE_SERVE),
    "soap-lite-qualified": Toolkit(
        "SOAP::Lite",
        SOAP_LITE_VERSION,
        SOAP_LITE_PLAY,
        [*SOAP_LITE_SERVE, "qualified"],
        keeps=("response",),
        parts="qualified",
    ),
}


@contextmanager
def serving(toolkit):
    """Runs the toolkit's issuer; gives its port once it listens there."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(word).replace("HOST", "127.0.0.1").replace("PORT", str(port)) for word in toolkit.serve]
    with open(SCRATCH / "serve.log", "ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "LCP_WSDL": str(WSDL)})
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def wait_for(port, process):
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"the server did not start, see {SCRATCH / 'serve.log'}") from None
            time.sleep(0.02)


def play(toolkit, case, upstream_port):
    """Lets the toolkit play one case; returns request and response, normalised."""
    with create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as background:
        listener.settimeout(PATIENCE)
        port = listener.getsockname()[1]
        address = f"http://127.0.0.1:{port}/lcp"
        wsdl = SCRATCH / "lcp.wsdl"
        wsdl.write_text(WSDL.read_text().replace("https://money.com/lcp", address))
        exchange = background.submit(relay_once, listener, upstream_port)
        parts = [f"{name}={value}" for name, value in case.request.items()]
        command = [*map(str, toolkit.play), wsdl.as_uri(), address, case.operation, *parts]
        printed = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=2 * PATIENCE).stdout.decode()
        request, response = exchange.result()
    if printed != case.printed():
        raise SystemExit(f"{toolkit.title}, {case.name}: printed\n{printed}instead of\n{case.printed()}")
    for message in request, response:
        normalise(message, (port, upstream_port))
    return request, response


def normalise(message, ports):
    """Takes out what differs from run to run, or from one security update to the next (README.md lists it)."""
    for port in ports:
        message.head = message.head.replace(b"127.0.0.1:%d" % port, b"127.0.0.1:12345")
        message.body = message.body.replace(b"127.0.0.1:%d" % port, b"127.0.0.1:12345")
    head = re.sub(rb"(?m)^Date: [^\r]*", b"Date: Thu, 18 Sep 2003 00:00:00 GMT", message.head)
    message.head = re.sub(rb"(PHP(?:-SOAP)?/\d+\.\d+|libwww-perl-daemon/\d+)\.\d+", rb"\1", head)


def keep(folder, name, message):
    """Writes the two files of a message; returns how the index tells of them."""
    for suffix, content in ((".head", message.head), (".xml", message.body)):
        (MESSAGES / folder / f"{name}{suffix}").write_bytes(content)
    return {
        "head": f"{folder}/{name}.head",
        "body": f"{folder}/{name}.xml",
        "content_type": message.field("Content-Type"),
    }


def capture(folder):
    """Captures all cases of one toolkit; returns its entries of the index."""
    toolkit = TOOLKITS[folder]
    version = subprocess.run(toolkit.version, stdout=subprocess.PIPE, check=True, text=True).stdout.strip()
    shutil.rmtree(MESSAGES / folder, ignore_errors=True)
    (MESSAGES / folder).mkdir(parents=True)
    index = {"request": [], "response": []}
    with serving(toolkit) as port:
        for case in CASES:
            request, response = play(toolkit, case, port)
            about = {"toolkit": toolkit.title, "version": version, "operation": case.operation}
            if case.keep_request and "request" in toolkit.keeps:
                files = keep(folder, f"{case.name}.request", request)
                index["request"].append({**about, **files, "values": case.request})
            if case.keep_response and "response" in toolkit.keeps:
                parts = "unqualified" if "fault" in case.response else toolkit.parts
                about |= {"parts": parts, "status": int(response.head.split()[1])}
                files = keep(folder, f"{case.name}.response", response)
                index["response"].append({**about, **files, "values": case.response})
    return index


def write_index(captured):
    """Writes the index anew, with the entries it had of the toolkits that were not captured this time."""
    path = MESSAGES / "index.toml"
    old = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    text = "# Written by interop/capture.py. See README.md for what the entries mean.\n"
    for kind in ("request", "response"):
        for folder in TOOLKITS:
            kept = [entry for entry in old.get(kind, []) if entry["body"].startswith(f"{folder}/")]
            for entry in captured[folder][kind] if folder in captured else kept:
                text += f"\n[[{kind}]]\n" + "".join(f"{name} = {toml(value)}\n" for name, value in entry.items())
    path.write_text(text, "utf-8")


def toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {toml(said)}" for name, said in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)  # TOML's strings and integers are JSON's


if __name__ == "__main__":
    write_index({folder: capture(folder) for folder in sys.argv[1:]})
