"""Right: takes a number at once; the sentence is asked for by GET (select)."""
import select
import socket
import sys
import time
from email.utils import formatdate

FORM = ("HTTP/1.1 %s\r\nHost: localhost\r\nServer: poll\r\nDate: %s\r\n"
        "Content-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s")


class Client:
    def __init__(self):
        self.buffer, self.name, self.until, self.seconds = b"", "", 0, 0


def answer(connection, status, body):
    connection.sendall((FORM % (status, formatdate(usegmt=True), len(body),
                                body)).encode())


def request(connection, client, clients):
    head, _, rest = client.buffer.partition(b"\r\n\r\n")
    length = 0
    for line in head.decode("latin-1").lower().split("\r\n"):
        if line.startswith("content-length:"):
            length = int(line[15:])
    if len(rest) < length:
        return False
    body, client.buffer = rest[:length].decode().strip(), rest[length:]
    if head.startswith(b"GET"):
        if client.until and time.monotonic() >= client.until:
            answer(connection, "200 OK", "Server waited %d seconds for client"
                   " %s." % (client.seconds, client.name))
        else:
            answer(connection, "200 OK", "not yet")
    elif body.isdigit():
        client.seconds = int(body)
        client.until = time.monotonic() + client.seconds
        answer(connection, "202 Accepted", "ask again")
    elif body in [c.name for c in clients.values()]:
        answer(connection, "409 Conflict", "taken")
    else:
        client.name = body
        answer(connection, "200 OK", "registered")
    return True


server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("", int(sys.argv[1])))
server.listen(20)
clients = {}
while True:
    for s in select.select([server] + list(clients), [], [])[0]:
        if s is server:
            clients[server.accept()[0]] = Client()
            continue
        try:
            got = s.recv(4096)
            clients[s].buffer += got
            while (b"\r\n\r\n" in clients[s].buffer
                   and request(s, clients[s], clients)):
                pass
        except (OSError, UnicodeDecodeError):
            got = b""
        if not got:
            del clients[s]
            s.close()
