"""Broken: takes the name for an expression."""
import calc_server


class Client(calc_server.Client):
    def run(self):
        self.name = None
        while True:
            text = self.message()
            if text is None or not self.handle(text):
                break
        self.connection.close()


calc_server.main(Client)
