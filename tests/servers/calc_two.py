"""Broken: an answer comes with a second one."""
import time

import calc_server


class Client(calc_server.Client):
    def handle(self, text):
        more = super().handle(text)
        if more:
            time.sleep(0.2)
            self.send("Next expression?")
        return more


calc_server.main(Client)
