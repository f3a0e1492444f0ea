"""Broken: reads X first, and so names X first."""
import order_server


class Server(order_server.Server):
    def receive(self):
        said = []
        for client, letter in self.clients.items():
            text = client.recv(1024)
            if not text:
                raise EOFError
            said.append((letter, self.name(text)))
        return said


Server().run()
