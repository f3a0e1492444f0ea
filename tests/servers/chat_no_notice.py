"""Broken: (room) nobody is told who has left."""
import chat_room
import chat_server


class Client(chat_room.Client):
    def leave(self):
        del self.room[self.name]


chat_server.main(Client)
