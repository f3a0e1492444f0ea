"""Broken: a line that is no expression ends the whole server."""
import calc_server


class Client(calc_server.Client):
    def answer(self, text):
        a, operator, b = text.split(" ")
        try:
            return self.value(float(a), operator, float(b))
        except ZeroDivisionError:
            return "error"


calc_server.main(Client, threads=False)
