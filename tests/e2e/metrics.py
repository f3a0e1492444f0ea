#!/usr/bin/env python3
"""Reads what GET /metrics says, and talks to a server in known numbers.

metrics.py check FILE LIST          is it Prometheus's text format 0.0.4, and
                                    what LIST (server/metrics.def) promises?
metrics.py value FILE NAME          the sum of all samples of that name, or of
                                    those that match NAME{label="value"}
metrics.py queries FILE LIST         the queries of a dashboard (JSON) or of
                                    rules, as rules: each names metrics and
                                    labels that LIST and the server have
metrics.py talk LAB=PORT...         conversations, and whether the server's
                                    numbers are what was sent and came back
metrics.py crowd PORT COUNT         holds so many connections, says "there",
                                    until its input ends
metrics.py load PORT SECONDS        requests without a pause, and /metrics
                                    among them: it must be right every time
"""
import json
import re
import socket
import sys
import threading
import time

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"'
SAMPLE = re.compile(rf"({NAME})(?:{{({LABEL}(?:,{LABEL})*)?}})? (\S+)")
PART = re.compile(r"_(bucket|sum|count)$")


class Wrong(Exception):
    pass


def must(condition, why):
    if not condition:
        raise Wrong(why)


def parse(text):
    """The samples, in order: (name, labels, value); heads: name -> [help,
    type]."""
    samples, heads, order = [], {}, []
    must(text.endswith("\n"), "the last line does not end")
    for line in text[:-1].split("\n"):
        if line.startswith("# HELP "):
            name, _, told = line[7:].partition(" ")
            must(name not in heads, f"{name} has two HELPs")
            must(told, f"{name} has an empty HELP")
            heads[name] = [told, None]
            order.append(name)
        elif line.startswith("# TYPE "):
            name, _, kind = line[7:].partition(" ")
            must(order and order[-1] == name, f"{name}: TYPE without HELP")
            must(heads[name][1] is None, f"{name} has two TYPEs")
            must(kind in ("counter", "gauge", "histogram"), f"{name}: {kind}")
            heads[name][1] = kind
        else:
            match = SAMPLE.fullmatch(line)
            must(match, f"no line of the format: {line!r}")
            name, labels, value = match.groups()
            must(order, f"a sample before its head: {line!r}")
            head = order[-1]
            kind = heads[head][1]
            base = PART.sub("", name) if kind == "histogram" else name
            must(base == head, f"{name} stands under {head}")
            samples.append((name, labels or "", float(value)))
    seen = [(name, labels) for name, labels, _ in samples]
    must(len(seen) == len(set(seen)), "a sample is there twice")
    return samples, heads, order


def check_kinds(samples, heads):
    for name, (_, kind) in heads.items():
        must(kind is not None, f"{name} has no TYPE")
        must((kind == "counter") == name.endswith("_total"),
             f"{name} is a {kind}")
    for name, labels, value in samples:
        must(value >= 0, f"{name}{{{labels}}} is {value}")


def check_histogram(samples, name):
    buckets = [(labels, value) for sample, labels, value in samples
               if sample == name + "_bucket"]
    bounds = [float(re.fullmatch('le="(.*)"', labels).group(1))
              for labels, _ in buckets]
    counts = [value for _, value in buckets]
    total = [value for sample, _, value in samples
             if sample == name + "_count"]
    must(bounds == sorted(set(bounds)) and bounds[-1] == float("inf"),
         f"the bounds of {name}: {bounds}")
    must(counts == sorted(counts), f"the buckets of {name}: {counts}")
    must(total == [counts[-1]], f"{name}_count is {total}")


def listed(path):
    """server/metrics.def: [(name, type, help)]."""
    with open(path, encoding="utf-8") as file:
        text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
    string = r'"(?:[^"\\]|\\.)*"'
    calls = re.findall(rf'METRIC\(\w+, ({string}), (\w+),\s*'
                       rf'({string}(?:\s*{string})*)\)', text)
    join = [(name[1:-1], kind.lower(), re.sub(r'"\s*"', "", told)[1:-1])
            for name, kind, told in calls]
    must(len(join) == text.count("METRIC("), "the list was not understood")
    return join


