"""A client of the wait lab: HTTP/1.1, written out by hand.

Gives its name, then uploads a random number of seconds and waits for the
answer, again and again: ROUNDS times, else until Ctrl-C.

    python3 examples/python/wait_client.py HOST PORT NAME [ROUNDS]
    python3 examples/python/wait_client.py 127.0.0.1 12080 alice
"""
import random
import socket
import sys
from email.utils import formatdate


def request(host, path, body):
    """A POST as bytes.  Every line ends in CR LF, an empty one ends the head,
    and Content-Length counts the bytes of the body, not its letters."""
    data = body.encode()
    head = ("POST " + path + " HTTP/1.1\r\n"
            "Host: " + host + "\r\n"
            "User-Agent: wait-client.py/1\r\n"
            "Date: " + formatdate(usegmt=True) + "\r\n"
            "Content-Type: text/plain\r\n"
            "Content-Length: " + str(len(data)) + "\r\n"
            "\r\n")
    return head.encode() + data


def answer(stream):
    """Reads one answer: its status and its body.  TCP is a stream of bytes:
    where the answer ends, its Content-Length says."""
    status = stream.readline().decode("latin-1").split(" ", 2)
    if len(status) < 2:
        sys.exit("the server has closed the connection")
    length = 0
    for line in iter(stream.readline, b"\r\n"):
        if not line:
            sys.exit("the answer ends within its head")
        name, _, value = line.decode("latin-1").partition(":")
        if name.lower() == "content-length":
            length = int(value)
    return int(status[1]), stream.read(length).decode().rstrip()


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    host, port, name = sys.argv[1:4]
    rounds = int(sys.argv[4]) if len(sys.argv) == 5 else 0

    # One connection for everything: HTTP/1.1 keeps it open.
    with socket.create_connection((host, int(port))) as connection:
        stream = connection.makefile("rb")
        connection.sendall(request(host, "/clients", name))
        status, text = answer(stream)
        print(text)
        if status >= 400:           # 409: somebody has that name
            sys.exit(1)
        done = 0
        while rounds == 0 or done < rounds:
            seconds = random.randint(5, 15)
            print("asking for", seconds, "seconds")
            connection.sendall(request(host, "/wait", str(seconds)))
            status, text = answer(stream)
            print(text)
            if status >= 400:
                sys.exit(1)
            done += 1


try:
    main()
except KeyboardInterrupt:
    pass
