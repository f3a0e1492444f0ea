"""Right: a thread each, values as floats, texts for what is wrong."""
import re
import socket
import sys
import threading

NUMBER = r"([-+]?[0-9.]+(?:e[-+]?[0-9]+)?)"


class Client:
    def __init__(self, connection):
        self.connection, self.buffer, self.lines = connection, b"", None

    def send(self, text):
        self.connection.sendall(text.encode() + (
            b"\n" if self.lines else b""))

    def message(self):
        """A line from who ends lines, else what one recv gives; or None."""
        while b"\n" not in self.buffer or not self.lines:
            got = self.connection.recv(4096)
            if not got:
                return None
            if self.lines is None:
                self.lines = b"\n" in got
            if not self.lines:
                return got.decode("utf-8", "replace").strip()
            self.buffer += got
        line, _, self.buffer = self.buffer.partition(b"\n")
        return line.decode("utf-8", "replace").strip()

    def run(self):
        try:
            self.name = self.message()
            text = self.message()
            while text is not None and self.handle(text):
                text = self.message()
        except OSError:
            pass
        self.connection.close()

    def handle(self, text):
        if text != "q":
            self.send(self.answer(text))
        return text != "q"

    def answer(self, text):
        match = re.fullmatch(NUMBER + r" *([-+*/]) *" + NUMBER, text)
        if not match:
            return "error: this is not NUMBER OPERATOR NUMBER"
        try:
            return self.value(float(match[1]), match[2], float(match[3]))
        except ZeroDivisionError:
            return "error: division by zero"

    def value(self, a, operator, b):
        return str({"+": lambda: a + b, "-": lambda: a - b,
                    "*": lambda: a * b, "/": lambda: a / b}[operator]())


def main(kind=Client, threads=True):
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("", int(sys.argv[1])))
    server.listen(20)
    while True:
        client = kind(server.accept()[0])
        if threads:
            threading.Thread(target=client.run, daemon=True).start()
        else:
            client.run()


if __name__ == "__main__":
    main()
