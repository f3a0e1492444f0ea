"""Broken: keeps the line end of a name."""
import order_server


class Server(order_server.Server):
    def name(self, text):
        return text.decode("utf-8", "replace")


Server().run()
