"""Broken: two may have one name."""
import chat_server


class Client(chat_server.Client):
    def login(self):
        self.name = self.message() or "?"
        self.room[self.name] = self
        self.send("Welcome to the chat.")
        return True


chat_server.main(Client)
