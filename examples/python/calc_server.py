"""A server of the calc lab: a thread for each client.

    python3 examples/python/calc_server.py PORT
    python3 examples/python/calc_server.py 4002

The first message is the client's name, then each is NUMBER OPERATOR NUMBER,
until q.
"""
import re
import socket
import sys
import threading

NUMBER = r"([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)"
EXPRESSION = re.compile(NUMBER + r"\s*([-+*/])\s*" + NUMBER, re.I)


def messages(connection):
    """Gives one message after another.  TCP is a stream: a recv may give half
    a line, or two.  Only of a client that ends no lines is what one recv
    gives taken for a message."""
    rest, bare = b"", None
    while True:
        data = connection.recv(4096)
        if not data:
            return
        if bare is None:
            bare = b"\n" not in data
        *lines, rest = (rest + data).split(b"\n")
        if bare:
            lines, rest = lines + [rest], b""
        for line in lines:
            text = line.decode("utf-8", "replace").strip()
            if text:
                yield text


def calculate(text):
    match = EXPRESSION.fullmatch(text)
    if not match:
        return "error: write NUMBER OPERATOR NUMBER, such as 12 + 42"
    a, operator, b = float(match[1]), match[2], float(match[3])
    if operator == "/" and b == 0:
        return "error: division by zero"
    value = {"+": a + b, "-": a - b, "*": a * b,
             "/": a / b if b else 0}[operator]
    return "%.12g" % value


def serve(connection):
    name = None
    try:
        with connection:
            for text in messages(connection):
                if name is None:
                    name = text
                elif text == "q":
                    break
                else:
                    answer = calculate(text)
                    print(name, "asked", text, "and was told", answer)
                    connection.sendall((answer + "\n").encode())
    except OSError as error:
        print(name, "was cut off:", error)
    print("session ended:", name)


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
