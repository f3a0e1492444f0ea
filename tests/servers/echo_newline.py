"""Broken: a line end behind what was sent."""
import echo_server


class Server(echo_server.Server):
    def answer(self, connection, data):
        connection.sendall(data + b"\n")


Server().run()
