"""Broken: says that it calculates, and the value after a moment."""
import time

import calc_server


class Client(calc_server.Client):
    def send(self, text):
        super().send("calculating... ")
        time.sleep(0.2)
        super().send(text)


calc_server.main(Client)
