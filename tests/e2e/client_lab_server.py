"""Servers as people write them, for barewire's labs, one scenario a run.

    client_lab_server.py SCENARIO

prints its port and serves on loopback until it is killed; prints each message
it gets as Python writes it.  One recv() a message, one send() an answer,
nothing behind it: no newline, no length.
"""
import socket
import sys
import threading
import time

GAP = 0.15      # so that a client which reads once for a message gets one


def get(connection):
    """One message, as one read brings it; b"" at the end."""
    try:
        got = connection.recv(1024)
    except ConnectionError:
        got = b""
    if got:
        print(repr(got))
    return got


def two(listener):
    return [listener.accept()[0] for _ in range(2)]


# order

def name(message):
    return message.decode().rstrip("\n")


def verdict(pair, send):
    first, second = (name(get(one)) for one in pair)
    text = "X: %s received before Y: %s" % (first, second)
    for one in pair:
        send(one, text.encode())


def order_textbook(listener):
    pair = two(listener)
    verdict(pair, socket.socket.sendall)
    for one in pair:
        one.close()


def order_greets(listener):
    """Greets, in the buffers of a C program: the text, then NULs."""
    def padded(one, text):
        one.sendall(text.ljust(256, b"\0"))
    pair = two(listener)
    for one, letter in zip(pair, b"XY"):
        padded(one, b"Client %c connected" % letter)
    verdict(pair, padded)
    for one in pair:
        one.close()


def order_chats(listener):
    pair = two(listener)
    verdict(pair, socket.socket.sendall)
    time.sleep(GAP)
    over = threading.Event()

    def relay(one, other, letter):
        said = b"?"
        while said and not over.is_set():
            said = get(one).rstrip(b"\n")
            if said:
                other.sendall(b"Client %c: %s" % (letter, said))
            if said.lower() in (b"bye", b""):
                over.set()
                time.sleep(GAP)
                for each in pair:
                    each.sendall(b"Bye")
                    each.shutdown(socket.SHUT_WR)

    relays = [threading.Thread(target=relay, args=arguments) for arguments
              in ((pair[0], pair[1], ord("X")), (pair[1], pair[0], ord("Y")))]
    for each in relays:
        each.start()
    for each in relays:
        each.join()
    for one in pair:
        one.close()


def order_leaves(listener):
    pair = two(listener)
    for one in pair:
        get(one)
        one.close()


# chat

def chat_plain(listener):
    """A thread a client, a broadcast to all, a close for /quit."""
    members = {}
    lock = threading.Lock()

    def tell(text):
        with lock:
            for each in members.values():
                each.sendall(text)
            time.sleep(GAP)

    def serve(connection):
        me = name(get(connection))
        members[me] = connection
        while True:
            said = get(connection)
            if not said or said.strip() == b"/quit":
                break
            for line in said.rstrip(b"\n").split(b"\n"):
                tell(me.encode() + b": " + line)
        del members[me]
        connection.close()

    while True:
        threading.Thread(target=serve, args=(listener.accept()[0],),
                         daemon=True).start()


def chat_refuses(listener):
    connection, _ = listener.accept()
    get(connection)
    connection.sendall(b"That name is in use.")
    connection.close()


def chat_full(listener):
    connection, _ = listener.accept()
    connection.sendall(b"ERROR: too many clients\n")
    connection.shutdown(socket.SHUT_WR)
    get(connection)


def chat_vanishes(listener):
    """Welcomes, then goes in mid-conversation."""
    connection, _ = listener.accept()
    get(connection)
    connection.sendall(b"Welcome\nto the chat\n")
    get(connection)
    connection.close()


# calc

def calculate(text):
    left, operation, right = text.split()
    left, right = float(left), float(right)
    return str({"+": lambda: left + right, "-": lambda: left - right,
                "*": lambda: left * right}[operation]()).encode()


def calc_plain(listener, hello=False, size=0):
    connection, _ = listener.accept()
    me = get(connection).rstrip(b"\n")
    if hello:
        connection.sendall(b"Hello " + me)
    while True:
        asked = get(connection).strip()
        if asked in (b"q", b""):
            break
        connection.sendall(calculate(asked.decode()).ljust(size, b"\0"))
    if hello:
        connection.sendall(b"Bye")
    connection.close()


def calc_greets(listener):
    calc_plain(listener, hello=True)


def calc_endless(listener):
    """The first answer is a line of 200,000 bytes."""
    connection = listener.accept()[0]
    get(connection)
    get(connection)
    connection.sendall(b"L" * 200000 + b"\n")
    get(connection)


def calc_padded(listener):
    calc_plain(listener, size=256)


# echo and clock

def echo_upper(listener):
    connection, _ = listener.accept()
    while got := get(connection):
        connection.sendall(got.upper())


def echo_slow(listener):
    connection, _ = listener.accept()
    while got := get(connection):
        for byte in got:
            connection.sendall(bytes([byte]))
            time.sleep(0.02)


def lossy(datagrams, answer):
    """Loses every other datagram, the first one to begin with."""
    for number in range(1000):
        got, client = datagrams.recvfrom(2048)
        print(repr(got))
        if number % 2:
            datagrams.sendto(answer(got), client)


def echo_udp_lossy(datagrams):
    lossy(datagrams, lambda got: got)


def clock_lossy(datagrams):
    """As C programs: the text, then NULs and what else is in the buffer."""
    lossy(datagrams, lambda got: time.strftime(
        "%Y-%m-%d" if got == b"SEND_DATE" else "%H:%M:%S").encode()
        .ljust(80, b"\0") + b"junk")


def main():
    scenario = sys.argv[1]
    datagram = scenario.startswith("clock") or "udp" in scenario
    kind = socket.SOCK_DGRAM if datagram else socket.SOCK_STREAM
    server = socket.socket(socket.AF_INET, kind)
    server.bind(("127.0.0.1", 0))
    if not datagram:
        server.listen()
    sys.stdout.reconfigure(line_buffering=True)
    print(server.getsockname()[1])
    while True:
        globals()[scenario](server)


main()
