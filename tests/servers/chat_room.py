"""Right: (room) everything to everyone, /quit is relayed like any line."""
import chat_server


class Client(chat_server.Client):
    def all(self, text):
        for client in list(self.room.values()):
            if client is not self:
                client.send(text)

    def joined(self):
        self.all("* %s has joined" % self.name)

    def leave(self):
        super().leave()
        self.all("* %s has left" % self.name)

    def handle(self, text):
        if text is None or text == "q":
            return False
        with self.lock:
            self.all("%s: %s" % (self.name, text))
        return True


if __name__ == "__main__":
    chat_server.main(Client)
