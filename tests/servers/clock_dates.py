"""Broken: the date for the time."""
import clock_server


class Server(clock_server.Server):
    def time(self):
        return self.date()


Server().run()
