"""Broken: q is answered, and the connection stays open."""
import calc_server


class Client(calc_server.Client):
    def handle(self, text):
        if text == "q":
            self.send("Bye")
            return True
        return super().handle(text)


calc_server.main(Client)
