"""Broken: (room) a small buffer, and a send that waits for each."""
import socket

import chat_room
import chat_server


class Client(chat_room.Client):
    def login(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        return super().login()


chat_server.main(Client)
