"""Broken: /msg knows nobody but the first who came."""
import chat_server


class Client(chat_server.Client):
    def private(self, name, text):
        if name != next(iter(self.room)):
            name = ""
        super().private(name, text)


chat_server.main(Client)
