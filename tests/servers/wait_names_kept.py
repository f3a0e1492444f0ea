"""Broken: the name of who has left stays taken."""
import wait_server


class Client(wait_server.Client):
    def left(self):
        pass


wait_server.main(Client)
