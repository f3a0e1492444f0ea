# right: no line ends, stopped by its user
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
import select
import time
def say(text):
    sock.sendall(text.encode())
    until = time.time() + 0.5
    while time.time() < until:
        if select.select([sock], [], [], 0.1)[0]:
            print(sock.recv(1024).decode())
say(name)
say("good morning")
say("/list")
say("bye for now, all of you")
sock.close()
