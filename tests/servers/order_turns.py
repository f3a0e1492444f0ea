"""Broken: (greeted, chat) waits for a line of each client in turn."""
import order_server


class Server(order_server.Server):
    def greet(self):
        for client, letter in self.clients.items():
            self.send(client, "Client %s connected" % letter)

    def result(self, first, second):
        super().result(first, second)
        clients = list(self.clients)
        while True:
            for client, other in (clients, clients[::-1]):
                text = client.recv(1024).decode("utf-8", "replace").strip()
                if not text:
                    return
                self.send(other, text)
                if text.lower() == "bye":
                    return


Server().run()
