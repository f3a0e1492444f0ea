# wrong: refused, for its name is another's, it stays
import socket
import sys

host, port, name = sys.argv[1:4]
sock = socket.create_connection((host, int(port)))
import select
import time
def read(seconds):
    until = time.time() + seconds
    while time.time() < until:
        if select.select([sock], [], [], 0.1)[0]:
            data = sock.recv(4096)
            if not data:
                break
            print(data)

holder = socket.create_connection((host, int(port)))
holder.sendall((name + "x\n").encode())
read(0.5)
sock.sendall((name + "x\n").encode())
read(0.5)
print(holder.recv(4096))
holder.close()
time.sleep(50)      # input("Your message: ")
