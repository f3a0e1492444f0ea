"""Servers of good and bad manners for barewire wait, one scenario a run.

    client_server.py SCENARIO

prints its port, then serves one connection after the other on loopback until
it is killed, and prints each request's first line and body, or "closed".
What it does with a connection is the scenario's function below.
"""
import socket
import struct
import sys
import time
from email.utils import formatdate


def date():
    return "Date: %s\r\n" % formatdate(usegmt=True)


class Client:
    """One connection: requests in, bytes out."""

    def __init__(self, connection):
        self.connection = connection
        self.buffer = b""

    def request(self):
        """The next request as (first line, body), or None at the end.  A
        scenario's last call: the client is the one who closes."""
        while b"\r\n\r\n" not in self.buffer:
            got = self.connection.recv(4096)
            if not got:
                print("closed")
                return None
            self.buffer += got
        head, _, rest = self.buffer.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        fields = dict(line.lower().split(": ", 1) for line in lines[1:])
        length = int(fields.get("content-length", "0"))
        while len(rest) < length:
            rest += self.connection.recv(4096)
        body, self.buffer = rest[:length].decode(), rest[length:]
        print(lines[0], "|", body)
        self.name = body if "clients" in lines[0] else self.name
        return lines[0], body

    def send(self, text):
        self.connection.sendall(text if isinstance(text, bytes)
                                else text.encode())

    def answer(self, status, body, *fields, length=None, version="1.1",
               dated=None):
        length = len(body.encode()) if length is None else length
        self.send("HTTP/%s %s\r\n%s%sContent-Length: %d\r\n\r\n%s" % (
            version, status, date() if dated is None else dated,
            "".join(f + "\r\n" for f in fields), length, body))

    def register(self, status="201 Created"):
        self.request()
        self.answer(status, "registered\n")

    def waited(self):
        """Answers a pause as it should be."""
        request = self.request()
        if request:
            time.sleep(float(request[1]))
            self.answer("200 OK", "Server waited %s seconds for client %s.\n"
                        % (request[1], self.name))
        return request

    name = "?"


def good(client):
    client.register()
    while client.waited():
        pass


def registers_with_200(client):
    client.register("200 OK")
    while client.waited():
        pass


def greets(client):
    client.answer("200 OK", "Welcome to the lab\n")
    good(client)


def greets_and_says_200(client):
    client.answer("200 OK", "Welcome to the lab\n")
    registers_with_200(client)


def interim(client):
    client.register()
    client.request()
    client.send("HTTP/1.1 102 Processing\r\n\r\n")
    client.answer("200 OK", "after an interim answer\n")
    client.request()


def stalls(client):
    """Half an answer, and no more until the client has gone."""
    client.request()
    client.send("HTTP/1.1 201 Created\r\nContent-Length: 50\r\n\r\nhello")
    client.request()


def chunked(client):
    client.register()
    client.request()
    client.send("HTTP/1.1 200 OK\r\n" + date() +
                "Transfer-Encoding: chunked\r\n\r\n"
                "7\r\nServer \r\n")
    time.sleep(0.05)
    client.send("6;x=y\r\nwaited\r\n0\r\nChecked: yes\r\n\r\n")
    client.request()


def until_close(client):
    """HTTP/1.0: no length, the connection's end is the answer's."""
    request = client.request()
    client.name = "all"
    status = "201 Created" if "clients" in request[0] else "200 OK"
    client.send("HTTP/1.0 %s\r\n%s\r\nServer says %s\n" % (
        status, date(), request[1]))


def says_close(client):
    request = client.request()
    status = "201 Created" if "clients" in request[0] else "200 OK"
    client.answer(status, "Server says %s\n" % request[1],
                  "Connection: close")


def closes_silently(client):
    """Answers as if it stayed, and leaves."""
    request = client.request()
    status = "201 Created" if "clients" in request[0] else "200 OK"
    client.answer(status, "Server says %s\n" % request[1])


def closes_after_pause(client):
    """Names belong to connections, but each pause ends one."""
    client.register()
    client.waited()


remembered = set()


def remembers(client):
    """Keeps names for ever and closes after each pause."""
    request = client.request()
    if request[1] in remembered:
        client.answer("409 Conflict", "alice is taken\n")
    else:
        remembered.add(request[1])
        client.answer("201 Created", "")
    client.waited()


def byte_by_byte(client):
    client.register()
    client.request()
    for byte in "HTTP/1.1 200 OK\r\n%sContent-Length: 5\r\n\r\nslow\n" % date():
        client.send(byte)
        time.sleep(0.005)
    client.request()


