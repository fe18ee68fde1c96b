"""Entries of the log and the count they give: docs/log-format.md, section 4."""

from collections import Counter
from dataclasses import dataclass, field
from struct import unpack_from

KINDS = {
    0x01: "revision",
    0x02: "signature",
    0x03: "withdrawal",
    0x04: "strike",
    0x05: "figure",
    0x06: "raising",
    0x07: "audit-plan",
    0x08: "audit-result",
    0x09: "handover",
    0x0F: "close",
}
LENGTHS = {0x02: 48, 0x03: 15, 0x04: 15, 0x05: 38, 0x06: 38, 0x07: 46, 0x08: 46, 0x09: 46, 0x0F: 6}
MAY_FOLLOW_CLOSE = {"withdrawal", "strike", "raising", "audit-plan", "audit-result", "handover"}


@dataclass
class Entry:
    kind: str
    day: int
    fields: dict

    def __getattr__(self, name):
        return self.fields[name]


def one_of(value: int, most: int) -> int:
    assert 1 <= value <= most, f"the code {value} is not known"
    return value


def decode(data: bytes) -> Entry:
    form, code, day = unpack_from(">BBI", data)
    assert form == 1, f"format {form} is not known"
    assert code in KINDS, f"kind {code} is not known"
    if code == 0x01:
        return Entry("revision", day, revision(data))
    assert len(data) == LENGTHS[code], f"{len(data)} bytes are not the length of kind {code}"
    fields = {}
    if code == 0x02:
        revised, klass, evidence = unpack_from(">QBB", data, 6)
        fields = {
            "revision": revised,
            "class": one_of(klass, 2),
            "evidence": one_of(evidence, 6),
            "commitment": data[16:],
        }
    elif code in (0x03, 0x04):
        signature, reason = unpack_from(">QB", data, 6)
        fields = {"signature": signature, "reason": one_of(reason, 2 if code == 0x03 else 5)}
    elif code in (0x05, 0x06):
        fields = {"digest": data[6:].hex()}
    elif code != 0x0F:
        fields = {"number": unpack_from(">Q", data, 6)[0], "digest": data[14:].hex()}
    return Entry(KINDS[code], day, fields)


def revision(data: bytes) -> dict:
    role, number, renders, length = unpack_from(">BIQB", data, 6)
    assert len(data) == 6 + 14 + length + 32, "the revision has the wrong length"
    assert number > 0, "revisions are numbered from 1"
    return {
        "role": one_of(role, 2),
        "number": number,
        "renders": renders,
        "language": data[20 : 20 + length].decode("ascii"),
        "digest": data[20 + length :].hex(),
    }


@dataclass
class Count:
    """What stands after the entries read so far."""

    revisions: dict = field(default_factory=dict)
    numbers: Counter = field(default_factory=Counter)
    signatures: dict = field(default_factory=dict)
    standing: set = field(default_factory=set)
    commitments: dict = field(default_factory=dict)
    figures: list = field(default_factory=list)
    raisings: list = field(default_factory=list)
    plans: set = field(default_factory=set)
    closed: bool = False
    day: int = 0

    def push(self, leaf: int, entry: Entry) -> None:
        assert entry.day >= self.day, "the days run backwards"
        assert not self.closed or entry.kind in MAY_FOLLOW_CLOSE, "the log was closed before"
        self.day = entry.day
        getattr(self, "on_" + entry.kind.replace("-", "_"))(leaf, entry)

    def on_revision(self, leaf: int, entry: Entry) -> None:
        if entry.role == 1:
            assert entry.renders == leaf, "an original names another leaf than its own"
        else:
            rendered = self.revisions.get(entry.renders)
            assert rendered is not None and rendered.role == 1, "what is rendered is no original"
        self.numbers[entry.language] += 1
        assert entry.number == self.numbers[entry.language], "the revision does not follow"
        self.revisions[leaf] = entry
        assert len(self.revisions) <= 5000, "there are more than 5,000 revisions"

    def on_signature(self, leaf: int, entry: Entry) -> None:
        assert entry.revision in self.revisions, "what is signed is no revision"
        self.signatures[leaf] = entry
        self.commitments[leaf] = entry.commitment
        self.standing.add(leaf)

    def on_withdrawal(self, leaf: int, entry: Entry) -> None:
        assert entry.signature in self.standing, "what is taken out is no signature that counts"
        self.standing.remove(entry.signature)

    on_strike = on_withdrawal

    def on_figure(self, leaf: int, entry: Entry) -> None:
        self.figures.append(entry.digest)

    def on_raising(self, leaf: int, entry: Entry) -> None:
        self.raisings.append(entry.digest)

    def on_audit_plan(self, leaf: int, entry: Entry) -> None:
        assert entry.number <= leaf, "the size is beyond its entry"
        self.plans.add(leaf)

    def on_audit_result(self, leaf: int, entry: Entry) -> None:
        assert entry.number in self.plans, "there is no such plan"

    def on_handover(self, leaf: int, entry: Entry) -> None:
        assert entry.number <= leaf, "the size is beyond its entry"

    def on_close(self, leaf: int, entry: Entry) -> None:
        self.closed = True

    def texts(self) -> list[str]:
        return [revision.digest for revision in self.revisions.values()]

    def of_class(self, code: int) -> int:
        return sum(self.signatures[leaf].fields["class"] == code for leaf in self.standing)

    def by_revision(self) -> dict[int, int]:
        return dict(Counter(self.signatures[leaf].revision for leaf in self.standing))


def fold(found: list[bytes]) -> Count:
    count = Count()
    for leaf, data in enumerate(found):
        try:
            count.push(leaf, decode(data))
        except Exception as error:
            raise AssertionError(f"entry {leaf}: {error}") from error
    return count
