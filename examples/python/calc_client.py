"""A client of the calc lab: asks what you type, and shows the answer.

    python3 examples/python/calc_client.py HOST PORT NAME
    python3 examples/python/calc_client.py 127.0.0.1 12002 alice

Type NUMBER OPERATOR NUMBER, such as 12 + 42, or q to end.
"""
import re
import socket
import sys

NUMBER = r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?"
EXPRESSION = re.compile(NUMBER + r"\s*[-+*/]\s*" + NUMBER, re.I)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    host, port, name = sys.argv[1:]
    with socket.create_connection((host, int(port))) as connection:
        answers = connection.makefile(encoding="utf-8")
        connection.sendall((name + "\n").encode())
        for line in sys.stdin:
            line = line.strip()
            if line == "q":
                break
            # What is no expression is not sent at all.
            if not EXPRESSION.fullmatch(line):
                print("Type something like 12 + 42, or q.")
                continue
            connection.sendall((line + "\n").encode())
            answer = answers.readline()
            if not answer:
                sys.exit("the server has closed the connection")
            print(answer.rstrip(), flush=True)
        connection.sendall(b"q\n")
        print(answers.read(), end="")       # perhaps a goodbye, then the end


try:
    main()
except KeyboardInterrupt:
    pass
