#!/usr/bin/env python3
"""Three hundred clients that are as slow as they can be, as slowhttptest has
them; another one, who comes all the time, is answered.

    server_slow.py HOST PORT SERVER_PID headers|body|read

headers: a line of a head each second, and never an end (-H)
body:    a few bytes of a long body each second (-B)
read:    a small window, large answers, a few bytes read each second (-X)

Goes on until the server has no process for any of them; what it sent to a slow
reader before, the kernel keeps for that.  Prints "connections=300 served=300
samples=12 answered=12 left=0": so many had a process at the same time, and so
many have.
"""
import selectors
import socket
import sys
import time

import people

HOST, PORT = sys.argv[1], int(sys.argv[2])
SERVER, HOW = int(sys.argv[3]), sys.argv[4]
COUNT = 300
PATIENCE_S = 120
LARGE = 60000

BEGIN = {
    'headers': b'GET / HTTP/1.1\r\nHost: x\r\n',
    'body': b'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8192\r\n\r\n',
    'read': (b'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n'
             % LARGE + b'x' * LARGE) * 20,
}
MORE = {'headers': b'X-Slow: 1\r\n', 'body': b'a=1&', 'read': b''}


class Slow:
    def __init__(self, selector):
        self.selector = selector
        self.socket = socket.socket()
        if HOW == 'read':
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        self.socket.connect((HOST, PORT))
        self.socket.setblocking(False)
        self.unsent = BEGIN[HOW]
        self.over = False
        # Of one that reads slowly nothing is looked at but once a second.
        if HOW != 'read':
            selector.register(self.socket, selectors.EVENT_READ, self)

    def end(self):
        if HOW != 'read':
            self.selector.unregister(self.socket)
        self.socket.close()
        self.over = True

    def read(self, most):
        """Until the server closes."""
        try:
            data = self.socket.recv(most)
        except BlockingIOError:
            return
        except OSError:
            data = b''
        if not data:
            self.end()

    def second(self):
        try:
            if self.unsent:
                sent = self.socket.send(self.unsent)
                self.unsent = self.unsent[sent:]
            else:
                self.socket.send(MORE[HOW])
        except BlockingIOError:
            pass
        except OSError:
            self.end()
            return
        if HOW == 'read':
            self.read(5)


def answered():
    """Another client: registers nothing, waits for nothing."""
    with socket.create_connection((HOST, PORT), PATIENCE_S) as sock:
        sock.sendall(b'POST /wait HTTP/1.1\r\nHost: x\r\n'
                     b'Connection: close\r\nContent-Length: 1\r\n\r\n0')
        return sock.recv(4096).startswith(b'HTTP/1.1 200 ')


def processes():
    return sum(name == 'bw-wait' for _, name in people.children(SERVER))


def main():
    selector = selectors.DefaultSelector()
    crowd = [Slow(selector) for _ in range(COUNT)]
    samples = good = most = 0
    left = COUNT
    end = time.monotonic() + PATIENCE_S
    while left > 0 and time.monotonic() < end:
        most = max(most, processes())
        for slow in crowd:
            if not slow.over:
                slow.second()
        samples += 1
        good += answered()
        until = time.monotonic() + 1
        while time.monotonic() < until:
            for key, _ in selector.select(0.1):
                key.data.read(65536)
            time.sleep(0.01)
        left = processes()
    print(f'connections={COUNT} served={most} samples={samples} '
          f'answered={good} left={left}')


main()
