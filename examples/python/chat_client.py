"""A client of the chat lab: types and reads at the same time.

    python3 examples/python/chat_client.py HOST PORT NAME
    python3 examples/python/chat_client.py 127.0.0.1 12001 alice

What is typed goes to everybody; /list, /msg NAME TEXT and /quit are
commands.
"""
import socket
import sys
import threading


def show(connection):
    """The thread that reads: prints what comes, until the server closes."""
    for line in connection.makefile(encoding="utf-8"):
        print(line.rstrip(), flush=True)
    print("The server has closed the connection.")


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    host, port, name = sys.argv[1:]
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall((name + "\n").encode())
        # Two things can happen next, a line from the keyboard or one from
        # the server: a thread for each.
        reader = threading.Thread(target=show, args=(connection,))
        reader.start()
        for line in sys.stdin:
            connection.sendall((line.rstrip("\n") + "\n").encode())
            if line.strip() == "/quit":
                break
        else:
            connection.sendall(b"/quit\n")      # the input has ended
        reader.join()           # the server answers /quit by closing


try:
    main()
except (BrokenPipeError, ConnectionResetError):
    sys.exit("the server has gone")
except KeyboardInterrupt:
    pass
