"""Broken: ends when a name has one letter."""
import os

import chat_server


class Client(chat_server.Client):
    def login(self):
        done = super().login()
        if done and len(self.name) < 2:
            print("IndexError: string index out of range", flush=True)
            os._exit(1)
        return done


chat_server.main(Client)
