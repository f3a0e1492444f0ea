#!/usr/bin/env python3
"""A room full of people: each says LINES lines, everyone must read every
line of everybody, all in the same order.

    chat_room.py HOST PORT PEOPLE LINES [DEAF [WIDTH]]

DEAF more of them read next to nothing until all has been said: they must
neither hold up the others nor be told a wrong number of missed messages.  (Who
takes nothing at all for 60 s is given up, and a busy machine may need longer
than that.)  Lines are WIDTH bytes.  Prints "people=200 lines=20 read=800000 missing=0 orders=1 missed=0
deaf=0 deaf_right=0 deaf_missed=0 seconds=12.3".
"""
import selectors
import socket
import sys
import time

HOST, PORT = sys.argv[1], int(sys.argv[2])
PEOPLE, LINES = int(sys.argv[3]), int(sys.argv[4])
DEAF = int(sys.argv[5]) if len(sys.argv) > 5 else 0
WIDTH = int(sys.argv[6]) if len(sys.argv) > 6 else 0


class Person:
    def __init__(self, number):
        self.name = 'p%03d' % number
        self.deaf = number >= PEOPLE
        self.socket = socket.socket()
        if self.deaf:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.settimeout(60)
        self.socket.connect((HOST, PORT))
        self.socket.send((self.name + '\n').encode())
        self.rest = b''
        self.said = []          # what it read of what people said
        self.missed = 0
        self.joined = 1

    def read(self, most=65536):
        data = self.socket.recv(most)
        if not data:
            return False
        lines = (self.rest + data).split(b'\n')
        self.rest = lines.pop()
        for line in lines:
            text = line.decode()
            if ': line ' in text:
                self.said.append(text.rstrip('.'))
            elif text.startswith('You missed'):
                self.missed += int(text.split()[2])
            elif ' joined (' in text:
                self.joined = int(text.split('(')[1].split()[0])
        return True


def sip():
    """A few bytes for each of the deaf, now and then."""
    global sipped
    if time.monotonic() - sipped < 5:
        return
    sipped = time.monotonic()
    for person in people:
        if person.deaf:
            try:
                person.socket.settimeout(0)
                person.read(16)
            except BlockingIOError:
                pass


def wait(people, done, sips=False):
    """Until it is done, or nothing has come for a minute."""
    end = time.monotonic() + 60
    while not all(done(p) for p in people) and time.monotonic() < end:
        for key, _ in selector.select(0.2):
            if not key.data.read():
                selector.unregister(key.fileobj)
            end = time.monotonic() + 60
        if sips:
            sip()


sipped = 0
selector = selectors.DefaultSelector()
people = [Person(i) for i in range(PEOPLE + DEAF)]
readers = [p for p in people if not p.deaf]
for person in readers:
    selector.register(person.socket, selectors.EVENT_READ, person)
# Everybody is in when the first one has read so: it joined before them.
wait(readers[:1], lambda p: p.joined >= PEOPLE + DEAF)
begun = time.monotonic()
for number in range(LINES):
    for person in readers:
        line = 'line %d of %s' % (number, person.name)
        person.socket.sendall((line.ljust(WIDTH, '.') + '\n').encode())
    for key, _ in selector.select(0):
        key.data.read()
    sip()
wanted = PEOPLE * LINES
wait(readers, lambda p: len(p.said) + p.missed >= wanted, True)
took = time.monotonic() - begun
deaf = [p for p in people if p.deaf]
for person in deaf:
    person.socket.settimeout(60)
for person in deaf:
    selector.register(person.socket, selectors.EVENT_READ, person)
wait(deaf, lambda p: len(p.said) + p.missed >= wanted)
whole = {'%s: line %d of %s' % (p.name, n, p.name)
         for p in readers for n in range(LINES)}
print('people=%d lines=%d read=%d missing=%d orders=%d missed=%d deaf=%d '
      'deaf_right=%d deaf_missed=%d seconds=%.1f' %
      (PEOPLE, LINES, sum(len(p.said) for p in readers),
       sum(len(whole - set(p.said)) for p in readers),
       len({tuple(p.said) for p in readers}),
       sum(p.missed for p in readers), DEAF,
       sum(len(p.said) + p.missed == wanted for p in deaf),
       sum(p.missed for p in deaf), took))
