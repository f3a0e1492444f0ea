"""Broken: forgets what came behind a request in one segment."""
import wait_server


class Client(wait_server.Client):
    def request(self):
        body = super().request()
        self.buffer = b""
        return body


wait_server.main(Client)
