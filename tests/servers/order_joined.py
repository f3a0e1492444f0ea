"""Broken: greeting and result leave in one segment."""
import order_server


class Server(order_server.Server):
    def result(self, first, second):
        for client, letter in self.clients.items():
            self.send(client, "Client %s connected" % letter
                      + self.sentence(first, second))


Server().run()
