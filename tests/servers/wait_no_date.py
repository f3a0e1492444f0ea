"""Broken: no Date."""
import wait_server


class Client(wait_server.Client):
    def fields(self, body):
        return [f for f in super().fields(body) if "Date" not in f]


wait_server.main(Client)
