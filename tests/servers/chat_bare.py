"""Right: what one recv gives is a message (remarked): 30 lines of a student."""
import socket
import sys
import threading

people = {}


def serve(connection):
    name = connection.recv(1024).decode("utf-8", "replace").strip()
    if name in people or not name:
        connection.send(b"name is in use")
        connection.close()
        return
    people[name] = connection
    try:
        while True:
            words = connection.recv(4096).decode("utf-8", "replace").split(
                None, 2)
            if not words or words[0] == "/quit":
                break
            if words[0] == "/list":
                connection.send("\n".join(people).encode())
            elif words[0] != "/msg" or len(words) < 3:
                connection.send(b"what?")
            elif words[1] in people:
                people[words[1]].send(("From %s: %s" % (
                    name, words[2].strip())).encode())
            else:
                connection.send(b"no such user")
    except OSError:
        pass
    del people[name]
    connection.close()


server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("", int(sys.argv[1])))
server.listen(10)
while True:
    threading.Thread(target=serve, args=(server.accept()[0],),
                     daemon=True).start()
