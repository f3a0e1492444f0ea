"""A client of the clock lab: asks for the date or the time, by UDP.

Every one or two seconds, COUNT times, else until Ctrl-C.

    python3 examples/python/clock_client.py HOST PORT [COUNT]
    python3 examples/python/clock_client.py 127.0.0.1 12003
"""
import random
import socket
import sys
import time


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    server = (sys.argv[1], int(sys.argv[2]))
    count = int(sys.argv[3]) if len(sys.argv) == 4 else 0
    # No connection: every datagram says where it goes.
    asker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    # UDP may lose the question or the answer, and then nothing comes, ever.
    asker.settimeout(3)
    done = 0
    while count == 0 or done < count:
        if done > 0:
            time.sleep(random.uniform(1, 2))
        question = random.choice(["SEND_DATE", "SEND_TIME"])
        asker.sendto(question.encode(), server)
        try:
            answer = asker.recvfrom(1024)[0].decode()
            print(question, "->", answer.rstrip(), flush=True)
        except OSError as error:        # timed out, or nobody listens
            print(question, "->", error, flush=True)
        done += 1


try:
    main()
except KeyboardInterrupt:
    pass
