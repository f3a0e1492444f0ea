"""Broken: frames of two bytes of length and a text, as writeUTF has them."""
import wait_server


class Client(wait_server.Client):
    def answer(self, status, body):
        text = body.encode()
        self.connection.sendall(len(text).to_bytes(2, "big") + text)


wait_server.main(Client)
