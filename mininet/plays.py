"""What the clients do in each lab: our own client, or a student's."""
import shlex

LABS = ("wait", "order", "chat", "calc", "clock", "echo")


class Play:
    """A client: its arguments, what is typed, and how long it stays then."""

    def __init__(self, argv, typed=(), stays=0.0):
        self.argv = argv
        self.typed = "".join(line + "\n" for line in typed)
        self.stays = stays


def plays(lab, name, number):
    """One after the other, on that host."""
    if lab == "wait":
        return [Play(["wait", "-n", name, "--min", "5", "--max", "6",
                      "-c", "1"])]
    if lab == "order":
        return [Play(["order", "-n", name])]
    if lab == "chat":
        return [Play(["chat", "-n", name], [f"{name} says hello"], 3.0)]
    if lab == "calc":
        return [Play(["calc", "-n", name], [f"{number} * 7"])]
    if lab == "clock":
        return [Play(["clock", "-c", "2"])]
    lines = [f"{name} line {line}" for line in range(1, 21)]
    return [Play(["echo"], lines), Play(["echo", "--udp"], lines)]


def students(command, values):
    """The words of a student's command, with {host} and so on in them."""
    return [word.format(**values) for word in shlex.split(command)]
