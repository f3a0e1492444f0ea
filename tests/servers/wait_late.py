"""Broken: answers four seconds late."""
import time

import wait_server


class Client(wait_server.Client):
    def pause(self, seconds):
        time.sleep(seconds + 4)


wait_server.main(Client)
