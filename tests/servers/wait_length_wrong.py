"""Broken: Content-Length does not count the name."""
import wait_server


class Client(wait_server.Client):
    def fields(self, body):
        if self.name:
            body = body.replace(self.name, "")
        return super().fields(body)


wait_server.main(Client)
