"""A server of the clock lab: a datagram comes, a datagram goes back.

    python3 examples/python/clock_server.py PORT
    python3 examples/python/clock_server.py 4003

It keeps nothing about anybody: no connection, no thread, no state.
"""
import socket
import sys
import time


def answer(question):
    if question == "SEND_DATE":
        return time.strftime("%Y-%m-%d")
    if question == "SEND_TIME":
        return time.strftime("%H:%M:%S")
    return "error: send SEND_DATE or SEND_TIME"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("", int(sys.argv[1])))
    while True:
        data, asker = server.recvfrom(65535)    # one datagram, whole
        question = data.decode("utf-8", "replace").strip()
        print(asker, question)
        server.sendto(answer(question).encode(), asker)


try:
    main()
except KeyboardInterrupt:
    pass
