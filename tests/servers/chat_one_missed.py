"""Broken: (room) the last who came hears nobody."""
import chat_room
import chat_server


class Client(chat_room.Client):
    def all(self, text):
        last = list(self.room.values())[-1:]
        for client in list(self.room.values()):
            if client is not self and (client not in last
                                       or not text.startswith(self.name)):
                client.send(text)


chat_server.main(Client)
