"""Broken: a private message does not say who wrote it."""
import chat_server


class Client(chat_server.Client):
    def private(self, name, text):
        if name not in self.room or not text:
            super().private(name, text)
        else:
            self.room[name].send("(private) " + text)


chat_server.main(Client)
