#!/usr/bin/env python3
"""What real programs send to the wait lab, each habit alone and several at
once, in two pieces cut at every byte.

    lenient_habits.py HOST PORT [WORD]

Every connection must be answered what its habit says, and nothing else. With
a WORD only the habits whose title has it.  Prints a line for each habit that
was not: what was expected, where it was cut, what came; and at the end how
many connections were right: "13 habits, 1950 connections, 0 wrong".
"""
import re
import selectors
import socket
import sys
import time

HOST, PORT = sys.argv[1], int(sys.argv[2])
WORD = sys.argv[3] if len(sys.argv) > 3 else ''
# So long nothing else may come, which is longer than any silence that ends a
# message.
QUIET = 2.5
AT_ONCE = 120

HOST_LINE = b'Host: localhost\r\n'
ONE = b'Content-Length: 1\r\n\r\n'
WAITED = [(200, r'Server waited 0 seconds for client [\w-]+\.')]
# A number of seconds that is none, and long enough to be cut.
NONE = b'00000'


def post(path=b'/wait', fields=HOST_LINE, body=ONE + b'0', line=None):
    return (line or b'POST ' + path + b' HTTP/1.1\r\n') + fields + body


def indented(text, by=b'    '):
    return b''.join(by + line for line in text.splitlines(True))


def utf(text):
    return len(text).to_bytes(2, 'big') + text


LIST = b'GET /clients/nobody HTTP/1.1\r\n' + HOST_LINE + b'\r\n'
NOBODY = [(404, r'No client .*\n')]
LABEL = b'POST /test HTTP/1.1\r\n' + HOST_LINE + \
    b'Content-Length: 5\r\n\r\nDATA:' + NONE
JAVA = b'Host: localhost/127.0.0.1:4444\r\n'

HABITS = {
    'blanks around the parts of the request line':
    (post(line=b'  POST \t /wait   HTTP/1.1\t\r\n'), WAITED),
    'a body without Content-Length': (post(body=b'\r\n0'), WAITED),
    'a body without Content-Length and its line end':
    (post(body=b'\r\n0\r\n'), WAITED),
    'NUL padding after a GET': (LIST + bytes(40), NOBODY),
    'NUL padding between': (LIST + bytes(40) + LIST + bytes(3), NOBODY * 2),
    'NUL padding after a POST': (post() + bytes(40) + post(), WAITED * 2),
    'writeUTF before the head': (utf(post()), WAITED),
    'writeUTF before each head': (utf(post()) + utf(LIST), WAITED + NOBODY),
    'writeUTF before head and body':
    (utf(post(body=ONE)) + utf(b'0'), WAITED),
    'writeUTF of more than 255 bytes':
    (utf(post(fields=HOST_LINE + b'X: ' + b'x' * 250 + b'\r\n')), WAITED),
    'Host as Java prints it': (post(fields=JAVA), WAITED),
    'two equal Content-Lengths':
    (post(fields=HOST_LINE + b'Content-Length: 1\r\n'), WAITED),
    'a method in lower case':
    (post(line=b'post /wait HTTP/1.1\r\n'), WAITED),
    'HTTP/1': (post(line=b'POST /wait HTTP/1\r\n'), WAITED),
    'a field without a colon':
    (post(fields=b'User-Agent curl\r\nJunk\r\n' + HOST_LINE), WAITED),
    'a field without a colon behind a longer Content-Length':
    (post(b'/wait', b'Content-Length: 5\r\nJunk\r\n' + HOST_LINE,
          b'\r\n' + NONE), WAITED),
    'indented fields': (b'POST /wait HTTP/1.1\r\n' + indented(
        HOST_LINE + b'Content-Length: 1\r\n') + b'\r\n0', WAITED),
    'all of it indented': (b'\n' + indented(post().replace(b'\r\n', b'\n')),
                           WAITED),
    'a byte-order mark': (b'\xef\xbb\xbf' + post(), WAITED),
    'no Host, bare LF': (post(fields=b'').replace(b'\r\n', b'\n'), WAITED),
    'too small a Content-Length': (post(b'/wait', body=ONE + NONE), WAITED),
    'too small a Content-Length, then another request':
    (post(b'/wait', body=ONE + NONE) + LIST, WAITED + NOBODY),
    'too large a Content-Length, then another request':
    (post(b'/wait', body=b'Content-Length: 9\r\n\r\n' + NONE) + LIST,
     WAITED + NOBODY),
    'too large a Content-Length':
    (post(b'/wait', body=b'Content-Length: 99\r\n\r\n' + NONE), WAITED),
    'a label that is not counted': (LABEL, WAITED),
    'a label that is not counted, then another request':
    (LABEL + LIST, WAITED + NOBODY),
    'no Content-Length, then another request':
    (post(b'/test', body=b'\r\n' + NONE) + LIST, WAITED + NOBODY),
    'no blank line':
    (post(body=b'Content-Length: 1\r\n0\r\n'), WAITED),
    'many at once':
    (bytes(2) + b'\r\n\xef\xbb\xbf' + indented(
        b'post\t/test  http/1\n' + JAVA.replace(b': ', b' : ') +
        b'Content-Length: 5\nJunk\nContent-Length: 5\n \n', b' ') +
     b'DATA:' + NONE + bytes(9) + utf(LIST.replace(b' ', b'  ')),
     WAITED + NOBODY),
    'what is right':
    (post() + LIST + post(b'/', body=b'Content-Length: 10\r\n\r\nDATA:' +
                          NONE) + LIST,
     WAITED + NOBODY + [(200, 'DATA:00000')] + NOBODY),
}


