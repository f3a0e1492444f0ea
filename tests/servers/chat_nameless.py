"""Broken: (room) a line does not say who spoke."""
import chat_room
import chat_server


class Client(chat_room.Client):
    def all(self, text):
        super().all(text.replace(self.name + ": ", "someone: "))


chat_server.main(Client)
