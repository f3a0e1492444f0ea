#!/usr/bin/env python3
"""Holds places for server_places.sh: places.py PORT, then commands on
standard input, each answered with a line:

hold HOST COUNT    so many silent connections from there
ask HOST COUNT     so many, each with a request to wait 0 s: how many were
                   answered with 200, and what the others were told
read HOST COUNT    so many that wait for what they are told
"""
import resource
import sys

from source import connect

REQUEST = (b"POST /wait HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n0")


def answer(client):
    try:
        return client.recv(4096)
    except OSError as error:
        return str(error).encode()


def main():
    port = int(sys.argv[1])
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    held = []
    for line in sys.stdin:
        word, source, count = line.split()
        new = [connect(source, port) for _ in range(int(count))]
        held += new
        if word == "hold":
            print("held", flush=True)
            continue
        if word == "ask":
            for client in new:
                client.sendall(REQUEST)
        answers = [answer(client) for client in new]
        good = sum(b" 200 OK" in text for text in answers)
        other = {" ".join(text.split(b"\r\n\r\n")[-1].decode().split())
                 for text in answers if b" 200 OK" not in text}
        print("answered", good, *sorted(other), flush=True)


main()
