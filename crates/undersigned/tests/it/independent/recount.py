"""Recounts the log of a declaration with nothing of ours but docs/log-format.md.

Notes, keys, tiles, roots and proofs are the business of tlog-scales, which somebody else wrote;
what that package does not know (policies, receipts, entries, openings) is written here from the
document. Prints one line of JSON; whatever is false ends it with a sentence and exit code 1.

    recount.py PREFIX [RECEIPT.tlog-proof RECEIPT.opening.json]

PREFIX is the address of a log's files, or a folder that begins with / or ./.
"""

import base64
import hashlib
import json
import sys
import traceback

from tlog_scales import tiles
from tlog_scales.backend import make_backend
from tlog_scales.reader import Tile, TilesReader
from tlog_scales.signing import Vkey, VkeySet
from tlog_scales.tlog import Checkpoint, InclusionProof

import entries
import openings
import policy

SHOWN = {"name", "initials", "descriptor", "place"}


class Log:
    """The files below one prefix."""

    def __init__(self, prefix: str):
        self.backend = make_backend(prefix)
        self.reader = TilesReader(self.backend)

    def optional(self, path: str) -> bytes | None:
        return self.backend.get(*path.split("/"))

    def file(self, path: str) -> bytes:
        found = self.optional(path)
        assert found is not None, f"{path} is missing"
        return found

    def json(self, path: str):
        return json.loads(self.file(path))


def log_key(rules: policy.Policy) -> Vkey:
    assert len(rules.logs) == 1, "the policy names one log"
    return rules.logs[0]


def checkpoint_of(note: bytes, key: Vkey) -> Checkpoint:
    """A checkpoint that the key of the log has signed, written as the document says."""
    text = note.decode()
    checkpoint = Checkpoint.from_text(text)
    checkpoint.verify(key)
    assert checkpoint.origin == key.name, "the origin is the name of the key"
    assert checkpoint.serialize() == text, "a checkpoint has three lines and its signatures"
    return checkpoint


def read_entries(log: Log, size: int) -> list[bytes]:
    found = []
    full, partial = tiles.level_tiles(size, -1)
    for number in range(full + (partial > 0)):
        width = partial if number == full else 0
        path = tiles.tile_path(-1, number, width)
        data = log.backend.get(*path)
        assert data is not None, f"{'/'.join(path)} is missing"
        bundle = Tile.from_entries_bytes(data)
        assert bundle.length == (width or 256), f"{'/'.join(path)} has the wrong width"
        found += [bundle[at] for at in range(bundle.length)]
    return found


def check_tree(log: Log, checkpoint: Checkpoint, found: list[bytes]) -> None:
    """Leaves, tiles, root, and every proof that can be made of them."""
    log.reader.set_size(checkpoint.size)
    leaves = [tiles.leaf_hash(entry) for entry in found]
    for at, leaf in enumerate(leaves):
        assert log.reader.mth(at, at + 1) == leaf, f"tile and entry {at} differ"
    assert log.reader.calculate_root_hash() == checkpoint.root_hash, "the tiles give another root"
    for at, leaf in enumerate(leaves):
        proof = log.reader.get_inclusion_proof(at, checkpoint.size)
        proof.check(leaf, checkpoint.root_hash)


def check_history(log: Log, key: Vkey, checkpoint: Checkpoint) -> int:
    """Every checkpoint of the history is signed, where it is at hand, and the newest continues it."""
    history = log.json("checkpoints.json")
    sizes = [row["size"] for row in history]
    assert sizes == sorted(set(sizes), reverse=True), "the history is the newest first"
    for row in history:
        size, root = row["size"], base64.b64decode(row["root"], validate=True)
        note = log.optional(f"checkpoints/{size}")
        if note is not None:
            earlier = checkpoint_of(note, key)
            assert (earlier.size, earlier.root_hash) == (size, root), "the history lists another"
        assert log.reader.mth(0, size) == root, f"the first {size} entries have another root"
        if size > 0:  # every tree begins with the empty one, of which tlog-scales makes no proof
            proof = log.reader.get_consistency_proof(size, checkpoint.size)
            proof.check(root, checkpoint.root_hash)
    return len(history)


