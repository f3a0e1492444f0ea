"""Plays the conversations of a manual page against a server.

manual_play.py PAGE --list		the options its servers need, a line each
manual_play.py PAGE OPTIONS LAB=HOST:PORT...
				plays those for a server with these options
manual_play.py PAGE OPTIONS LAB=HOST:PORT... --record
				the same, and prints what came

A conversation is a display in the page behind a comment:

	.\\" play: LAB [udp] [OPTION...]
	.Bd -literal
	> what a client sends
	< what it is sent
	-- closed
	.Ed

A name before > and < is that of one of several clients, which connect in the
order in which they are named first.  In the wait lab lines end in CR LF but
those of a body (where \\r and \\n are told), elsewhere in LF, but a datagram in
nothing.  `-- connects` sends nothing, `-- closed` is the end of the connection,
`-- N seconds` says that the next line takes that long.  What differs from day
to day (numbers of processes, ports, times) is compared by its form.
"""
import re
import select
import socket
import sys
import time

PATIENCE = 20
FORMS = [
    (r"guest-\d+", "guest-1"),
    (r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT", "DATE"),
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", "STAMP"),
    (r"\d{4}-\d\d-\d\d", "DAY"),
    (r"\d\d:\d\d:\d\d", "TIME"),
    (r"127\.0\.0\.1:\d+", "127.0.0.1:1"),
    (r"^(process|bytes (in|out)): \d+", r"\1: 1"),
    # A process may not yet have said that its answer is out.
    (r"^state: (idle|sending)", "state: idle"),
    (r"^Content-Length: \d+$", "Content-Length: 1"),
]
ESCAPES = (("\\-", "-"), ("\\(aq", "'"), ("\\(ga", "`"), ("\\(ha", "^"),
           ("\\(ti", "~"), ("\\(dq", '"'), ("\\&", ""), ("\\e", "\\"))


def plain(line):
    """What roff makes of a line of a display."""
    for escape, char in ESCAPES:
        line = line.replace(escape, char)
    return line


def form(text):
    for pattern, word in FORMS:
        text = re.sub(pattern, word, text)
    # Who is there is told in no order.
    before, members, names = text.partition(" members: ")
    return before + members + ", ".join(sorted(names.split(", ")))


class Play:
    def __init__(self, where, words):
        self.where = where
        self.lab = words[0]
        self.udp = "udp" in words[1:]
        self.options = " ".join(w for w in words[1:] if w != "udp")
        self.lines = []


def plays(page):
    found, play, inside = [], None, False
    with open(page, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if line.startswith('.\\" play:'):
                play = Play("%s:%d" % (page, number), line.split()[2:])
            elif play and line.startswith(".Bd"):
                inside = True
            elif play and line == ".Ed":
                found.append(play)
                play, inside = None, False
            elif inside:
                play.lines.append(plain(line))
    return found


class Client:
    """One connection, or one socket for datagrams."""

    def __init__(self, play, address):
        kind = socket.SOCK_DGRAM if play.udp else socket.SOCK_STREAM
        self.udp = play.udp
        self.http = play.lab == "wait"
        self.socket = socket.socket(socket.AF_INET, kind)
        self.socket.settimeout(PATIENCE)
        self.socket.connect(address)
        self.bytes = b""
        self.lines = []
        self.closed = False

    def send(self, lines):
        if self.udp:
            for line in lines:
                self.socket.send(line.encode())
            return
        if not self.http:
            self.socket.sendall("".join(x + "\n" for x in lines).encode())
            return
        request = re.compile(r"[A-Z]+ \S+ HTTP/")
        text, body = "", not request.match(lines[0])
        for line in lines:
            if body and not request.match(line):
                text += line.replace("\\r", "\r").replace("\\n", "\n")
                continue
            text += line + "\r\n"
            body = line == ""
        self.socket.sendall(text.encode())

    def read(self, seconds):
        """More bytes; False: none came in time, or there are no more."""
        if self.closed or not select.select([self.socket], [], [], seconds)[0]:
            return False
        try:
            got = self.socket.recv(65536)
        except ConnectionResetError:
            got = b""
        if self.udp:
            self.lines.append(got.decode())
            return True
        self.closed = got == b""
        self.bytes += got
        *whole, rest = self.bytes.split(b"\n")
        # A body need not end in a line end.
        if rest and (self.closed or self.http):
            whole.append(rest)
            rest = b""
        self.bytes = rest
        self.lines += [x.rstrip(b"\r").decode() for x in whole]
        return not self.closed

    def line(self, seconds=PATIENCE):
        until = time.monotonic() + seconds
        while not self.lines:
            left = until - time.monotonic()
            if left <= 0 or not self.read(left):
                break
        return self.lines.pop(0) if self.lines else None

    def ended(self):
        until = time.monotonic() + PATIENCE
        while not self.closed and time.monotonic() < until:
            self.read(1)
        return self.closed and not self.lines


def steps(lines):
    """(client, what, text): what is sent in a row is one list."""
    out = []
    for line in lines:
        got = re.match(r"(\w*)(>|<|--)(?: (.*))?$", line)
        if not got:
            raise SystemExit("a line that is not understood: " + line)
        name, what, text = got.group(1), got.group(2), got.group(3) or ""
        if what == ">" and out and out[-1][:2] == (name, ">"):
            out[-1][2].append(text)
        else:
            out.append((name, what, [text] if what == ">" else text))
    return out


class Run:
    def __init__(self, play, address, record):
        self.play = play
        self.address = address
        self.record = record
        self.clients = {}
        self.problems = []
        self.since, self.least = time.monotonic(), 0

    def problem(self, text):
        self.problems.append("%s: %s" % (self.play.where, text))

    def told(self, line):
        if self.record:
            print(line)

    def client(self, name):
        if name not in self.clients:
            self.clients[name] = Client(self.play, self.address)
            time.sleep(0.1)
        return self.clients[name]

    def compare(self, name, text):
        got = self.client(name).line()
        self.told("%s< %s" % (name, got))
        if got is None or form(got) != form(text):
            self.problem("expected %r, got %r" % (text, got))
        # A server counts from the connection, which was a little sooner.
        if time.monotonic() - self.since < self.least - 0.3:
            self.problem("%r came too early" % got)
        self.least = 0

    def step(self, name, what, text):
        if what == ">":
            for line in text:
                self.told("%s> %s" % (name, line))
            self.client(name).send(text)
            self.since = time.monotonic()
        elif what == "<":
            self.compare(name, text)
        elif text == "connects":
            self.client(name)
        elif text != "closed":
            self.least = float(text.split()[0])
            self.told("-- " + text)
        elif not self.client(name).ended():
            self.problem("%sis not closed, was sent %r" % (
                name + " ", self.client(name).lines))

    def run(self):
        for step in steps(self.play.lines):
            if self.problems and not self.record:
                break
            self.step(*step)
        for name, client in self.clients.items():
            # Nothing more may have come than is told.
            while (got := client.line(0.3)) is not None:
                self.told("%s< %s" % (name, got))
                self.problem("%s was sent %r, too" % (name, got))
            client.socket.close()
        return self.problems


def main(page, *words):
    record = "--record" in words
    words = [w for w in words if w != "--record"]
    found = plays(page)
    if words == ["--list"]:
        print("\n".join(sorted({p.options for p in found})))
        return 0
    options, ports = words[0], dict(w.split("=", 1) for w in words[1:])
    problems, count = [], 0
    for play in found:
        if play.options != options:
            continue
        host, port = ports[play.lab + ("_udp" if play.udp else "")].rsplit(
            ":", 1)
        if record:
            print("### " + play.where)
        problems += Run(play, (host, int(port)), record).run()
        count += 1
    print("\n".join(problems) or "%d conversations" % count)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
