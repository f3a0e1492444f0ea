"""Broken: the list goes to everybody."""
import chat_server


class Client(chat_server.Client):
    def handle(self, text):
        if text != "/list":
            return super().handle(text)
        with self.lock:
            for client in list(self.room.values()):
                client.send("Here are: " + ", ".join(self.room))
        return True


chat_server.main(Client)
