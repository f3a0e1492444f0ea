"""Broken: one recv is taken for one request."""
import wait_server


class Client(wait_server.Client):
    def request(self):
        text = self.connection.recv(4096).decode("latin-1")
        if not text:
            return None
        head, _, body = text.partition("\r\n\r\n")
        for line in head.split("\r\n")[1:]:
            if line.lower().startswith("content-length:"):
                return body[:int(line.split(":")[1])].strip()
        return ""

    def register(self, name):
        if name:
            super().register(name)


wait_server.main(Client)
