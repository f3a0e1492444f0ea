"""Broken: (room) knows no names: a name is a line like any other."""
import chat_room
import chat_server


class Client(chat_room.Client):
    def run(self):
        self.name = "%s:%d" % self.connection.getpeername()
        self.room[self.name] = self
        super().run()

    def login(self):
        return True

    def leave(self):
        del self.room[self.name]


chat_server.main(Client)
