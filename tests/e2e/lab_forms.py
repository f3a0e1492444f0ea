#!/usr/bin/env python3
"""How people's programs speak, and whether they are answered so: exact bytes,
one after the other.

    lab_forms.py CASE LAB=HOST:PORT...

Prints a line for each thing that was as it should be, and ends with 1 at the
first that was not.
"""
import fcntl
import os
import signal
import socket
import struct
import sys
import termios
import time

PORTS = dict(argument.split('=', 1) for argument in sys.argv[2:])
PUTTY = bytes.fromhex('fffb1f fffb20 fffb18 fffb27 fffd01 fffb03 fffd03')


def framed(text):
    return struct.pack('>H', len(text.encode())) + text.encode()


# How it writes a message, and how it is to be answered.
FORMS = {
    'none': (lambda t: t.encode(),) * 2,
    'lf': (lambda t: t.encode() + b'\n',) * 2,
    'crlf': (lambda t: t.encode() + b'\r\n',) * 2,
    'nul': (lambda t: t.encode() + b'\0',) * 2,
    'padded': (lambda t: t.encode().ljust(256, b'\0'), lambda t: t.encode()),
    'framed': (framed,) * 2,
    'framed-lf': (lambda t: framed(t + '\n'),) * 2,
    'utf16le': (lambda t: t.encode('utf-16-le'),) * 2,
    'utf16le-lf': (lambda t: (t + '\n').encode('utf-16-le'),) * 2,
    'utf16be': (lambda t: t.encode('utf-16-be'),) * 2,
    'marked': (lambda t: t.encode('utf-16'),) * 2,
    'marked-lf': (lambda t: (t + '\n').encode('utf-16'),) * 2,
}


