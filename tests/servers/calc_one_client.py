"""Broken: the second client is served when the first has left."""
import calc_server


class Client(calc_server.Client):
    pass


calc_server.main(Client, threads=False)
