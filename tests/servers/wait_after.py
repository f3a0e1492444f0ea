"""Broken: a newline follows each body, which no length counts."""
import wait_server


class Client(wait_server.Client):
    def answer(self, status, body):
        super().answer(status, body)
        self.connection.sendall(b"\r\n\r\n.\r\n")


wait_server.main(Client)
