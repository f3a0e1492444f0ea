"""Clients that come and go under one server while its children are killed.

usage: server_kills.py HOST PORT SERVER_PID KILLS

Twelve clients register, wait 0 s and list, over and over, while KILLS random
children get a SIGKILL.  Afterwards every name must be free again.
"""
import os
import random
import signal
import socket
import sys
import threading
import time

HOST, PORT, SERVER, KILLS = (sys.argv[1], int(sys.argv[2]),
                             int(sys.argv[3]), int(sys.argv[4]))
CLIENTS = 12
stop = threading.Event()
done = [0] * CLIENTS
broken = [0] * CLIENTS


def ask(sock, file, method, path, body=b''):
    sock.sendall(b'%s %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s'
                 % (method, path, len(body), body))
    status = file.readline()
    if not status:
        raise EOFError
    length = 0
    while True:
        line = file.readline()
        if not line:
            raise EOFError
        if line == b'\r\n':
            break
        if line.lower().startswith(b'content-length:'):
            length = int(line.split(b':')[1])
    file.read(length)
    return int(status.split()[1])


def client(number):
    chance = random.Random(number)
    while not stop.is_set():
        try:
            with socket.create_connection((HOST, PORT), 10) as sock:
                file = sock.makefile('rb')
                ask(sock, file, b'POST', b'/clients', b'client-%d' % number)
                for _ in range(chance.randrange(1, 50)):
                    ask(sock, file, b'POST', b'/wait', b'0')
                    ask(sock, file, b'GET', b'/clients')
                    done[number] += 1
        except (EOFError, OSError, IndexError, ValueError):
            broken[number] += 1


def command(pid):
    try:
        with open('/proc/%s/comm' % pid) as file:
            return file.read()
    except OSError:
        return ''


def children():
    with open('/proc/%d/task/%d/children' % (SERVER, SERVER)) as file:
        return [pid for pid in file.read().split()
                if command(pid).startswith('bw-')]


def kill_some():
    chance = random.Random(12080)
    kills, end = 0, time.monotonic() + 60
    while kills < KILLS and time.monotonic() < end:
        pids = children()
        if pids:
            try:
                os.kill(int(chance.choice(pids)), signal.SIGKILL)
                kills += 1
            except ProcessLookupError:
                pass
        time.sleep(0.002)
    return kills


def names_not_free():
    taken = 0
    with socket.create_connection((HOST, PORT), 10) as sock:
        file = sock.makefile('rb')
        for number in range(CLIENTS):
            taken += 201 != ask(sock, file, b'POST', b'/clients',
                                b'client-%d' % number)
    return taken


threads = [threading.Thread(target=client, args=(n,), daemon=True)
           for n in range(CLIENTS)]
for thread in threads:
    thread.start()
kills = kill_some()
stop.set()
for thread in threads:
    thread.join(20)
print('kills=%d answers=%d broken=%d taken=%d' %
      (kills, sum(done), sum(broken), names_not_free()))
