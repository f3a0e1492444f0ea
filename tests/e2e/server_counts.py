#!/usr/bin/env python3
"""What a connection costs a server, in counts.

server_counts.py faults SERVER_PID PORT        page faults a connection
server_counts.py calls SERVER_PID PORT TRACE   system calls: of a connection,
                                               of a request more on it
server_counts.py memory SERVER_PID PORT BYTES  private KiB of an idle child
                                               that has echoed so many

The server's own part is included in the first two.
"""
import re
import signal
import socket
import subprocess
import sys
import time

COUNT = 100


class Client:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.settimeout(60)

    def ask(self, path="/wait", body=b"0"):
        head = (f"POST {path} HTTP/1.1\r\nHost: a\r\n"
                f"Content-Length: {len(body)}\r\n\r\n")
        self.socket.sendall(head.encode() + body)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self.part()
        head, _, rest = got.partition(b"\r\n\r\n")
        length = int(re.search(rb"(?i)content-length: *(\d+)", head).group(1))
        have = len(rest)
        while have < length:
            have += len(self.part())

    def part(self):
        part = self.socket.recv(65536)
        if not part:
            sys.exit("the server closed")
        return part

    def close(self):
        self.socket.shutdown(socket.SHUT_WR)
        self.socket.recv(1)
        self.socket.close()


def stat(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
        return file.read().rpartition(")")[2].split()


def faults(pid):
    """Its own and those of the children it has waited for."""
    fields = stat(pid)
    return int(fields[7]) + int(fields[8])


def children(pid):
    text = subprocess.run(["pgrep", "-P", str(pid), "bw-wait"], check=False,
                          capture_output=True, text=True).stdout
    return [int(word) for word in text.split()]


def connections(port, count, requests=1):
    for _ in range(count):
        client = Client(port)
        for _ in range(requests):
            client.ask()
        client.close()


def settled(pid):
    """All children have ended, and have been waited for."""
    while children(pid):
        time.sleep(0.01)


def count_faults(pid, port):
    connections(port, 20)
    settled(pid)
    before = faults(pid)
    connections(port, COUNT)
    settled(pid)
    print(round((faults(pid) - before) / COUNT))


def traced(pid, port, trace, requests):
    """System calls while one client after the other is served; what is done
    by the clock alone does not count."""
    tracer = subprocess.Popen(
        ["strace", "-f", "-qq", "-e", "trace=!restart_syscall", "-o", trace,
         "-p", str(pid)], stderr=subprocess.PIPE)
    while "TracerPid:\t0\n" in open(f"/proc/{pid}/status",
                                    encoding="ascii").read():
        if tracer.poll() is not None:
            print("strace: " + tracer.stderr.read().decode().strip())
            sys.exit(77)
        time.sleep(0.01)
    connections(port, 10, requests)
    settled(pid)
    tracer.send_signal(signal.SIGINT)
    tracer.wait()
    # The private futex is between the parent's threads (server/outside.h).
    calls = re.compile(r"\d+ +(?!newfstatat|inotify|openat|"
                       r"futex\([^,]*, FUTEX_\w+_PRIVATE)\w+\(")
    with open(trace, encoding="utf-8", errors="replace") as file:
        return sum(1 for line in file if calls.match(line)) / 10


def count_calls(pid, port, trace):
    one = traced(pid, port, trace, 1)
    many = traced(pid, port, trace, 11)
    print(round(one), round((many - one) / 10, 1))


def count_memory(pid, port, size):
    client = Client(port)
    client.ask("/", b"x" * size)
    child = children(pid)[0]
    # It is idle when it waits for the next request.
    while stat(child)[0] != "S":
        time.sleep(0.01)
    total = 0
    with open(f"/proc/{child}/smaps_rollup", encoding="ascii") as file:
        for line in file:
            if line.startswith("Anonymous:"):
                total += int(line.split()[1])
    print(total)
    client.close()
    settled(pid)


what, server, at = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
if what == "faults":
    count_faults(server, at)
elif what == "calls":
    count_calls(server, at, sys.argv[4])
else:
    count_memory(server, at, int(sys.argv[4]))
