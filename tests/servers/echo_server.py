"""Right: TCP and UDP, a thread for each."""
import socket
import sys
import threading


class Server:
    size = 65535

    def __init__(self, threads=True):
        self.tcp = socket.socket()
        self.tcp.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.tcp.bind(("", int(sys.argv[1])))
        self.tcp.listen(20)
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("", int(sys.argv[1])))
        self.threads = threads

    def run(self):
        threading.Thread(target=self.datagrams, daemon=True).start()
        while True:
            connection = self.tcp.accept()[0]
            thread = threading.Thread(target=self.serve, daemon=True,
                                      args=(connection,))
            thread.start()
            if not self.threads:
                thread.join()

    def datagrams(self):
        while True:
            data, address = self.udp.recvfrom(self.size)
            self.udp.sendto(data, address)

    def serve(self, connection):
        try:
            while True:
                data = connection.recv(4096)
                if not data:
                    break
                self.answer(connection, data)
        except OSError:
            pass
        self.end(connection)

    def answer(self, connection, data):
        connection.sendall(data)

    def end(self, connection):
        connection.close()


if __name__ == "__main__":
    Server().run()
