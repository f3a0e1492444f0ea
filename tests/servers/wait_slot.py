"""Broken: the place of who has left is never free again."""
import wait_server


class Client(wait_server.Client):
    places = 3

    def begin(self):
        with self.lock:
            Client.places -= 1
            full = Client.places < 0
        if full:
            self.answer("503 Service Unavailable", "the server is full\n")
            raise OSError("full")


wait_server.main(Client)
