"""Right: an answer's head is sent at once, and its body after the pause."""
import time

import wait_server


class Client(wait_server.Client):
    def pause(self, seconds):
        body = self.sentence(seconds)
        head = ["HTTP/1.1 200 OK"] + self.fields(body)
        self.connection.sendall(
            ("\r\n".join(head) + "\r\n\r\n").encode())
        time.sleep(seconds)
        self.connection.sendall(body.encode())

    def answer(self, status, body):
        if not body.startswith("Server waited"):
            super().answer(status, body)


wait_server.main(Client)
