"""Broken: a private message goes to everyone."""
import chat_server


class Client(chat_server.Client):
    def private(self, name, text):
        if name not in self.room or not text:
            super().private(name, text)
            return
        for client in list(self.room.values()):
            client.send("%s: %s" % (self.name, text))


chat_server.main(Client)
