"""Broken: one answer a connection."""
import echo_server


class Server(echo_server.Server):
    def answer(self, connection, data):
        connection.sendall(data)
        raise OSError("done")


Server().run()
