"""Broken: a command is compared with its line end."""
import chat_server


class Client(chat_server.Client):
    def handle(self, text):
        if text and self.lines and text.startswith("/"):
            self.send("Unknown command: " + text)
            return True
        return super().handle(text)


chat_server.main(Client)
