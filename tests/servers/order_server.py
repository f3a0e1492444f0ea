"""Right: plain, pair after pair, by select; the base of order_*.py."""
import re
import select
import socket
import sys


class Server:
    def __init__(self):
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(("", int(sys.argv[1])))
        self.socket.listen(20)

    def run(self):
        while True:
            self.clients = {}
            self.connect()
            try:
                self.pair()
            except (OSError, EOFError):
                for client in self.clients:
                    self.send(client, "Your partner has left.")
            for client in self.clients:
                client.close()

    def connect(self):
        self.clients[self.socket.accept()[0]] = "X"
        self.clients[self.socket.accept()[0]] = "Y"

    def greet(self):
        pass

    def pair(self):
        self.greet()
        self.result(*self.receive())

    def send(self, client, text):
        try:
            client.sendall(text.encode())
        except OSError:
            pass

    def receive(self):
        """[(letter, name)] as the messages came."""
        said, waiting = [], list(self.clients)
        while waiting:
            for client in select.select(waiting, [], [])[0]:
                text = client.recv(1024)
                if not text:
                    raise EOFError
                waiting.remove(client)
                said.append((self.clients[client], self.name(text)))
                self.heard(client)
        return said

    def heard(self, client):
        pass

    def name(self, text):
        text = text.decode("utf-8", "replace").strip()
        return re.sub(r"^(client )?[xy] ?: *", "", text, flags=re.I)

    def sentence(self, first, second):
        return "%s: %s received before %s: %s" % (first + second)

    def result(self, first, second):
        for client in self.clients:
            self.send(client, self.sentence(first, second))


if __name__ == "__main__":
    Server().run()
