"""A server of the chat lab: a room, and a thread for each client.

    python3 examples/python/chat_server.py PORT
    python3 examples/python/chat_server.py 4001

The first message is the name.  Then /list, /msg NAME TEXT, /quit; anything
else goes to everybody.
"""
import socket
import sys
import threading

room = {}                       # name: Client
lock = threading.RLock()        # held by who reads or changes the room


class Client:
    def __init__(self, connection):
        self.connection = connection
        self.rest = b""         # came, but belongs to the next message
        self.bare = None        # does it send messages without a line end?

    def send(self, text):
        """Never waits: a client that does not read would hold up the
        room.  It is cut off instead, when its buffer is full."""
        line = (text + "\n").encode()
        try:
            sent = self.connection.send(line, socket.MSG_DONTWAIT)
        except OSError:
            sent = 0
        if sent < len(line):
            try:
                self.connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass            # it is gone already

    def message(self):
        """The next message, None at the end.  TCP is a stream: a recv may
        give half a line, or two.  Only of a client that ends no lines is
        what one recv gives taken for a message."""
        while b"\n" not in self.rest:
            data = self.connection.recv(4096)
            if not data:
                return None
            if self.bare is None:
                self.bare = b"\n" not in data
            if self.bare:
                return data.decode("utf-8", "replace").strip()
            self.rest += data
        line, _, self.rest = self.rest.partition(b"\n")
        return line.decode("utf-8", "replace").strip()


def tell(text, but=None):
    for client in room.values():
        if client is not but:
            client.send(text)


def private(name, client, words):
    to = words[1] if len(words) > 1 else ""
    if to not in room:
        client.send("Nobody here is called %s." % (to or "nothing"))
    elif len(words) < 3:
        client.send("Write /msg NAME TEXT.")
    else:
        room[to].send("%s (private): %s" % (name, words[2]))


def talk(name, client):
    """One client's messages, until it leaves."""
    while True:
        text = client.message()
        if text is None or text == "/quit":
            return
        words = text.split(" ", 2)
        with lock:
            if text == "/list":
                client.send("Here are: " + ", ".join(room))
            elif words[0] == "/msg":
                private(name, client, words)
            elif text:
                tell(name + ": " + text)


def serve(connection):
    client = Client(connection)
    name = None
    try:
        name = client.message()
        with lock:
            if not name or name in room:
                client.send("That name is taken.")
                name = None
                return
            room[name] = client
            client.send("Welcome, " + name + ".")
            tell("* " + name + " has joined", but=client)
        talk(name, client)
    except OSError:
        pass                    # cut off: the same as leaving
    finally:
        if name:
            with lock:
                del room[name]
                tell("* " + name + " has left")
        connection.close()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    listener = socket.create_server(("", int(sys.argv[1])), backlog=20)
    while True:
        connection = listener.accept()[0]
        threading.Thread(target=serve, args=(connection,),
                         daemon=True).start()


try:
    main()
except KeyboardInterrupt:
    pass
