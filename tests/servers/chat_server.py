"""Right: /list, /msg and /quit, a thread each; the base of chat_*.py."""
import socket
import sys
import threading


class Client:
    room = {}
    lock = threading.RLock()

    def __init__(self, connection):
        self.connection, self.buffer, self.lines = connection, b"", None
        self.name = None

    def send(self, text):
        try:
            self.connection.sendall(text.encode() + (
                b"\n" if self.lines else b""))
        except OSError:
            pass

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
            if self.login():
                while self.handle(self.message()):
                    pass
        except OSError:
            pass
        finally:
            with self.lock:
                if self.room.get(self.name) is self:
                    self.leave()
            self.connection.close()

    def login(self):
        name = self.message()
        with self.lock:
            if not name or name in self.room:
                self.send("That name is taken.")
                return False
            self.name = name
            self.room[name] = self
            self.send("Welcome to the chat.")
            self.joined()
        return True

    def joined(self):
        pass

    def leave(self):
        del self.room[self.name]

    def handle(self, text):
        if text is None or text == "/quit":
            return False
        with self.lock:
            if text == "/list":
                self.send("Here are: " + ", ".join(self.listed()))
            elif text.startswith("/msg"):
                self.private(*(text.split(" ", 2) + ["", ""])[1:3])
            else:
                self.say(text)
        return True

    def listed(self):
        return self.room

    def private(self, name, text):
        if name not in self.room or not text:
            self.send("Nobody is called so, or nothing was said.")
        else:
            self.room[name].send("%s (private): %s" % (self.name, text))

    def say(self, text):
        self.send("Commands are /list, /msg and /quit.")


def main(kind=Client):
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("", int(sys.argv[1])))
    server.listen(20)
    while True:
        connection = server.accept()[0]
        threading.Thread(target=kind(connection).run, daemon=True).start()


if __name__ == "__main__":
    main()
