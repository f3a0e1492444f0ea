#!/usr/bin/env python3
"""A client that stamps what it gets, segment by segment.

    mischief_client.py ADDRESS:PORT [udp] STEP...

say=TEXT        sends it ("\\n" is a line end)
until=COUNT     reads until so many bytes have come since the last say, or the
                connection has ended; 20 s at most
read=SECONDS    reads for so long
port            prints its own port at once

Prints at its end, as JSON: "segments", each with "ms" since the last say and
its "text", and "end": open, fin or reset.
"""
import json
import os
import select
import socket
import sys
import time

PATIENCE_S = 20 * int(os.environ.get('TEST_SLOWNESS', '1'))


class Client:
    def __init__(self, address, udp):
        host, port = address.rsplit(':', 1)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM if udp
                                    else socket.SOCK_STREAM)
        self.socket.connect((host, int(port)))
        self.udp = udp
        self.said = time.monotonic()
        self.since = 0
        self.segments = []
        self.end = 'open'

    def say(self, text):
        self.said = time.monotonic()
        self.since = 0
        try:
            self.socket.sendall(text.replace('\\n', '\n').encode())
        except OSError:
            self.end = 'reset'

    def read(self, seconds, count=None):
        until = time.monotonic() + seconds
        while self.end == 'open' and (count is None or self.since < count):
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.socket], [], [], left)[0]:
                return
            try:
                got = self.socket.recv(65536)
            except OSError:
                self.end = 'reset'
                return
            if got == b'' and not self.udp:
                self.end = 'fin'
                return
            self.since += len(got)
            self.segments.append({
                'ms': int((time.monotonic() - self.said) * 1000),
                'text': got.decode('utf-8', 'replace')})


def main():
    arguments = sys.argv[2:]
    udp = arguments[:1] == ['udp']
    client = Client(sys.argv[1], udp)
    for step in arguments[udp:]:
        word, _, value = step.partition('=')
        if word == 'say':
            client.say(value)
        elif word == 'until':
            client.read(PATIENCE_S, int(value))
        elif word == 'read':
            client.read(float(value))
        elif word == 'port':
            print(client.socket.getsockname()[1], flush=True)
        else:
            sys.exit('no such step: ' + step)
    print(json.dumps({'segments': client.segments, 'end': client.end}))


main()
