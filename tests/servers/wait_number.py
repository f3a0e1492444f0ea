"""Broken: names one second more than it was asked for."""
import wait_server


class Client(wait_server.Client):
    def sentence(self, seconds):
        return super().sentence(seconds + 1)


wait_server.main(Client)
