# right: a thread reads, commands with LF
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
import threading
import time
def listen():
    while True:
        data = sock.recv(4096)
        if not data:
            break
        print(data.decode(), end="")
reader = threading.Thread(target=listen)
reader.start()
for line in [name, "/list", "hello everyone", "/msg %s to myself" % name]:
    sock.sendall((line + "\n").encode())
    time.sleep(0.3)
sock.sendall(b"/quit\n")
reader.join()
sock.close()
