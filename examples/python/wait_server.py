"""A server of the wait lab: HTTP/1.1, a thread for each client.

    python3 examples/python/wait_server.py PORT
    python3 examples/python/wait_server.py 4080
"""
import socket
import sys
import threading
import time
from email.utils import formatdate

names = set()                   # of those who are connected
lock = threading.Lock()         # nobody else looks at names meanwhile


def read_request(stream):
    """The body of the next request, or None when the client has closed."""
    if not stream.readline():                       # POST /wait HTTP/1.1
        return None
    length = 0
    for line in iter(stream.readline, b"\r\n"):     # until the empty line
        if not line:
            return None
        name, _, value = line.decode("latin-1").partition(":")
        if name.lower() == "content-length":
            length = int(value)
    return stream.read(length).decode().strip()


def send_answer(connection, status, text):
    body = text.encode()
    head = ("HTTP/1.1 " + status + "\r\n"
            "Host: localhost\r\n"
            "Server: wait-server.py/1\r\n"
            "Date: " + formatdate(usegmt=True) + "\r\n"
            "Content-Type: text/plain\r\n"
            "Content-Length: " + str(len(body)) + "\r\n"
            "\r\n")
    connection.sendall(head.encode() + body)


def rounds(connection):
    """All requests of one client.  Its name is a local variable: each thread
    has its own."""
    name = None
    stream = connection.makefile("rb")
    try:
        while True:
            body = read_request(stream)
            if body is None:
                return
            if body.isdigit():
                time.sleep(int(body))       # this thread alone sleeps
                send_answer(connection, "200 OK", "Server waited %d seconds "
                            "for client %s." % (int(body), name))
                continue
            with lock:
                taken = body in names
                if not taken:
                    names.discard(name)
                    names.add(body)
                    name = body
            if taken:
                send_answer(connection, "409 Conflict",
                            "The name %s is taken." % body)
            else:
                send_answer(connection, "201 Created", "Hello %s." % name)
    finally:
        with lock:
            names.discard(name)


def serve(connection, address):
    print("connected:", address)
    try:
        with connection:
            rounds(connection)
    except (OSError, ValueError) as error:
        # This client has vanished, or sent nonsense; the others go on.
        print(address, error)
    print("gone:", address)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    listener = socket.create_server(("", int(sys.argv[1])), backlog=20)
    while True:
        connection, address = listener.accept()
        threading.Thread(target=serve, args=(connection, address),
                         daemon=True).start()


try:
    main()
except KeyboardInterrupt:
    pass
