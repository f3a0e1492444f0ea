"""Right: says Connection: close in the sentence, then closes (remarked)."""
import wait_server


class Client(wait_server.Client):
    def round(self):
        body = self.request()
        if body is None:
            return False
        if body.isdigit():
            self.pause(int(body))
            self.answer("200 OK", self.sentence(int(body)))
            return False
        self.register(body)
        return True

    def fields(self, body):
        return super().fields(body) + ["Connection: " + (
            "close" if body.startswith("Server waited") else "keep-alive")]


wait_server.main(Client)
