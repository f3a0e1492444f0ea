"""Broken: has no answer to a minus."""
import calc_server


class Client(calc_server.Client):
    def handle(self, text):
        if " - " in text:
            return True
        return super().handle(text)


calc_server.main(Client)
