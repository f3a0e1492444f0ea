"""Broken: its answers begin like requests."""
import wait_server


class Client(wait_server.Client):
    def answer(self, status, body):
        head = ["POST /answer HTTP/1.1"] + self.fields(body)
        self.connection.sendall(
            ("\r\n".join(head) + "\r\n\r\n" + body).encode())


wait_server.main(Client)
