"""People at work in all labs: who comes, says something, and goes, in good ways
and in bad ones.  For server_storm.py and server_soak.py.

    crowd = Crowd({'chat': ('127.0.0.1', 12001), ...}, count, pause_s)
    crowd.start(); ...; crowd.stop()
    crowd.served, crowd.broken      sessions, by lab

A session that its server broke off is counted as broken, and forgotten.  UDP
ports are 'clock/udp' and so on.
"""
import glob
import os
import random
import signal
import socket
import threading

PATIENCE_S = 10


class Broken(Exception):
    pass


class Line:
    """One TCP connection."""

    def __init__(self, place):
        self.socket = socket.create_connection(place, PATIENCE_S)
        self.rest = b''

    def send(self, data):
        self.socket.sendall(data)

    def until(self, end):
        while end not in self.rest:
            part = self.socket.recv(65536)
            if not part:
                raise Broken
            self.rest += part
        found, _, self.rest = self.rest.partition(end)
        return found

    def close(self):
        self.socket.close()


def http(line, method, path, body=b''):
    line.send(b'%s %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s'
              % (method, path, len(body), body))
    head = line.until(b'\r\n\r\n').lower()
    length = int(head.partition(b'content-length:')[2].split()[0])
    while len(line.rest) < length:
        part = line.socket.recv(65536)
        if not part:
            raise Broken
        line.rest += part
    line.rest = line.rest[length:]
    return int(head.split()[1])


def wait(person, line):
    http(line, b'POST', b'/clients', person.called)
    for _ in range(person.chance.randrange(1, 6)):
        http(line, b'POST', b'/wait', b'0')
        http(line, b'GET', b'/clients')
    if person.chance.random() < 0.2:
        http(line, b'POST', b'/', b'x' * 20000)
    if person.chance.random() < 0.2:
        line.send(b'GET / HTTP/1.1\r\nHost')


def chat(person, line):
    line.send(person.called + b'\n')
    for number in range(person.chance.randrange(1, 8)):
        line.send(b'line %d\n' % number)
        line.until(b'line %d' % number)
    line.send(b'/list\n')


def order(person, line):
    line.send(person.called + b'\n')
    line.until(b'before')


def calc(person, line):
    line.send(person.called + b'\n')
    for number in range(person.chance.randrange(1, 6)):
        line.send(b'%d * 7\n' % number)
        line.until(b'%d\n' % (7 * number))
    if person.chance.random() < 0.2:
        line.send(b'\xff\xfe\x00garbage\n')


def echo(person, line):
    text = person.called * person.chance.randrange(1, 200)
    line.send(text + b'\n')
    line.until(b'\n')


def datagram(person, place, text):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(1)
        sock.connect(place)
        sock.send(text)
        sock.recv(65536)


SESSIONS = {'wait': wait, 'chat': chat, 'order': order, 'calc': calc,
            'echo': echo}


class Person(threading.Thread):
    def __init__(self, crowd, number):
        super().__init__(daemon=True)
        self.crowd = crowd
        self.called = b'p%d' % number
        self.chance = random.Random(number)

    def visit(self, lab):
        place = self.crowd.places[lab]
        if lab.endswith('/udp'):
            datagram(self, place, b'SEND_TIME')
            return
        line = Line(place)
        try:
            if self.chance.random() < 0.1:
                line.send(self.called[:1])
                return
            SESSIONS[lab](self, line)
        finally:
            line.close()

    def run(self):
        crowd = self.crowd
        while not crowd.over.is_set():
            lab = self.chance.choice(sorted(crowd.places))
            try:
                self.visit(lab)
                crowd.count(crowd.served, lab)
            except (Broken, OSError, ValueError, IndexError):
                crowd.count(crowd.broken, lab)
            crowd.over.wait(crowd.pause_s * self.chance.random() * 2)


class Crowd:
    def __init__(self, places, count, pause_s):
        self.places = places
        self.pause_s = pause_s
        self.over = threading.Event()
        self.lock = threading.Lock()
        self.served = dict.fromkeys(places, 0)
        self.broken = dict.fromkeys(places, 0)
        self.people = [Person(self, number) for number in range(count)]

    def count(self, counts, lab):
        with self.lock:
            counts[lab] += 1

    def start(self):
        for person in self.people:
            person.start()

    def stop(self):
        self.over.set()
        for person in self.people:
            person.join(2 * PATIENCE_S)


def places(words):
    """chat=127.0.0.1:12001 clock/udp=127.0.0.1:12002 ..."""
    found = {}
    for word in words:
        lab, _, address = word.partition('=')
        host, _, port = address.rpartition(':')
        found[lab] = (host, int(port))
    return found


def command(pid):
    try:
        with open(f'/proc/{pid}/comm', encoding='utf-8') as file:
            return file.read().strip()
    except OSError:
        return ''


def alive(pid):
    """Not yet a zombie."""
    try:
        with open(f'/proc/{pid}/stat', encoding='utf-8') as file:
            return file.read().rpartition(')')[2].split()[0] not in 'ZX'
    except (OSError, IndexError):
        return False


def children(server):
    """The server's processes, whichever thread made them: pid and name."""
    pids = []
    for path in glob.glob(f'/proc/{server}/task/*/children'):
        try:
            with open(path, encoding='ascii') as file:
                pids += [int(word) for word in file.read().split()]
        except OSError:
            continue
    return [(pid, command(pid)) for pid in pids]


def strike(pid, number=signal.SIGKILL):
    try:
        os.kill(pid, number)
        return True
    except ProcessLookupError:
        return False
