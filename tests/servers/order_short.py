"""Broken: ends when a name has one letter."""
import order_server


class Server(order_server.Server):
    def name(self, text):
        name = super().name(text)
        return name[0] + name[1] + name[2:]

    def receive(self):
        try:
            return super().receive()
        except IndexError as error:
            raise SystemExit("a name: %s" % error)


Server().run()
