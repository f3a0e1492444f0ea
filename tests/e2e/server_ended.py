"""Clients that are ended by the server, and what each hears last.

usage: server_ended.py LAB=HOST:PORT...

Connects a client for each case below, says "ready" when all are served as
far as it says, waits for a line on standard input, and prints a line a
client: its name, whether the end came as it should ("end", else the error),
and the bytes it got after "ready".
"""
import select
import socket
import sys
import time

PORTS = dict(argument.split('=', 1) for argument in sys.argv[1:])
PAUSE = b'POST /wait HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n30'
GET = b'GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n'

# Name: lab, what it sends, the end of what it gets before it is ended.
CASES = {
    'calc-silent': ('calc', b'', None),
    'calc-named': ('calc', b'ann\n1 + 1\n', b'2\n'),
    'chat-silent': ('chat', b'', None),
    'chat-named': ('chat', b'cat\n', None),
    'order-alone': ('order', b'ord\n', None),
    'echo': ('echo', b'abc', b'abc'),
    'wait-idle': ('wait', b'', None),
    'wait-blank': ('wait', b'\r\n', None),
    'wait-answered': ('wait', GET, b'offers.\n'),
    'wait-pause': ('wait', PAUSE, None),
    'wait-pipelined': ('wait', PAUSE + GET, None),
    'wait-half-head': ('wait', b'POST /wait HTTP/1.1\r\nHost: x\r\n', None),
    'wait-half-body': ('wait', PAUSE[:-1], None),
    'wait-head': ('wait', PAUSE.replace(b'POST /wait', b'HEAD /wait')[:-1],
                  None),
}


def open_one(lab, sends, until):
    host, port = PORTS[lab].rsplit(':', 1)
    client = socket.create_connection((host, int(port)), 20)
    client.sendall(sends)
    got = b''
    while until is not None and not got.endswith(until):
        more = client.recv(65536)
        if not more:
            sys.exit('%s closed after %r' % (lab, got))
        got += more
    return client


def all_accepted():
    """Who still waits to be accepted is reset when the server is killed."""
    ports = {int(address.rsplit(':', 1)[1]) for address in PORTS.values()}
    for line in open('/proc/net/tcp').readlines()[1:]:
        _, local, _, state, queues = line.split()[:5]
        if state == '0A' and int(local.split(':')[1], 16) in ports and \
                int(queues.split(':')[1], 16) > 0:
            return False
    return True


def last_words(client):
    got = b''
    client.settimeout(20)
    try:
        while True:
            more = client.recv(65536)
            if not more:
                return 'end', got
            got += more
    except OSError as error:
        return type(error).__name__, got


clients = {name: open_one(*case) for name, case in CASES.items()}
for _ in range(400):
    if all_accepted():
        break
    time.sleep(0.05)
print('ready', flush=True)
sys.stdin.readline()
for name, client in clients.items():
    early = select.select([client], [], [], 0)[0]
    end, got = last_words(client)
    print(name, end, got, flush=True)
