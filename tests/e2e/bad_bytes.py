#!/usr/bin/env python3
"""One client sends what is not UTF-8; everybody else decodes what it reads,
as people's clients do, and prints what came.

    bad_bytes.py chat|order HOST PORT

order wants a server with --order-chat.
"""
import socket
import sys

BAD = [
    b'caf\xe9',                     # Latin-1
    b'\xfd\xfe\xff',                # never in UTF-8
    b'\x80 \xbf',                   # continuations alone
    b'\xc0\xaf \xe0\x80\xaf \xf0\x80\x80\xaf',      # overlong
    b'\xed\xa0\x80 \xed\xb0\x80',   # surrogates
    b'\xf4\x90\x80\x80 \xf8\x88\x80\x80\x80',       # beyond the last
    b'\xe2\x82',                    # truncated at the end
    b'\xf0\x9f\x98 z',              # and before something
    b'\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80',      # good
    b'\x1b[2J \x07 \xc2\x9b \xc2\x85 \xe2\x80\xa8.',    # terminals obey
]
# What is cut keeps whole characters; 976 bytes are left of a line.
LONG = [
    'x' * 975 + 'é' * 10,
    'x' * 974 + '€' * 10,
    'x' * 973 + '😀' * 10,
]


class Client:
    """recv().decode(): the first byte that is not UTF-8 ends it."""

    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port), timeout=20)
        self.rest = ''

    def send(self, line):
        self.socket.sendall(line + b'\n')

    def line(self):
        while '\n' not in self.rest:
            data = self.socket.recv(65536)
            if not data:
                return None
            # A recv may end inside a character; a line does not.
            while not data.endswith(b'\n'):
                data += self.socket.recv(65536)
            self.rest += data.decode()
        line, self.rest = self.rest.split('\n', 1)
        return line


def chat(host, port):
    ann, bob = Client(host, port), Client(host, port)
    ann.send(b'ann')
    ann.send(b'/list')
    ann.line()
    bob.send(b'bob')
    assert ann.line() == 'bob joined (2 members)'
    for bad in BAD:
        bob.send(bad)
        print(ann.line().encode('unicode_escape').decode())
        bob.line()
        bob.send(b'/msg ann ' + bad)
        told = ann.line()
        assert bob.line() == told.replace('bob', 'to ann', 1), told
    for text in LONG:
        bob.send(text.encode())
        cut = ann.line()
        print(len(cut.encode()) - 5, text.startswith(cut[5:]))
        bob.line()
        print(bob.line())
    bob.send(b'\xff' * 400)
    cut = ann.line()
    print(cut[5:] == '\\xFF' * 244)
    bob.line()
    print(bob.line())


def order(host, port):
    for bad in BAD:
        x, y = Client(host, port), Client(host, port)
        x.send(bad)
        y.send(b'bob')
        result = x.line()
        assert y.line() == result
        assert ' received before ' in result
        print(result.encode('unicode_escape').decode())
        x.send(bad)
        said = [part for part in result.split(' received before ')
                if part.startswith('X: ')]
        assert y.line() == 'Client ' + said[0]
        x.send(b'Bye')
        while x.line() is not None or y.line() is not None:
            pass


{'chat': chat, 'order': order}[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
