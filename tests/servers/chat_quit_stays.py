"""Broken: /quit is answered with a text, and the connection stays."""
import chat_server


class Client(chat_server.Client):
    def handle(self, text):
        if text != "/quit":
            return super().handle(text)
        self.send("Goodbye!")
        return True


chat_server.main(Client)
