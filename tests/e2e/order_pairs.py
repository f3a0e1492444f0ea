#!/usr/bin/env python3
"""Many pairs of the order lab at once, each with an arrival that is enforced
here: the second message of a pair is sent only when the first has been
acknowledged by the kernel of the server (its send queue is empty).

    order_pairs.py HOST PORT PAIRS

Prints "pairs=100 right=100 wrong=0 unpaired=0".
"""
import fcntl
import random
import socket
import struct
import sys
import termios
import time

HOST, PORT, PAIRS = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
chance = random.Random(12000)


def unsent(s):
    return struct.unpack('i', fcntl.ioctl(s, termios.TIOCOUTQ, b'0000'))[0]


def send_and_arrive(s, text):
    s.send(text.encode())
    end = time.monotonic() + 10
    while unsent(s) and time.monotonic() < end:
        pass


def read_result(s):
    """All that comes until the server closes, without greetings."""
    data = b''
    while True:
        piece = s.recv(1024)
        if not piece:
            break
        data += piece
    return [line for line in data.decode().splitlines()
            if not line.endswith('connected')]


# Connected one after the other: who is X and who Y is known from that.
clients = []
for i in range(2 * PAIRS):
    s = socket.create_connection((HOST, PORT), timeout=60)
    clients.append(s)
time.sleep(float(sys.argv[4]) if len(sys.argv) > 4 else 0)

order = list(range(PAIRS))
chance.shuffle(order)
expected = {}
for pair in order:
    x, y = clients[2 * pair], clients[2 * pair + 1]
    names = {'X': 'Alice-%d' % pair, 'Y': 'Bob-%d' % pair}
    first, second = ('X', 'Y') if chance.random() < 0.5 else ('Y', 'X')
    for letter in (first, second):
        send_and_arrive(x if letter == 'X' else y, names[letter])
    expected[pair] = '%s: %s received before %s: %s' % (
        first, names[first], second, names[second])

right = wrong = unpaired = 0
for pair in range(PAIRS):
    results = [read_result(clients[2 * pair + side]) for side in (0, 1)]
    if results[0] != results[1]:
        unpaired += 1
        print('pair %d: %r' % (pair, results), file=sys.stderr)
    elif results[0] == [expected[pair]]:
        right += 1
    else:
        wrong += 1
        print('pair %d: %r, not %r' % (pair, results[0], expected[pair]),
              file=sys.stderr)
print('pairs=%d right=%d wrong=%d unpaired=%d' % (PAIRS, right, wrong,
                                                  unpaired))
