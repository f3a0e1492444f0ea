"""Broken: a request with its line end is not recognised."""
import clock_server


class Server(clock_server.Server):
    def answer(self, text):
        return "wrong request" if b"\n" in text else super().answer(text)


Server().run()
