"""Broken: greets both clients as X."""
import order_server


class Server(order_server.Server):
    def greet(self):
        for client in self.clients:
            self.send(client, "Client X connected")


Server().run()
