"""Broken: answers after half of the pause."""
import time

import wait_server


class Client(wait_server.Client):
    def pause(self, seconds):
        time.sleep(seconds / 2)


wait_server.main(Client)
