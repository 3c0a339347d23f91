"""A relay that stands between one client and one server and keeps, byte for byte, what each of them said."""

import socket
from dataclasses import dataclass

PATIENCE = 10.0  # seconds


@dataclass
class Message:
    """One HTTP message; `head` ends with the empty line."""

    head: bytes
    body: bytes

    def field(self, name):
        """The value of a header field, or None."""
        for line in self.head.decode("latin-1").split("\r\n")[1:]:
            key, _, value = line.partition(":")
            if key.lower() == name.lower():
                return value.strip()
        return None


def read_message(stream):
    """Reads one message, which must have a Content-Length: so far every toolkit sends one."""
    message = Message(b"", b"")
    while not message.head.endswith(b"\r\n\r\n"):
        line = stream.readline()
        if not line:
            raise ConnectionError(f"the connection ended within the head: {message.head!r}")
        message.head += line
    message.body = stream.read(int(message.field("Content-Length")))
    return message


def relay_once(listener, upstream_port):
    """Lets one exchange through; returns request and response."""
    client, _ = listener.accept()
    with client, socket.create_connection(("127.0.0.1", upstream_port)) as server:
        client.settimeout(PATIENCE)
        server.settimeout(PATIENCE)
        request = read_message(client.makefile("rb"))
        server.sendall(request.head + request.body)
        response = read_message(server.makefile("rb"))
        client.sendall(response.head + response.body)
    return request, response
