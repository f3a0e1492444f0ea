"""Broken: who is left by its partner waits for ever."""
import time

import order_server


class Server(order_server.Server):
    def receive(self):
        try:
            return super().receive()
        except (OSError, EOFError):
            while True:
                time.sleep(60)


Server().run()
