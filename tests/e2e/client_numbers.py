#!/usr/bin/env python3
"""Clients' numbers, as a watcher reads them in the feed, and kicks by them.

    client_numbers.py INSTANCE-DIRECTORY HOST PORT [NUMBER...]

The port is the calc lab's of a server for one client at a time (-m 1), so
that rows are soon used again.  A client that has gone cannot be kicked by its
number although another one has its name and its row; nor can those whose
numbers are given, clients of a server before this one.  Prints all numbers
that were seen, in one line.
"""
import os
import socket
import struct
import sys
import time

PATIENCE = 30
HEAD = 136          # struct feed_head
CONNECTED, REGISTERED, DISCONNECTED = 0, 1, 3
ROWS = 1 + 64       # and those of two UDP ports, which are not for us

directory, host, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
feed = b''


def watch():
    made = os.path.join(directory, 'numbers.%d' % os.getpid())
    os.mkfifo(made)
    fd = os.open(made, os.O_RDWR | os.O_NONBLOCK)
    os.rename(made, os.path.join(directory, 'feed.7'))
    return fd


def record():
    """The next record's event, client and name; None when there is none."""
    global feed
    try:
        feed += os.read(fifo, 65536)
    except BlockingIOError:
        pass
    if len(feed) < HEAD:
        return None
    length, event = struct.unpack_from('=HB', feed, 4)
    client, = struct.unpack_from('=Q', feed, 16)
    name_len = feed[54]
    name = feed[HEAD:HEAD + name_len].decode()
    feed = feed[length:]
    return event, client, name


def wait_for(event, name):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        got = record()
        if got is None:
            time.sleep(0.01)
        elif got[0] == event and (name is None or got[2] == name):
            return got[1]
    sys.exit('no event %d of %s' % (event, name))


def join(name):
    s = socket.create_connection((host, port), PATIENCE)
    s.sendall(name.encode() + b'\n')
    return s, wait_for(REGISTERED, name)


def ask(request):
    s = socket.socket(socket.AF_UNIX)
    s.settimeout(PATIENCE)
    s.connect(os.path.join(directory, 'control'))
    s.sendall(request.encode() + b'\n')
    return s.recv(256).decode().rstrip('\n')


def check(got, expected):
    if got != expected:
        sys.exit('%r instead of %r' % (got, expected))


GONE = 'error the client is not connected any more'
fifo = watch()
s, first = join('alice')
for number in sys.argv[4:]:
    check(ask('kick ' + number), GONE)
s.close()
wait_for(DISCONNECTED, 'alice')
seen = [first]
for turn in range(ROWS):
    s, number = join('alice')
    if number in seen:
        sys.exit('%d is a number twice' % number)
    seen.append(number)
    if turn < ROWS - 1:
        s.close()
        wait_for(DISCONNECTED, 'alice')
for number in seen[:-1]:
    check(ask('kick %d' % number), GONE)
for wrong in '', 'alice', '-1', '+1', '0x1', '1 2', '18446744073709551616', \
        '%d ' % number, ' %d' % number:
    check(ask('kick ' + wrong), 'error kick takes the number of a client')
check(ask('kick 0'), GONE)
s.sendall(b'1+1\n')
check(s.recv(100), b'2\n')
check(ask('kick %d' % seen[-1]), 'ok')
while s.recv(100):
    pass
os.unlink(os.path.join(directory, 'feed.7'))
print(*seen)
