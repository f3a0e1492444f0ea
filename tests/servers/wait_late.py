"""Broken: answers two seconds late, and a little."""
import time

import wait_server


class Client(wait_server.Client):
    def pause(self, seconds):
        time.sleep(seconds + 2.2)


wait_server.main(Client)
