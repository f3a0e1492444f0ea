"""Broken: refuses the first client when it is alone."""
import select

import order_server


class Server(order_server.Server):
    def connect(self):
        while True:
            first = self.socket.accept()[0]
            if select.select([self.socket], [], [], 0.3)[0]:
                break
            self.send(first, "Error: Client Y is not connected")
            first.close()
        self.clients[first] = "X"
        self.clients[self.socket.accept()[0]] = "Y"


Server().run()
