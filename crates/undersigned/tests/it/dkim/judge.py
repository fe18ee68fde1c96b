"""Judges the DKIM signatures of messages with dkimpy, which somebody else wrote.

    judge.py RECORDS MESSAGE...

RECORDS holds lines of a zone file: NAME. IN TXT "..." "...". Prints one line for each signature
of each message: its file, its algorithm, and `valid` or `invalid`.
"""

import re
import sys

import dkim


def published(path):
    records = {}
    with open(path, encoding="ascii") as lines:
        for line in lines:
            name, _, value = line.partition(" IN TXT ")
            strings = re.findall(r'"([^"]*)"', value)
            assert strings and all(len(string) <= 255 for string in strings), line
            records[name.encode()] = "".join(strings).encode()
    return records


def main(zone, *messages):
    records = published(zone)

    def txt(name, timeout=5):
        return records.get(name)

    for path in messages:
        with open(path, "rb") as file:
            message = file.read()
        signatures = [name for name, _ in dkim.DKIM(message).headers if name.lower() == b"dkim-signature"]
        for place in range(len(signatures)):
            judge = dkim.DKIM(message)
            try:
                verdict = judge.verify(idx=place, dnsfunc=txt)
            except dkim.DKIMException:
                verdict = False
            algorithm = (judge.signature_fields or {}).get(b"a", b"?").decode()
            print(path, algorithm, "valid" if verdict else "invalid")


main(*sys.argv[1:])
