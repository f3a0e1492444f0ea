"""Broken: (greeted, chat) a Bye ends both, and the other never hears it."""
import select

import order_server


class Server(order_server.Server):
    def greet(self):
        for client, letter in self.clients.items():
            self.send(client, "Client %s connected" % letter)

    def result(self, first, second):
        super().result(first, second)
        while True:
            for client in select.select(list(self.clients), [], [])[0]:
                text = client.recv(1024)
                if not text or text.strip().lower().endswith(b"bye"):
                    return
                for other in self.clients:
                    if other is not client:
                        self.send(other, "Client %s: %s" % (
                            self.clients[client], text.decode().strip()))


Server().run()
