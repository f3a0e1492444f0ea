"""Broken: closes after the first sentence, without a word."""
import wait_server


class Client(wait_server.Client):
    def round(self):
        body = self.request()
        if body is None:
            return False
        if not body.isdigit():
            self.register(body)
            return True
        self.pause(int(body))
        self.answer("200 OK", self.sentence(int(body)))
        return False


wait_server.main(Client)
