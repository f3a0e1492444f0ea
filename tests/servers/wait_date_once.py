"""Broken: the Date is that of the server's start."""
import wait_server


class Client(wait_server.Client):
    def date(self, start=wait_server.formatdate(usegmt=True)):
        return start


wait_server.main(Client)
