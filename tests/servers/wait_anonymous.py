"""Broken: calls every client by one and the same word."""
import wait_server


class Client(wait_server.Client):
    def sentence(self, seconds):
        return "Server waited %d seconds for client client." % seconds


wait_server.main(Client)
