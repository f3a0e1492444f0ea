"""Broken: answers with bare text, without HTTP."""
import wait_server


class Client(wait_server.Client):
    def answer(self, status, body):
        self.connection.sendall((body + "\n").encode())


wait_server.main(Client)
