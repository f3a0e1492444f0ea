"""Broken: /msg to nobody is answered by nothing."""
import chat_server


class Client(chat_server.Client):
    def private(self, name, text):
        if name in self.room and text:
            super().private(name, text)


chat_server.main(Client)
