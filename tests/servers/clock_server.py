"""Right: the date as 28/11/2026, silent to what it does not know."""
import socket
import sys
import time


class Server:
    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("", int(sys.argv[1])))

    def run(self):
        while True:
            text, address = self.socket.recvfrom(2048)
            answer = self.answer(text)
            if answer:
                self.send(answer, address)

    def send(self, answer, address):
        self.socket.sendto(answer.encode(), address)

    def answer(self, text):
        text = text.decode("utf-8", "replace").strip()
        if text == "SEND_DATE":
            return self.date()
        if text == "SEND_TIME":
            return self.time()
        return None

    def date(self):
        return time.strftime("%d/%m/%Y")

    def time(self):
        return time.strftime("%H:%M:%S")


if __name__ == "__main__":
    Server().run()
