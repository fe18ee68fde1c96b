"""Trust policies: docs/log-format.md, section 8, and tlog-policy."""

from dataclasses import dataclass, field

from tlog_scales.signing import Vkey


def key(text: str) -> Vkey:
    """A verifier key whose id belongs to it."""
    read = Vkey.from_string(text)
    again = Vkey(read.name, None, read.sig_type, read.pubkey)
    assert again.serialize() == text, "the id of the key belongs to another"
    return read


@dataclass
class Policy:
    logs: list = field(default_factory=list)
    witnesses: dict = field(default_factory=dict)
    groups: dict = field(default_factory=dict)
    quorum: str | None = None

    def met_by(self, cosigned: set[str]) -> bool:
        return self.quorum == "none" or self.witnessed(self.quorum, cosigned)

    def witnessed(self, name: str, cosigned: set[str]) -> bool:
        if name in self.witnesses:
            return name in cosigned
        needed, members = self.groups[name]
        return sum(self.witnessed(member, cosigned) for member in members) >= needed


def parse(text: str) -> Policy:
    policy = Policy()
    for line in text.splitlines():
        match line.split():
            case []:
                pass
            case [word, *_] if word.startswith("#"):
                pass
            case ["log", vkey, *_]:
                policy.logs.append(key(vkey))
                assert policy.logs[-1].sig_type == 1
            case ["witness", name, vkey, *_]:
                policy.witnesses[name] = key(vkey)
                assert policy.witnesses[name].sig_type == 4
            case ["group", name, threshold, *members]:
                needed = {"any": 1, "all": len(members)}.get(threshold)
                policy.groups[name] = (needed or int(threshold), members)
            case ["quorum", name]:
                assert policy.quorum is None
                policy.quorum = name
            case _:
                raise AssertionError(f"the policy has the line {line!r}")
    assert policy.quorum is not None, "the policy has no quorum"
    return policy
