# right: a NUL ends each message, and two may come together
import socket
import sys
import threading
import time

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))


def hear():
    while sock.recv(4096):
        pass


threading.Thread(target=hear, daemon=True).start()
sock.sendall(name.encode() + b"\0")
for _ in range(4):
    time.sleep(0.4)
    sock.sendall(b"hello\0hello\0")
time.sleep(0.4)
sock.sendall(b"/quit\0")
time.sleep(1)
