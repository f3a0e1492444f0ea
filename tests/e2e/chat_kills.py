#!/usr/bin/env python3
"""A room whose children are killed at random while everybody talks.

    chat_kills.py HOST PORT SERVER-PID KILLS

Who is killed comes back under another name.  Afterwards /list must name
exactly those who are connected, and everyone must have been said to have left
once.  Prints "kills=300 members=30 listed=30 strangers=0 left_twice=0".
"""
import os
import random
import selectors
import signal
import socket
import sys
import time

HOST, PORT = sys.argv[1], int(sys.argv[2])
SERVER, KILLS = int(sys.argv[3]), int(sys.argv[4])
MEMBERS = 30
chance = random.Random(12001)
selector = selectors.DefaultSelector()
serial = 0


class Member:
    def __init__(self):
        self.enter()

    def enter(self):
        global serial
        serial += 1
        self.name = 'm%d' % serial
        self.rest = b''
        self.socket = socket.create_connection((HOST, PORT), timeout=30)
        self.socket.sendall((self.name + '\n').encode())
        selector.register(self.socket, selectors.EVENT_READ, self)

    def leave(self):
        selector.unregister(self.socket)
        self.socket.close()

    def say(self, text):
        try:
            self.socket.sendall((text + '\n').encode())
        except OSError:
            pass            # killed: reading will tell

    def read(self):
        try:
            data = self.socket.recv(65536)
        except OSError:
            data = b''
        if not data:
            self.leave()
            self.enter()
            return []
        lines = (self.rest + data).split(b'\n')
        self.rest = lines.pop()
        return [line.decode() for line in lines]


def children():
    with open('/proc/%d/task/%d/children' % (SERVER, SERVER)) as file:
        pids = file.read().split()
    found = []
    for pid in pids:
        try:
            with open('/proc/%s/comm' % pid) as file:
                if file.read().strip() == 'bw-chat':
                    found.append(int(pid))
        except OSError:
            pass
    return found


def turn(timeout, heard):
    for key, _ in selector.select(timeout):
        for line in key.data.read():
            heard(key.data, line)


watcher = Member()          # sees who leaves; is not killed
left = {}


def note(member, line):
    if member is watcher and ' left (' in line:
        name = line.split()[0]
        left[name] = left.get(name, 0) + 1


time.sleep(0.3)
spared = children()
members = [Member() for _ in range(MEMBERS - 1)]
kills, end = 0, time.monotonic() + 60
while kills < KILLS and time.monotonic() < end:
    for member in members:
        if chance.random() < 0.5:
            member.say('line from %s' % member.name)
    turn(0.002, note)
    victims = [pid for pid in children() if pid not in spared]
    if victims:
        try:
            os.kill(chance.choice(victims), signal.SIGKILL)
            kills += 1
        except OSError:
            pass
# Until nothing has been said for a second.
quiet = time.monotonic() + 1


def still(member, line):
    global quiet
    quiet = time.monotonic() + 1
    note(member, line)


while time.monotonic() < quiet:
    turn(0.1, still)
listed = []


def answer(member, line):
    if member is watcher and ' members: ' in line:
        listed.extend(line.split(': ')[1].split(', '))


watcher.say('/list')
end = time.monotonic() + 10
while not listed and time.monotonic() < end:
    turn(0.1, answer)
living = {m.name for m in members} | {watcher.name}
print('kills=%d members=%d listed=%d strangers=%d left_twice=%d' % (
    kills, len(living), len(listed), len(living ^ set(listed)),
    sum(count > 1 for count in left.values())))
