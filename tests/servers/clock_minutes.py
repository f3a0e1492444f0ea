"""Broken: the time has no seconds."""
import time

import clock_server


class Server(clock_server.Server):
    def time(self):
        return time.strftime("%H:%M")


Server().run()
