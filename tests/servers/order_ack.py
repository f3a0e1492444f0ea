"""Right: an ACK, the result 2.5 s later, upper case, then it ends."""
import time

import order_server


class Server(order_server.Server):
    def heard(self, client):
        self.send(client, "ACK\n")

    def sentence(self, first, second):
        return super().sentence(first, second).upper() + "\r\n"

    def result(self, first, second):
        time.sleep(2.5)
        super().result(first, second)
        for client in self.clients:
            client.close()
        raise SystemExit


Server().run()
