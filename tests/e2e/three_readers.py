#!/usr/bin/env python3
"""Talks to the wait lab in ways that are right and wrong, and counts.

three_readers.py PORT SEED

Twelve kept-alive connections take turns; each request's answer is read before
the next one.  Prints what was said, as JSON: requests by method, answers by
status, requests that are wrong, bytes both ways, connections.
"""
import collections
import json
import random
import re
import socket
import sys

TURNS = 400


class Client:
    def __init__(self, port, counts):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.settimeout(60)
        self.rest = b""
        self.counts = counts
        self.over = False
        counts["connections"] += 1

    def say(self, method, request, wrong=False):
        self.counts["requests"][method] += 1
        self.counts["wrong"] += wrong
        self.counts["bytes_in"] += len(request)
        self.socket.sendall(request)

    def part(self):
        part = self.socket.recv(65536)
        if not part:
            sys.exit("the server closed in mid-answer")
        self.rest += part

    def hear(self, method):
        while b"\r\n\r\n" not in self.rest:
            self.part()
        size = self.rest.index(b"\r\n\r\n") + 4
        head = self.rest[:size].decode()
        if method != "HEAD":
            size += int(re.search(r"(?im)^content-length: *(\d+)",
                                  head).group(1))
        while len(self.rest) < size:
            self.part()
        self.rest = self.rest[size:]
        self.counts["answers"][head.split(" ")[1]] += 1
        self.counts["bytes_out"] += size
        self.over = re.search(r"(?im)^connection: *close", head) is not None

    def end(self):
        self.socket.shutdown(socket.SHUT_WR)
        if self.rest or self.socket.recv(1):
            sys.exit("the server said more than it was asked")
        self.socket.close()


def request(method, path, body=None, fields=""):
    length = "" if body is None else f"Content-Length: {len(body)}\r\n"
    return (f"{method} {path} HTTP/1.1\r\nHost: a\r\nUser-Agent: three/1\r\n"
            f"{fields}{length}\r\n{body or ''}").encode()


# Method, request, is it wrong?
RIGHT = [
    ("GET", request("GET", "/"), False),
    ("GET", request("GET", "/clients"), False),
    ("GET", request("GET", "/nothing"), False),
    ("HEAD", request("HEAD", "/"), False),
    ("HEAD", request("HEAD", "/nothing"), False),
    ("POST", request("POST", "/wait", "0"), False),
    ("POST", request("POST", "/wait", "seven"), False),
    ("POST", request("POST", "/clients", "12 3"), False),
    ("POST", request("POST", "/", "x" * 3000), False),
    ("OPTIONS", request("OPTIONS", "/wait"), False),
    ("DELETE", request("DELETE", "/clients"), False),
]
WRONG = [
    ("GET", b"GET / HTTP/1.1\r\nUser-Agent: three/1\r\n\r\n", True),
    ("GET", request("GET", "/", fields="Host: b\r\n"), True),
    ("POST", request("POST", "/wait", "0", "Content-Length: 2\r\n"), True),
    ("GET", request("GET", "/", fields="no colon\r\n"), True),
]
CUT = [
    ("GET", b"GET /clients HTTP/1.1\r\nHost: a\r\nUser-Ag", True),
    ("POST", request("POST", "/wait", "1234567890")[:-7], True),
]


def turn(client, chance):
    what = chance.random()
    method, bytes_, wrong = chance.choice(
        RIGHT if what < 0.85 else WRONG if what < 0.95 else CUT)
    client.say(method, bytes_, wrong)
    if what >= 0.95:
        client.socket.shutdown(socket.SHUT_WR)
    client.hear(method)
    if what >= 0.95 or client.over:
        if client.rest or client.socket.recv(1):
            sys.exit("the server said more than it was asked")
        client.socket.close()
        return False
    return True


def main(port, seed):
    chance = random.Random(seed)
    counts = {"requests": collections.Counter(),
              "answers": collections.Counter(), "wrong": 0, "bytes_in": 0,
              "bytes_out": 0, "connections": 0}
    clients = [Client(port, counts) for _ in range(12)]
    for _ in range(TURNS):
        at = chance.randrange(len(clients))
        if not turn(clients[at], chance):
            clients[at] = Client(port, counts)
    for client in clients:
        client.end()
    print(json.dumps(counts))


main(int(sys.argv[1]), int(sys.argv[2]))