def check(text, path):
    samples, heads, order = parse(text)
    check_kinds(samples, heads)
    for name, (_, kind) in heads.items():
        if kind == "histogram":
            check_histogram(samples, name)
    if path:
        said = [(name, heads[name][1], heads[name][0]) for name in order]
        must(said == listed(path), "it is not what the list promises")
    return samples


def total(samples, wanted):
    name, _, labels = wanted.partition("{")
    labels = set(re.findall(LABEL, labels))
    return sum(value for sample, has, value in samples if sample == name and
               labels <= set(re.findall(LABEL, has)))


LABELS = {"lab", "state", "direction", "reason", "rule", "result", "reader",
          "version", "le", "job", "instance"}


def expressions(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if not path.endswith(".json"):
        return re.findall(r"expr: (?!>)(.*)|expr: >-\n((?: {10,}.*\n)+)", text)
    return [(target["expr"], "") for panel in json.loads(text)["panels"]
            for target in panel["targets"]]


def queries(path, path_of_list):
    """Every metric that is asked for, and every label, is one there is."""
    known = {part for name, kind, _ in listed(path_of_list)
             for part in ([name + end for end in ("_bucket", "_sum", "_count")]
                          if kind == "histogram" else [name])}
    found = ["".join(both) for both in expressions(path)]
    must(found, f"{path} asks for nothing")
    print("groups:\n  - name: queries\n    rules:")
    for number, query in enumerate(found):
        names = set(re.findall(r"barewire_\w+", query))
        labels = set(re.findall(r"(\w+)=\"", query))
        for group in re.findall(r"\bby \(([^)]*)\)", query):
            labels |= set(re.split(r", *", group))
        must(names <= known or "up{" in query,
             f"{sorted(names - known)} in {query}")
        must(names or "up{" in query, f"no metric in {query}")
        must(labels <= LABELS, f"{sorted(labels - LABELS)} in {query}")
        query = re.sub(r"\$__(rate_interval|range)", "5m", query)
        print(f"      - record: query:{number}\n        expr: "
              f"{json.dumps(' '.join(query.split()))}")


class Http:
    """A kept-alive connection that counts what goes over it."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.settimeout(60)
        self.rest = b""
        self.sent = self.got = 0

    def part(self):
        part = self.socket.recv(65536)
        must(part, "the server closed")
        self.rest += part

    def ask(self, method, path, body=b"", head=None):
        request = head or (f"{method} {path} HTTP/1.1\r\nHost: a\r\n"
                           f"Content-Length: {len(body)}\r\n\r\n").encode()
        self.socket.sendall(request + body)
        self.sent += len(request + body)
        while b"\r\n\r\n" not in self.rest:
            self.part()
        end = self.rest.index(b"\r\n\r\n") + 4
        status = int(self.rest.split(b" ", 2)[1])
        length = int(re.search(rb"(?i)content-length: *(\d+)",
                               self.rest[:end]).group(1))
        if method != "HEAD":
            while len(self.rest) < end + length:
                self.part()
            whole = end + length
        else:
            whole = end
        answer = self.rest[end:whole]
        self.rest = self.rest[whole:]
        self.got += whole
        return status, answer.decode()

    def close(self):
        self.socket.shutdown(socket.SHUT_WR)
        must(self.rest + self.socket.recv(1) == b"", "more than was asked")
        self.socket.close()


class Asked:
    """Asks for /metrics, on one connection, and knows what that costs."""

    def __init__(self, port):
        self.http = Http(port)

    def __call__(self):
        status, text = self.http.ask("GET", "/metrics")
        must(status == 200, f"/metrics: {status}")
        return check(text, None)


def lines(kind, port, says):
    """Says one after the other, each after the answer; messages and bytes
    sent, and come."""
    sent = got = 0
    with socket.socket(socket.AF_INET, kind) as link:
        link.settimeout(60)
        link.connect(("127.0.0.1", port))
        for said in says:
            link.send(said)
            sent += len(said)
            got += len(link.recv(65536))
    return len(says), sent, len(says), got


def talk_http(port):
    http = Http(port)
    for seconds in range(20):
        must(http.ask("POST", "/wait", b"0")[0] == 200, "a pause of 0")
    for _ in range(5):
        must(http.ask("GET", "/nothing")[0] == 404, "a path of nothing")
        must(http.ask("HEAD", "/metrics")[0] == 200, "HEAD")
    # The server closes after it.
    must(http.ask("GET", "/", head=b"GET / HTTP/1.1\r\n\r\n")[0] == 400,
         "no Host")
    must(http.rest + http.socket.recv(1) == b"", "more than was asked")
    http.socket.close()
    return 31, http.sent, 31, http.got


def difference(before, after, lab):
    return tuple(int(total(after, wanted) - total(before, wanted))
                 for wanted in (
                     f'barewire_messages_total{{lab="{lab}",'
                     'direction="received"}',
                     f'barewire_message_bytes_total{{lab="{lab}",'
                     'direction="received"}',
                     f'barewire_messages_total{{lab="{lab}",'
                     'direction="sent"}',
                     f'barewire_message_bytes_total{{lab="{lab}",'
                     'direction="sent"}'))


def talk(ports):
    asked = Asked(ports["wait"])
    before = asked()
    spoken = asked.http.sent, asked.http.got
    told = {
        "echo": lines(socket.SOCK_STREAM, ports["echo"],
                      [b"x" * size for size in (1, 10, 100, 1000)]),
        "calc": lines(socket.SOCK_STREAM, ports["calc"],
                      [b"1 + 2\n", b"1 / 0\n", b"4.5 / 6\n"]),
        "clock": lines(socket.SOCK_DGRAM, ports["clock"],
                       [b"SEND_DATE"] * 6 + [b"SEND_TIME"] * 3),
        "wait": talk_http(ports["wait"]),
    }
    after = asked()
    # The second request for the numbers is in them, and the first answer.
    mine = asked.http.sent - spoken[0], spoken[1]
    expected = dict(told)
    received, bytes_in, sent, bytes_out = told["wait"]
    expected["wait"] = (received + 1, bytes_in + mine[0], sent + 1,
                        bytes_out + mine[1])
    for lab, numbers in expected.items():
        must(difference(before, after, lab) == numbers,
             f"{lab}: {difference(before, after, lab)} instead of {numbers}")
    changed = {wanted: int(total(after, wanted) - total(before, wanted))
               for wanted in (
                   'barewire_faults_total{lab="wait"}',
                   'barewire_connections_accepted_total{lab="wait"}',
                   'barewire_connections_accepted_total{lab="calc"}',
                   'barewire_connections_accepted_total{lab="echo"}',
                   'barewire_connections_accepted_total{lab="clock"}',
                   'barewire_pause_overshoot_seconds_count',
                   'barewire_crashes_total')}
    must(list(changed.values()) == [1, 1, 1, 1, 0, 20, 0], str(changed))
    print("as it was sent")


def crowd(port, count):
    links = [socket.create_connection(("127.0.0.1", port))
             for _ in range(count)]
    print("there", flush=True)
    sys.stdin.read()
    for link in links:
        link.close()


def load(port, seconds):
    until = time.monotonic() + seconds
    wrong = []

    def hammer():
        http = Http(port)
        while time.monotonic() < until and not wrong:
            http.ask("POST", "/wait", b"0")

    def look():
        try:
            asked, before = Asked(port), None
            while time.monotonic() < until:
                now = {(name, labels): value for name, labels, value in
                       asked() if name.endswith(("_total", "_bucket"))}
                for key in before or ():
                    must(now[key] >= before[key], f"{key} went back")
                before = now
        except Wrong as why:
            wrong.append(str(why))

    threads = [threading.Thread(target=hammer) for _ in range(8)]
    threads += [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    must(not wrong, "; ".join(wrong))
    print("right every time")


def main(what, *rest):
    if what in ("check", "value"):
        with open(rest[0], encoding="utf-8", newline="") as file:
            samples = check(file.read(), rest[1] if what == "check" else None)
        if what == "value":
            print(f"{total(samples, rest[1]):.15g}")
    elif what == "queries":
        queries(*rest)
    elif what == "talk":
        talk({lab: int(port) for lab, port in
              (word.split("=") for word in rest)})
    elif what == "crowd":
        crowd(int(rest[0]), int(rest[1]))
    else:
        load(int(rest[0]), float(rest[1]))


try:
    main(*sys.argv[1:])
except Wrong as why:
    sys.exit(f"metrics: {why}")
