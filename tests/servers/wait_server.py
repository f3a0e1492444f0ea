"""Right: threads, HTTP/1.1, names refused with 409; the base of wait_*.py."""
import socket
import sys
import threading
import time
from email.utils import formatdate


class Client:
    names = set()
    lock = threading.Lock()

    def __init__(self, connection):
        self.connection, self.buffer, self.name = connection, b"", None

    def run(self):
        try:
            self.begin()
            while self.round():
                pass
        except OSError:
            pass
        finally:
            self.left()
            self.connection.close()

    def begin(self):
        pass

    def left(self):
        with self.lock:
            self.names.discard(self.name)

    def read(self):
        got = self.connection.recv(4096)
        self.buffer += got
        return got

    def request(self):
        while b"\r\n\r\n" not in self.buffer:
            if not self.read():
                return None
        head, _, rest = self.buffer.partition(b"\r\n\r\n")
        length = 0
        for line in head.decode("latin-1").split("\r\n")[1:]:
            if line.lower().startswith("content-length:"):
                length = int(line.split(":")[1])
        while len(rest) < length:
            if not self.read():
                return None
            rest = self.buffer.partition(b"\r\n\r\n")[2]
        self.buffer = rest[length:]
        return rest[:length].decode("utf-8", "replace").strip()

    def round(self):
        body = self.request()
        if body is None:
            return False
        if body.isdigit():
            self.pause(int(body))
            self.answer("200 OK", self.sentence(int(body)))
        else:
            self.register(body)
        return True

    def pause(self, seconds):
        time.sleep(seconds)

    def register(self, name):
        with self.lock:
            taken = name in self.names
            if not taken:
                self.names.discard(self.name)
                self.names.add(name)
                self.name = name
        if taken:
            self.answer("409 Conflict", "that name is taken\n")
        else:
            self.answer("201 Created", "hello %s\n" % name)

    def sentence(self, seconds):
        return "Server waited %d seconds for client %s." % (seconds,
                                                            self.name)

    def date(self):
        return formatdate(usegmt=True)

    def fields(self, body):
        return ["Host: localhost", "Server: lab/1", "Date: " + self.date(),
                "Content-Type: text/plain",
                "Content-Length: %d" % len(body.encode())]

    def answer(self, status, body):
        head = ["HTTP/1.1 " + status] + self.fields(body)
        self.connection.sendall(
            ("\r\n".join(head) + "\r\n\r\n" + body).encode())


def main(kind=Client):
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("", int(sys.argv[1])))
    server.listen(20)
    while True:
        connection = server.accept()[0]
        threading.Thread(target=kind(connection).run, daemon=True).start()


if __name__ == "__main__":
    main()
