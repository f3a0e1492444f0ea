"""Broken: the time of two hours east, marked as GMT."""
import time

import wait_server


class Client(wait_server.Client):
    def date(self):
        return wait_server.formatdate(time.time() + 7200, usegmt=True)


wait_server.main(Client)
