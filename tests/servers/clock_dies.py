"""Broken: an unknown request is a KeyError, and the end."""
import clock_server


class Server(clock_server.Server):
    def answer(self, text):
        answers = {"SEND_DATE": self.date, "SEND_TIME": self.time}
        return answers[text.decode("utf-8", "replace").strip()]()


Server().run()
