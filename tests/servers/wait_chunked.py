"""Right: chunked answers in two pieces, paths of its own, upper case."""
import wait_server


class Client(wait_server.Client):
    def fields(self, body):
        return [f for f in super().fields(body) if "Length" not in f] + [
            "Transfer-Encoding: chunked"]

    def sentence(self, seconds):
        return super().sentence(seconds).upper() + "\r\n"

    def answer(self, status, body):
        head = ["HTTP/1.1 " + status] + self.fields(body)
        self.connection.sendall(("\r\n".join(head) + "\r\n\r\n").encode())
        self.connection.sendall(("%x\r\n%s\r\n0\r\n\r\n" % (
            len(body), body)).encode())


wait_server.main(Client)
