"""Broken: sends each answer again, a third of a second later."""
import time

import calc_server


class Client(calc_server.Client):
    def send(self, text):
        super().send(text)
        time.sleep(0.3)
        super().send(text)


calc_server.main(Client)
