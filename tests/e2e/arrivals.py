#!/usr/bin/env python3
"""Connections for server_arrivals.sh: arrivals.py PORT STEP...

close N    N connections from 127.0.0.2 that close at once
reset N    the same, reset
hold N     N from 127.0.0.2 that stay, with a byte sent
ask        one from 127.0.0.1 with a request; its status is printed at the end
say        one from 127.0.0.1 with a request that closes its sending side
go         prints "ready" and waits for a line before the answers are read
"""
import socket
import struct
import sys

from source import connect


def main():
    port = int(sys.argv[1])
    request = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    held, asked = [], []
    steps = iter(sys.argv[2:])
    for step in steps:
        if step == "go":
            print("ready", flush=True)
            sys.stdin.readline()
            continue
        if step in ("ask", "say"):
            client = connect("127.0.0.1", port)
            client.sendall(request)
            if step == "say":
                client.shutdown(socket.SHUT_WR)
            asked.append(client)
            continue
        for _ in range(int(next(steps))):
            client = connect("127.0.0.2", port)
            if step == "hold":
                client.sendall(b"G")
                held.append(client)
                continue
            if step == "reset":
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                  struct.pack("ii", 1, 0))
            client.close()
    for client in asked:
        print(client.recv(4096).split(b"\r\n")[0].decode(), flush=True)


main()
