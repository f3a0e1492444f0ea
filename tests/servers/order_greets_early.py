"""Broken: greets X before Y is there."""
import order_server


class Server(order_server.Server):
    def connect(self):
        for letter in "XY":
            client = self.socket.accept()[0]
            self.clients[client] = letter
            self.send(client, "Client %s connected" % letter)


Server().run()
