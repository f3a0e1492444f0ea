"""Broken: who pauses holds the lock of all: clients wait in a row."""
import threading
import time

import wait_server


class Client(wait_server.Client):
    sleeping = threading.Lock()

    def pause(self, seconds):
        with self.sleeping:
            time.sleep(seconds)


wait_server.main(Client)
