"""Broken: answers with the value of the question before."""
import calc_server


class Client(calc_server.Client):
    last = "0"

    def value(self, a, operator, b):
        now, self.last = self.last, super().value(a, operator, b)
        return now


calc_server.main(Client)