def bare_lf(client):
    client.request()
    dated = date().replace("\r", "")
    client.send("HTTP/1.1 201 Created\n" + dated + "Content-Length: 0\n\n")
    client.request()
    client.send("HTTP/1.1 200 OK\n" + dated + "Content-Length: 5\n\nfine\n")
    client.request()


def controls(client):
    """Text that would do things to a terminal."""
    client.register()
    client.request()
    client.answer("200 OK", "\x1b[2Jgone\u202e\r\r\nsecond line\n")
    client.request()


def large(client):
    client.register()
    client.request()
    client.answer("200 OK", "x" * 1000000 + "\n")
    client.request()


def too_early(client):
    client.register()
    client.request()
    client.answer("200 OK", "done already\n")
    client.request()


def taken(client):
    client.request()
    client.answer("409 Conflict", "a connected client is called alice\nmore\n")
    client.request()


def refuses(client):
    client.register()
    client.request()
    client.answer("400 Bad Request", "seconds are whole\nsee the rule\n")
    client.request()


def redirects(client):
    client.request()
    client.answer("302 Found", "", "Location: http://example.com/")
    client.request()


def fails_empty(client):
    client.request()
    client.answer("500 Internal Server Error", "")
    client.request()


def garbage(client):
    client.request()
    client.send(b"\x16\x03\x01hello\r\n\r\n")
    client.request()


def malformed(client):
    client.request()
    client.send("HTTP/1.1 201 Created\r\nContent Length: 0\r\n\r\n")
    client.request()


def cut_in_head(client):
    client.request()
    client.send("HTTP/1.1 201 Crea")


def cut_in_body(client):
    client.register()
    client.request()
    client.send("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\nServer wa")


def length_too_small(client):
    client.register()
    client.request()
    client.answer("200 OK", "Server waited\n", length=7)
    client.request()


def blank_after_body(client):
    client.request()
    client.answer("201 Created", "registered\r\n", length=10)
    client.waited()
    client.request()


def too_long(client):
    client.register()
    client.request()
    time.sleep(2)
    client.answer("200 OK", "Server waited 1 seconds for client alice.")
    client.request()


def says_other(client):
    """Its number and its name are those of somebody before."""
    client.register()
    client.request()
    client.answer("200 OK", "Server waited 5 seconds for client bob.\n")
    client.request()


def undated(client):
    client.request()
    client.answer("201 Created", "", dated="")
    client.request()
    client.answer("200 OK", "fine\n", dated="")
    client.request()


def local_date(client):
    client.request()
    client.answer("201 Created", "",
                  dated="Date: %s\r\n" % time.strftime("%Y-%m-%d %H:%M:%S"))
    client.waited()
    client.request()


def zone_date(client):
    """The local time, two hours east, called GMT."""
    client.request()
    client.answer("201 Created", "", dated="Date: %s\r\n" % formatdate(
        time.time() + 7200, usegmt=True))
    client.waited()
    client.request()


def sends_request(client):
    """A program that is a client itself."""
    client.send("POST /test HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello")
    client.request()
    client.request()


def second_is_garbage(client):
    client.register()
    client.waited()
    client.request()
    client.send("ERROR 7\r\n")
    client.request()


def kicks(client):
    client.register()
    client.request()
    client.answer("503 Service Unavailable",
                  "goodbye: you were disconnected by the teacher (kicked)\n",
                  "Connection: close")


def shuts_down(client):
    client.register()
    client.request()
    client.answer("503 Service Unavailable",
                  "goodbye: the server is shutting down\n",
                  "Connection: close")


def knows_no_names(client):
    client.request()
    client.answer("404 Not Found", "INV_CMD\n")
    client.request()


def leaves(client):
    client.register()
    client.request()
    time.sleep(1)


def resets(client):
    client.register()
    client.request()
    time.sleep(1)
    client.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                 struct.pack("ii", 1, 0))


def closes_at_once(client):
    pass


def never_answers(client):
    client.register()
    client.request()
    client.request()


def main():
    scenario = globals()[sys.argv[1]]
    listener = socket.create_server(("127.0.0.1", 0))
    sys.stdout.reconfigure(line_buffering=True)
    print(listener.getsockname()[1])
    while True:
        connection, _ = listener.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with connection:
            try:
                scenario(Client(connection))
            except ConnectionError as error:
                print("lost", error)


main()