def check_witnesses(log: Log, key: Vkey, rules: policy.Policy) -> dict:
    """Who has cosigned the newest checkpoint that meets the quorum."""
    note = log.optional("checkpoint.witnessed")
    if note is None:
        return {"witnessed": None, "cosigned_by": []}
    checkpoint = checkpoint_of(note, key)
    assert log.reader.mth(0, checkpoint.size) == checkpoint.root_hash
    signed = VkeySet(*rules.witnesses.values()).verify(checkpoint.signatures, checkpoint)
    keys = {vkey for vkey, _ in signed}
    names = sorted(name for name, vkey in rules.witnesses.items() if vkey in keys)
    assert rules.met_by(set(names)), "the quorum is not met"
    return {"witnessed": checkpoint.size, "cosigned_by": names}


def check_names(log: Log, count: entries.Count, size: int) -> list[str]:
    names = []
    for number in range(-(-size // 256)):
        for opening in log.json(f"openings/{number}.json"):
            leaf = opening["leaf"]
            if leaf >= size:
                continue
            assert leaf // 256 == number
            assert leaf in count.standing, f"a name is shown for entry {leaf}, which does not count"
            shown = openings.check_public(opening["fields"], count.commitments[leaf])
            assert set(shown) <= SHOWN, "tag, consent and evidence stay hidden"
            names.append(shown.get("name") or shown.get("initials"))
    return names


def check_records(log: Log, count: entries.Count) -> int:
    files = [(f"texts/{digest}.md", digest) for digest in count.texts()]
    files += [(f"figures/{digest}.txt", digest) for digest in count.figures]
    files += [(f"raisings/{digest}.txt", digest) for digest in count.raisings]
    for path, digest in files:
        assert hashlib.sha256(log.file(path)).hexdigest() == digest, f"{path} is another text"
    return len(files)


def check_count(published: dict, found: list[bytes]) -> None:
    """The published count, at the size it names."""
    count = entries.fold(found[: published["size"]])
    assert published["total"] == len(count.standing), "the published total is another"
    assert published["persons"] == count.of_class(1), "the published persons are others"
    assert published["organisations"] == count.of_class(2), "the published organisations are others"
    by_revision = {row["leaf"]: row["total"] for row in published["revisions"]}
    assert by_revision == count.by_revision(), "the published revisions are others"
    for row in published["revisions"]:
        assert count.revisions[row["leaf"]].language == row["language"]


def check_receipt(proof_file: str, opening_file: str, known: Vkey) -> dict:
    """One signer's two files, without any file of the log."""
    with open(proof_file, encoding="utf-8") as file:
        head, checkpoint_text = file.read().split("\n\n", 1)
    with open(opening_file, encoding="utf-8") as file:
        opening = json.load(file)
    magic, index, *hashes = head.split("\n")
    assert magic == "c2sp.org/tlog-proof@v1" and index.startswith("index ")
    key = policy.key(opening["key"])
    assert key.serialize() == known.serialize(), "the receipt is of another log"
    checkpoint = checkpoint_of(checkpoint_text.encode(), key)
    assert checkpoint.origin == opening["origin"]
    entry = bytes.fromhex(opening["entry"])
    path = [base64.b64decode(line, validate=True) for line in hashes]
    leaf = int(index.removeprefix("index "))
    InclusionProof(leaf, checkpoint.size, path).check(tiles.leaf_hash(entry), checkpoint.root_hash)
    commitment = entries.decode(entry).fields["commitment"]
    openings.check_record(bytes.fromhex(opening["secret"]), opening["fields"], commitment)
    return {"leaf": leaf, "name": opening["fields"]["name"]}


def main(prefix: str, receipt: list[str]) -> dict:
    log = Log(prefix)
    rules = policy.parse(log.file("policy").decode())
    key = log_key(rules)
    published = log.json("count.json")
    checkpoint = checkpoint_of(log.file("checkpoint"), key)
    assert published["size"] <= checkpoint.size, "the count is ahead of the checkpoint"
    found = read_entries(log, checkpoint.size)
    check_tree(log, checkpoint, found)
    count = entries.fold(found)
    report = {
        "size": checkpoint.size,
        "total": len(count.standing),
        "closed": count.closed,
        "history": check_history(log, key, checkpoint),
        "names": check_names(log, count, checkpoint.size),
        "records": check_records(log, count),
    }
    report |= check_witnesses(log, key, rules)
    check_count(published, found)
    if receipt:
        report["receipt"] = check_receipt(*receipt, key)
    return report


if __name__ == "__main__":
    if not __debug__:
        sys.exit("without assertions nothing is checked: run it without -O")
    try:
        print(json.dumps(main(sys.argv[1], sys.argv[2:])))
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        sys.exit(f"FOUND FALSE: {type(error).__name__}: {error} ({at.name}: {at.line})")
