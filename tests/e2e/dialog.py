#!/usr/bin/env python3
"""Clients as people write them: one send() a message with nothing after it,
one recv() for each expected answer.

    dialog.py HOST PORT <<END
    a connect           a TCP connection called a (udp: by datagrams)
    a send Alice        the bytes, with \\n, \\0, \\xff as in Python
    a utf16 Alice       with a byte-order mark
    a read              one recv(1024): prints "a: 'X: ...'"
    a take 19           so many bytes, and no more
    a end               reads on until the server closes: prints "a: end"
    a silent 0.3        nothing may come for so long
    a half              shuts down the sending side
    a close             closes; reset: with a reset
    sleep 0.2
    END
"""
import socket
import struct
import sys
import time

PATIENCE = 20
sockets = {}


def step(name, verb, rest):
    s = sockets.get(name)
    if verb in ('connect', 'udp'):
        kind = socket.SOCK_STREAM if verb == 'connect' else socket.SOCK_DGRAM
        address = socket.getaddrinfo(sys.argv[1], int(sys.argv[2]),
                                     type=kind)[0]
        s = sockets[name] = socket.socket(address[0], kind)
        if rest:
            s.bind((rest.split()[0], int(rest.split()[1])))
        s.settimeout(PATIENCE)
        s.connect(address[4])
    elif verb == 'send':
        s.send(rest.encode().decode('unicode_escape').encode('latin-1'))
    elif verb == 'utf16':
        s.send(rest.encode('utf-16'))
    elif verb == 'read':
        print('%s: %s' % (name, repr(s.recv(1024))[1:]), flush=True)
    elif verb == 'take':
        data = s.recv(int(rest), socket.MSG_WAITALL)
        print('%s: %s' % (name, repr(data)[1:]), flush=True)
    elif verb == 'end':
        end(name, s)
    elif verb == 'silent':
        silent(name, s, float(rest))
    elif verb == 'half':
        s.shutdown(socket.SHUT_WR)
    elif verb in ('close', 'reset'):
        if verb == 'reset':
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                         struct.pack('ii', 1, 0))
        s.close()
    else:
        sys.exit('no such step: %s' % verb)


def end(name, s):
    while True:
        try:
            data = s.recv(1024)
        except ConnectionResetError:
            print('%s: reset' % name, flush=True)
            return
        if not data:
            print('%s: end' % name, flush=True)
            return
        print('%s: %s' % (name, repr(data)[1:]), flush=True)


def silent(name, s, seconds):
    s.settimeout(seconds)
    try:
        print('%s: not silent: %r' % (name, s.recv(1024)), flush=True)
    except socket.timeout:
        pass
    s.settimeout(PATIENCE)


for line in sys.stdin:
    words = line.strip().split(' ', 2)
    if words[0] == 'sleep':
        time.sleep(float(words[1]))
    elif len(words) > 1:
        step(words[0], words[1], words[2] if len(words) > 2 else '')