class Talk:
    def __init__(self, habit, cut):
        self.bytes = HABITS[habit][0]
        self.want = HABITS[habit][1]
        self.cut = cut
        self.got = b''
        self.closed = False
        self.socket = socket.create_connection((HOST, PORT))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.send(self.bytes[:cut])

    def read(self):
        try:
            data = self.socket.recv(65536)
        except ConnectionResetError:
            data = b''
        self.got += data
        self.closed = self.closed or not data

    def answers(self):
        """What came, as status and body of each answer; the rest."""
        left, found = self.got, []
        while True:
            head, end, body = left.partition(b'\r\n\r\n')
            size = re.search(rb'\r\nContent-Length: (\d+)', head)
            if not end or not size or len(body) < int(size.group(1)):
                return found, left
            size = int(size.group(1))
            found.append((int(head.split()[1]), body[:size].decode()))
            left = body[size:]

    def right(self):
        found, left = self.answers()
        return not self.closed and not left and \
            len(found) == len(self.want) and all(
                have[0] == want[0] and re.fullmatch(want[1], have[1])
                for have, want in zip(found, self.want))


def read_until(talks, done, seconds):
    end = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        for talk in talks:
            selector.register(talk.socket, selectors.EVENT_READ, talk)
        while not done() and time.monotonic() < end:
            for key, _ in selector.select(0.1):
                key.data.read()
                if key.data.closed:
                    selector.unregister(key.fileobj)


def run(habit, cuts):
    talks = [Talk(habit, cut) for cut in cuts]
    time.sleep(0.05)
    for talk in talks:
        try:
            talk.socket.send(talk.bytes[talk.cut:])
        except ConnectionError:
            talk.closed = True
    read_until(talks, lambda: all(talk.right() for talk in talks), 20)
    return talks


wrong = total = 0
habits = [habit for habit in HABITS if WORD in habit]
late = []
for habit in habits:
    length = len(HABITS[habit][0])
    cuts = list(range(1, length + 1))
    for at in range(0, length, AT_ONCE):
        # Nothing else may come; that is looked at while others are asked.
        late += [(habit, talk) for talk in run(habit, cuts[at:at + AT_ONCE])]
        if len(late) > 400 or (habit == habits[-1] and
                               at + AT_ONCE >= length):
            read_until([talk for _, talk in late], lambda: False, QUIET)
            for name, talk in late:
                total += 1
                talk.socket.close()
                if not talk.right():
                    wrong += 1
                    print('%s, cut at %d, %r: %r' % (
                        name, talk.cut, talk.bytes, talk.got))
            late = []
print('%d habits, %d connections, %d wrong' % (len(habits), total, wrong))
sys.exit(wrong != 0)
