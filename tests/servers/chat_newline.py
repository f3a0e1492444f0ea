"""Broken: keeps the line end of a name."""
import chat_server


class Client(chat_server.Client):
    def login(self):
        name = self.connection.recv(1024).decode("utf-8", "replace")
        self.lines = name.endswith("\n")
        self.message = lambda: name
        done = super().login()
        del self.message
        return done


chat_server.main(Client)
