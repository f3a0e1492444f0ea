"""Servers that are no lab's, for check_lines.sh: NAME PORT."""
import socket
import struct
import sys
import threading


def http(connection):
    while connection.recv(4096):
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n"
                           b"Content-Length: 0\r\n\r\n")


def value(text):
    a, operator, b = text.split()
    return str({"+": float(a) + float(b), "-": float(a) - float(b),
                "*": float(a) * float(b),
                "/": float(a) / float(b or "1")}[operator])


def write_utf(connection):
    """Java's DataInputStream: two bytes of length before each text."""
    stream, first = connection.makefile("rb"), True
    while True:
        length = stream.read(2)
        if len(length) < 2:
            return
        text = stream.read(struct.unpack(">H", length)[0]).decode()
        if not first:
            answer = value(text).encode()
            connection.sendall(struct.pack(">H", len(answer)) + answer)
        first = False


def crash(connection):
    """The first client's first message ends it."""
    connection.recv(4096)
    raise SystemExit(int("no number"))


def lines(connection):
    """Waits for the end of each line."""
    stream = connection.makefile("rb")
    stream.readline()
    for line in stream:
        if line.strip() == b"q":
            break
        connection.sendall(value(line.decode()).encode() + b"\n")
    connection.shutdown(socket.SHUT_RDWR)


def constant(connection):
    """Its own format, whatever is asked."""
    connection.recv(4096)
    while connection.recv(4096):
        connection.sendall(b"Usage: ADD a b")


def upper(connection):
    """The textbook's other exercise."""
    while True:
        text = connection.recv(4096)
        if not text:
            return
        connection.sendall(text.upper())


ids = iter(range(1, 1000000))


def numbers(connection):
    """A number for each client, before any name."""
    while connection.recv(4096):
        connection.sendall(b"%d" % next(ids))


def prompts(connection):
    """Asks before it listens, and takes what comes for the answer."""
    connection.sendall(b"NICK")
    while connection.recv(4096):
        pass


def serve(name, port):
    door = socket.create_server(("127.0.0.1", port), reuse_port=False)
    while True:
        connection = door.accept()[0]
        if name == "crash":
            crash(connection)

        def talk(connection=connection):
            try:
                globals()[name](connection)
            except (OSError, ValueError, KeyError, ZeroDivisionError):
                pass
            connection.close()
        threading.Thread(target=talk, daemon=True).start()


serve(sys.argv[1], int(sys.argv[2]))
