"""Broken: removes a name at /quit alone, not when recv gives 0."""
import chat_server


class Client(chat_server.Client):
    def handle(self, text):
        self.quit = text == "/quit"
        return super().handle(text)

    def leave(self):
        if getattr(self, "quit", False):
            super().leave()


chat_server.main(Client)
