"""Broken: datagrams are cut at 512 bytes."""
import echo_server


class Server(echo_server.Server):
    size = 512


Server().run()
