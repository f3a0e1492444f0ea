"""Runs barewire check against the servers of the manifest, and compares the
rules that are not ok.

    grade.py [--jobs N] [--times N] [--pauses LIST] [--patience FACTOR]
             [--short] [--right] [NAME...]

A NAME is a lab or a server's file; --short is those with a star in the
manifest, --right the right ones.  Prints a line for each, and exits with 1
when a fault was missed or a false one told.  BAREWIRE in the environment is
the program.  What is written in Java is passed over where there is no javac.
"""
import argparse
import concurrent.futures
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def manifest():
    with open(os.path.join(HERE, "manifest")) as lines:
        for line in lines:
            words = line.split("#")[0].split()
            if words:
                yield (words[0].lstrip("*"), words[1], words[2], words[3:],
                       words[0].startswith("*"))


def build(files, directory):
    """The command of each file; those of Java in one go."""
    commands = {}
    java = [f for f in files if f.endswith(".java")]
    if java and shutil.which("javac"):
        subprocess.run(["javac", "-d", directory]
                       + [os.path.join(HERE, f) for f in java], check=True)
    for file in files:
        stem, kind = os.path.splitext(file)
        program = os.path.join(directory, stem)
        if kind == ".c":
            subprocess.run(["gcc", "-std=gnu11", "-O1", "-Wall", "-Wextra",
                            "-Werror", "-pthread", "-I",
                            os.path.join(HERE, "../.."), "-o", program,
                            os.path.join(HERE, file)], check=True)
            commands[file] = program
        elif kind == ".py":
            commands[file] = "%s -B %s" % (sys.executable,
                                           os.path.join(HERE, file))
        elif shutil.which("javac"):
            name = "".join(w.capitalize() for w in stem.split("_"))
            commands[file] = ("java -Xshare:auto -XX:TieredStopAtLevel=1 "
                              "-cp %s %s" % (directory, name))
    return commands


def check(options, directory, command, lab, variant):
    state = tempfile.mkdtemp(dir=directory)
    words = [os.environ.get("BAREWIRE", "bin/barewire"), "check", lab,
             "--run", command + " {port}", "--json",
             "--patience", options.patience]
    if lab == "wait":
        words += ["--pauses", options.pauses]
    if variant != "-":
        words += ["--variant", variant]
    # Status 3: this machine was too busy to tell.
    for _ in range(3):
        done = subprocess.run(words, capture_output=True,
                              env=dict(os.environ, SERVER_STATE=state))
        if done.returncode != 3:
            break
    if not done.stdout:
        raise RuntimeError("no answer: " + done.stderr.decode())
    return json.loads(done.stdout), done.returncode


def compare(found, status, expected):
    """What is wrong with it, line by line."""
    right = expected[:1] == ["right"]
    if "itself broke" in (found["note"] or ""):
        yield found["note"]
    faults = {r["rule"]: r for r in found["rules"] if r["result"] == "not ok"}
    for rule in expected[right:]:
        if rule not in faults:
            seen = [r for r in found["rules"] if r["rule"] == rule] or [{}]
            yield "missed %s: %s, %s" % (rule, seen[0].get("result"),
                                         seen[0].get("told"))
    for rule, fault in faults.items():
        if rule not in expected:
            yield "told %s (%s, %s): %s; came: %s" % (
                rule, fault["severity"], fault.get("scenario"),
                fault["told"], fault["came"])
    if right and status != 0:
        yield "a right server: exit status %d" % status


def grade(options, directory, commands, server):
    file, lab, variant, expected = server[:4]
    if file not in commands:
        return "skip", file, ["javac is not installed"], 0
    begun = time.monotonic()
    try:
        found, status = check(options, directory, commands[file], lab,
                              variant)
        faults = list(compare(found, status, expected))
    except (RuntimeError, ValueError, KeyError) as error:
        faults = [repr(error)]
    return ("FAIL" if faults else "ok", file, faults,
            time.monotonic() - begun)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--right", action="store_true")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--pauses", default="1,2,3")
    parser.add_argument("--patience", default="0.5")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    servers = [s for s in manifest() if not options.names
               or s[0] in options.names or s[1] in options.names]
    servers = [s for s in servers if s[4] or not options.short]
    servers = [s for s in servers if s[3][0] == "right"
               or not options.right]
    counts = {"ok": 0, "FAIL": 0, "skip": 0}
    with tempfile.TemporaryDirectory() as directory:
        commands = build([s[0] for s in servers], directory)
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for result, file, faults, seconds in pool.map(
                    lambda s: grade(options, directory, commands, s),
                    servers * options.times):
                counts[result] += 1
                print("%-4s %s (%.1f s)" % (result, file, seconds))
                for fault in faults:
                    print("    " + fault)
                sys.stdout.flush()
    print("%d as they should be, %d not, %d skipped" % (
        counts["ok"], counts["FAIL"], counts["skip"]))
    return 1 if counts["FAIL"] or not servers else 0


if __name__ == "__main__":
    sys.exit(main())
