"""Broken: answers go to who asked first."""
import clock_server


class Server(clock_server.Server):
    first = None

    def send(self, answer, address):
        self.first = self.first or address
        super().send(answer, self.first)


Server().run()
