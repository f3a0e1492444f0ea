"""Broken: 1 / 0 is an exception that ends the whole server."""
import os

import calc_server


class Client(calc_server.Client):
    def value(self, a, operator, b):
        if operator == "/" and b == 0:
            print("ZeroDivisionError: float division by zero", flush=True)
            os._exit(1)
        return super().value(a, operator, b)


calc_server.main(Client)
