"""Broken: greets who connects, before any request."""
import wait_server


class Client(wait_server.Client):
    def begin(self):
        self.answer("200 OK", "welcome, what is your name?\n")


wait_server.main(Client)
