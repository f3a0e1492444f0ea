#!/usr/bin/env python3
"""The wait exercise's best-known client, as it is handed down from class to
class, and its relatives.

    lenient_client.py HOST PORT NAME HABIT ROUNDS

It connects, blocks until the server speaks, posts its name, for which it
reads no answer, then a number of seconds each round, for which it reads once.
Its HTTP is written by hand: everything goes to /test, "DATA:" comes before
what it says, and Content-Length counts only what comes after that.

Prints "NAME HABIT: ROUNDS right" when each answer named the right name and
number in one read and nothing else was ever sent; else what came.
"""
import random
import socket
import sys
import time

HOST, PORT, NAME = sys.argv[1], int(sys.argv[2]), sys.argv[3]
HABIT, ROUNDS = sys.argv[4], int(sys.argv[5])
DATE = time.strftime('%a, %d %b %Y %H:%M:%S %Z')
LINES = ['POST /test HTTP/1.1', 'Host: localhost:%d' % PORT,
         'User-Agent: Python/3.6', 'Content-Type: text/plain',
         'Content-Length: %LENGTH%', 'Date: ' + DATE]
# What each does otherwise: a change to the lines, what ends them, what comes
# before head and text, the length that is said, what follows.
HABITS = {
    'plain': {},
    'lf': {'end': '\n'},
    'lower': {'line': 'post /test http/1.1'},
    'date': {'drop': 'Date', 'add': 'Date: ' + time.strftime('%c')},
    'java': {'drop': 'Host', 'add': 'Host: localhost/127.0.0.1:4444'},
    'nohost': {'drop': 'Host'},
    'nolength': {'drop': 'Content-Length'},
    'zero': {'length': lambda text: 0},
    'whole': {'length': lambda text: len(text) + 5},
    'large': {'length': lambda text: 100},
    'blank': {'label': 'DATA: '},
    'bare': {'label': '', 'length': lambda text: len(text), 'silent': False},
    'newline': {'after': '\n'},
    'crlf': {'after': '\r\n\r\n'},
    'padded': {'pad': 1024},
    'utf': {'utf': True},
    'mark': {'before': '\ufeff'},
    'indented': {'indent': '    ', 'end': '\n'},
    'split': {'parts': 'split'},
    'pause': {'parts': 'pause'},
    'middle': {'parts': 'middle'},
    'dribble': {'parts': 'dribble'},
    'glued': {'parts': 'glued'},
}
DO = HABITS[HABIT]


def head(text):
    lines = [l for l in LINES if not l.startswith(DO.get('drop', '-') + ':')]
    lines[0] = DO.get('line', lines[0])
    if 'add' in DO:
        lines.append(DO['add'])
    length = DO.get('length', len)(text)
    indent, end = DO.get('indent', ''), DO.get('end', '\r\n')
    made = ''.join(indent + line + end for line in lines) + end
    return (DO.get('before', '') + made).replace('%LENGTH%', str(length))


def message(text):
    """Head and body."""
    first = head(text).encode()
    last = (DO.get('label', 'DATA:') + text + DO.get('after', '')).encode()
    if 'pad' in DO:
        last += bytes(DO['pad'] - len(first) - len(last))
    if DO.get('utf'):
        first = (len(first) + len(last)).to_bytes(2, 'big') + first
    return first, last


def send(text):
    first, last = message(text)
    how = DO.get('parts', '')
    if how == 'split':
        talk.send(first)
        talk.send(last)
    elif how == 'pause':
        talk.send(first)
        time.sleep(0.05)
        talk.send(last)
    elif how == 'middle':
        talk.send(first + last[:len(text)])
        time.sleep(0.05)
        talk.send(last[len(text):])
    elif how == 'dribble':
        for byte in first + last:
            talk.send(bytes([byte]))
    else:
        talk.send(first + last)


def wrong(what, answer):
    print('%s %s: %s: %r' % (NAME, HABIT, what, answer))
    sys.exit(1)


def text_of(answer):
    begin, _, body = answer.decode().partition('\r\n\r\n')
    if not begin.startswith('HTTP/1.1 200 OK\r\n') or \
            '\r\nContent-Length: %d\r\n' % len(body) not in begin + '\r\n':
        wrong('not one whole answer', answer)
    return body


talk = socket.create_connection((HOST, PORT))
talk.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
talk.settimeout(60)
greeting = text_of(talk.recv(4096))
if not greeting.startswith('Welcome, '):
    wrong('no greeting', greeting)
number = str(random.randint(0, 1))
if DO.get('parts') == 'glued':
    talk.send(b''.join(message(NAME) + message(number)))
else:
    send(NAME)
    if not DO.get('silent', True):
        talk.recv(4096)
    send(number)
for turn in range(ROUNDS):
    answer = talk.recv(4096)
    if text_of(answer) != 'Server waited %s seconds for client %s.' % (
            number, NAME):
        wrong('round %d, %s seconds' % (turn, number), answer)
    # Mostly none: it is the rounds that count.
    number = random.choice('00001')
    if turn + 1 < ROUNDS:
        send(number)
talk.settimeout(1)
try:
    wrong('something else was sent', talk.recv(4096))
except socket.timeout:
    print('%s %s: %d right' % (NAME, HABIT, ROUNDS))
