"""Broken: the second client waits until the first has left."""
import echo_server


class Server(echo_server.Server):
    pass


Server(threads=False).run()
