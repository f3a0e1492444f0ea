"""Broken: of two lines in one segment the second is lost."""
import chat_server


class Client(chat_server.Client):
    def message(self):
        text = super().message()
        self.buffer = b""
        return text


chat_server.main(Client)
