"""Broken: keeps its side open when the client has ended."""
import time

import echo_server


class Server(echo_server.Server):
    def end(self, connection):
        time.sleep(3600)


Server().run()
