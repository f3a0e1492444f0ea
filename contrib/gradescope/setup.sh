#!/bin/bash
# Gradescope runs this once, as root, when the autograder's image is built:
# what students' servers need, and barewire, which lies beside this file.
set -e
source=${AUTOGRADER_ROOT:-/autograder}/source

apt-get update
apt-get install -y --no-install-recommends gcc libc6-dev make python3 \
    default-jdk-headless libjansson4 libreadline8
install -m 755 "$source/barewire" /usr/local/bin/barewire
# Students' programs run as somebody else than the grader.
id student >/dev/null 2>&1 || useradd --create-home student
