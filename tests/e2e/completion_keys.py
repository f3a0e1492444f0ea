"""What the Tab key makes of a line in a shell.

completion_keys.py bash|zsh DIRECTORY LINE: DIRECTORY holds the functions.  The
shell runs on a terminal of its own; a key that we bind prints its line.
"""
import os
import pty
import re
import select
import sys
import time

SETUP = {
    "bash": r"""for f in %s/*; do . "$f"; done
bind -x '"\C-xp": printf "<%%s>>" "<$READLINE_LINE"'
bind 'set bell-style none'
PS1=ready
""",
    "zsh": r"""PS1=ready; PS2=; fpath=(%s $fpath); unsetopt beep zle_bracketed_paste
autoload -U compinit; compinit -D -u
told() { print -rn -- "<""<$BUFFER>>" }
zle -N told; bindkey '^Xp' told
""",
}
COMMAND = {"bash": ["bash", "--norc", "--noprofile", "-i"],
           "zsh": ["zsh", "-f", "-i"]}


def until(terminal, pattern, seconds=60):
    """Reads until it matches, and returns the match."""
    text, end = "", time.monotonic() + seconds
    while time.monotonic() < end:
        if select.select([terminal], [], [], 1)[0]:
            text += os.read(terminal, 65536).decode("utf-8", "replace")
        got = re.search(pattern, text, re.S)
        if got:
            return got
    raise SystemExit("no %r in %r" % (pattern, text))


def main(shell, directory, line):
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="dumb", HISTFILE="/dev/null", COLUMNS="500",
                          INPUTRC="/dev/null", ZDOTDIR="/nonexistent")
        os.execvp(shell, COMMAND[shell])
    os.write(terminal, b"stty -echo columns 500; echo be''gun\n")
    until(terminal, "begun")
    os.write(terminal, (SETUP[shell] % directory + "echo se''t\n").encode())
    until(terminal, "set")
    os.write(terminal, line.encode() + b"\t\x18p")
    print(until(terminal, "<<(.*?)>>").group(1))
    os.write(terminal, b"\x15exit\n")
    os.close(terminal)
    os.waitpid(pid, 0)


main(*sys.argv[1:])
