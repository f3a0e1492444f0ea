"""Broken: (room) goes on relaying nothing for who has left."""
import time

import chat_room
import chat_server


class Client(chat_room.Client):
    def handle(self, text):
        while text is None:
            self.all("%s: " % self.name)
            time.sleep(0.02)
        return super().handle(text)


chat_server.main(Client)