class Client:
    def __init__(self, lab, form='lf'):
        self.name = '%s-%s' % (lab, form)
        self.writes, self.answered = FORMS[form]
        host, port = PORTS[lab].rsplit(':', 1)
        self.socket = socket.socket()
        self.socket.settimeout(20)
        self.socket.setsockopt(socket.SOL_SOCKET, 35, 1)  # SO_TIMESTAMPNS
        self.socket.connect((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.stamp = 0

    def say(self, text):
        self.send(self.writes(text))

    def send(self, data):
        """Also arrives: nothing is in our queue any more."""
        self.socket.sendall(data)
        end = time.monotonic() + 10
        while struct.unpack('i', fcntl.ioctl(
                self.socket, termios.TIOCOUTQ, b'0000'))[0]:
            if time.monotonic() > end:
                sys.exit('%s: not taken' % self.name)

    def bytes(self, wanted):
        """Exactly these, however many segments they come in."""
        got = b''
        while len(got) < len(wanted):
            more, control, _, _ = self.socket.recvmsg(
                len(wanted) - len(got), 256)
            if not more:
                break
            if not got and control:
                seconds, ns = struct.unpack('@ll', control[0][2][:16])
                self.stamp = seconds * 10 ** 9 + ns
            got += more
        if got != wanted:
            sys.exit('%s: %r instead of %r' % (self.name, got, wanted))

    def hear(self, text):
        self.bytes(self.answered(text))

    def end(self):
        got = self.socket.recv(1024)
        if got:
            sys.exit('%s: %r instead of the end' % (self.name, got))
        self.socket.close()


def first(name):
    """The only one in the room, and in it: others may be quicker to come,
    and those of the last case may not have left yet."""
    client = Client('chat')
    client.say(name)
    client.say('/list')
    heard = b''
    while heard != b'1 member: %s\n' % name.encode():
        if heard.endswith(b'\n'):
            if b' members: ' in heard:
                client.say('/list')
            heard = b''
        heard += client.socket.recv(1)
    return client


def calc():
    """Greeted always, so that the name is known to be read."""
    for number, form in enumerate(FORMS):
        client = Client('calc', form)
        name = 'zoe%d' % number
        client.say(name)
        client.hear('Hello ' + name)
        client.say('12 + 42')
        client.hear('54')
        client.say('4.5 / 6')
        client.hear('0.75')
        client.say('q')
        client.hear('Bye')
        client.end()
        print('calc', form)


def order():
    for number, form in enumerate(FORMS):
        for other in (form, list(FORMS)[(number + 1) % len(FORMS)]):
            x, y = Client('order', form), Client('order', other)
            x.say('Alic\u00e9' if 'utf' not in form else 'Alice')
            y.say('Bob')
            said = 'X: %s received before Y: Bob' % (
                'Alic\u00e9' if 'utf' not in form else 'Alice')
            x.hear(said)
            y.hear(said)
            x.end()
            y.end()
            print('order', form, other)


def order_chat():
    for number, form in enumerate(FORMS):
        other = list(FORMS)[(number + 1) % len(FORMS)]
        x, y = Client('order', form), Client('order', other)
        x.say('Alice')
        y.say('Bob')
        for client in x, y:
            client.hear('X: Alice received before Y: Bob')
        x.say('hello there')
        y.hear('Client X: hello there')
        y.say('Bye')
        x.hear('Client Y: Bye')
        for client in x, y:
            client.hear('Bye')
            client.end()
        print('order-chat', form, other)


def chat():
    """All in one room, each by its own form; one line watches the door."""
    door = first('door')
    people = []
    for number, form in enumerate(FORMS):
        client = Client('chat', form)
        client.say('p%d-%s' % (number, form))
        joined = 'p%d-%s joined (%d members)' % (number, form, number + 2)
        for other in [door] + people:
            other.hear(joined)
        people.append(client)
    for number, client in enumerate(people):
        client.say('h\u00e9 from %d' % number)
        for other in [door] + people:
            other.hear('p%d-%s: h\u00e9 from %d' % (
                number, list(FORMS)[number], number))
        print('chat', list(FORMS)[number])
    for number, client in enumerate(people):
        client.say('/quit')
        client.hear('Bye')
        client.end()
        left = len(people) - number
        for other in [door] + people[number + 1:]:
            other.hear('p%d-%s left (%d member%s)' % (
                number, list(FORMS)[number], left, '' if left == 1 else 's'))


def gap():
    """Messages to who has no line ends keep apart; others do not wait."""
    lines = first('lines')
    bare, fast = Client('chat', 'none'), Client('chat')
    bare.say('bare')
    lines.hear('bare joined (2 members)')
    fast.say('fast')
    lines.hear('fast joined (3 members)')
    bare.hear('fast joined (3 members)')
    fast.send(b''.join(b'line %d\n' % i for i in range(10)))
    last, least = bare.stamp, 10 ** 9
    for i in range(10):
        lines.hear('fast: line %d' % i)
    for i in range(10):
        bare.hear('fast: line %d' % i)
        least = min(least, bare.stamp - last)
        last = bare.stamp
    if least < 149 * 10 ** 6:
        sys.exit('two messages %d ms apart' % (least // 10 ** 6))
    if lines.stamp > bare.stamp:
        sys.exit('who has line ends waited for who has none')
    print('apart')


def pause():
    """A line that comes in two pieces, 250 ms apart."""
    client = Client('calc')
    client.send(b'zoe\n')
    client.send(b'12 +')
    time.sleep(0.25)
    client.send(b' 42\n')
    client.bytes(b'54\n')
    door, client = first('door'), Client('chat')
    client.send(b'zoe\n')
    door.hear('zoe joined (2 members)')
    client.send(b'hello wor')
    time.sleep(0.25)
    client.send(b'ld\n')
    door.hear('zoe: hello world')
    x, y = Client('order'), Client('order')
    x.say('Alice')
    y.say('Bob')
    for client in x, y:
        client.hear('X: Alice received before Y: Bob')
    x.send(b'hello wor')
    time.sleep(0.25)
    x.send(b'ld\n')
    y.hear('Client X: hello world')
    print('whole')


def cut():
    """A frame byte by byte, with pauses; and UTF-16."""
    client = Client('calc', 'framed')
    for piece in b'\0', b'\3', b'z', b'oe':
        client.send(piece)
        time.sleep(0.25)
    client.hear('Hello zoe')
    for piece in b'\0', b'\0075 +', b' ', b'42 ':
        client.send(piece)
        time.sleep(0.25)
    client.hear('47')
    client = Client('calc', 'utf16le')
    client.send(b'm')
    client.send(b'\0i\0')
    client.send(b'a\0')
    client.hear('Hello mia')
    client = Client('calc', 'nul')
    client.send(b'X\0')
    client.hear('Hello X')
    client = Client('calc', 'padded')
    client.say('Y')
    client.hear('Hello Y')
    print('whole')


def telnet():
    client = Client('calc', 'crlf')
    client.send(PUTTY)
    time.sleep(0.3)
    client.send(b'zoe\r\n')
    client.hear('Hello zoe')
    for key in '1', '+', '1', '9', '\b':
        client.send(key.encode())
        time.sleep(0.3)
    client.send(b'\r\n')
    client.hear('2')
    client = Client('calc', 'crlf')
    for key in 'mia':
        client.send(key.encode())
        time.sleep(0.3)
    client.send(b'\r\n')
    client.hear('Hello mia')
    x, y = Client('order', 'crlf'), Client('order', 'crlf')
    x.send(PUTTY)
    # Its negotiation was first, its word was not; and it is greeted.
    x.hear('Client X connected')
    y.bytes(b'Client Y connected\n')
    y.send(b'Bob\r\n')
    x.send(b'Alice\r\n')
    for client in x, y:
        client.hear('Y: Bob received before X: Alice')
    print('negotiated')


def told():
    """--line-end crlf: but text in frames has its end."""
    for form in FORMS:
        client = Client('calc', form)
        client.say('12 + 42')
        if form.startswith('framed'):
            client.hear('54')
        elif form.startswith('utf16le'):
            client.bytes('54\r\n'.encode('utf-16-le'))
        elif form.startswith('utf16be'):
            client.bytes('54\r\n'.encode('utf-16-be'))
        elif form.startswith('marked'):
            client.bytes('54\r\n'.encode('utf-16'))
        else:
            client.bytes(b'54\r\n')
        print('told', form)


def echo():
    client = Client('echo')
    for data in b'\0\00712 + 42', b'a\0b\0', PUTTY, b'X'.ljust(80, b'\0'):
        client.send(data)
        client.bytes(data)
    print('echo')


signal.alarm(100)
{name: value for name, value in globals().items()
 if callable(value)}[sys.argv[1]]()
sys.stdout.flush()
os._exit(0)
