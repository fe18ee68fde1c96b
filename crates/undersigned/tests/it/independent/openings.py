"""Commitments and their openings: docs/log-format.md, section 5."""

import hashlib
import hmac
from struct import pack

FIELDS = ["name", "initials", "descriptor", "place", "tag", "consent", "evidence"]
RAW = {"tag", "consent"}


def salt(secret: bytes, name: str) -> bytes:
    return hmac.digest(secret, b"undersigned/v1/salt/" + name.encode(), "sha256")


def field_hash(name: str, its_salt: bytes, value: bytes) -> bytes:
    head = b"undersigned/v1/field\0" + pack(">B", len(name)) + name.encode()
    return hashlib.sha256(head + its_salt + pack(">I", len(value)) + value).digest()


def commitment_of(hashes: list[bytes]) -> bytes:
    return hashlib.sha256(b"undersigned/v1/signature\0" + b"".join(hashes)).digest()


def check_public(fields: list[dict], commitment: bytes) -> dict[str, str]:
    """The shown values, which belong to the entry."""
    assert [one["field"] for one in fields] == FIELDS, "an opening has the seven fields in order"
    hashes, shown = [], {}
    for one in fields:
        name = one["field"]
        if "value" in one:
            assert set(one) == {"field", "value", "salt"}
            shown[name] = one["value"]
            hashes.append(field_hash(name, bytes.fromhex(one["salt"]), one["value"].encode()))
        else:
            assert set(one) == {"field", "hash"}
            hashes.append(bytes.fromhex(one["hash"]))
    assert commitment_of(hashes) == commitment, "the name does not belong to the entry"
    return shown


def check_record(secret: bytes, fields: dict[str, str], commitment: bytes) -> None:
    """The whole record behind a commitment, as a receipt holds it."""
    assert set(fields) == set(FIELDS) and len(secret) == 32
    values = {
        name: bytes.fromhex(value) if name in RAW else value.encode()
        for name, value in fields.items()
    }
    hashes = [field_hash(name, salt(secret, name), values[name]) for name in FIELDS]
    assert commitment_of(hashes) == commitment, "the record does not belong to the entry"
