"""Reads a page of metrics with the parser of the Python client of Prometheus.

Prints a line for each family: name, kind, and for each sample without further parts the values of its
labels and its number. Ends with an error where the page contradicts itself.
"""

import sys

from prometheus_client.parser import text_fd_to_metric_families


def buckets_add_up(family):
    """Each bucket holds the one before, and the last is the count."""
    below, counts = {}, {}
    for sample in family.samples:
        labels = {k: v for k, v in sample.labels.items() if k != "le"}
        key = tuple(sorted(labels.items()))
        if sample.name.endswith("_bucket"):
            bound = float(sample.labels["le"])
            last = below.setdefault(key, (float("-inf"), 0))
            assert bound > last[0] and sample.value >= last[1], sample
            below[key] = (bound, sample.value)
        elif sample.name.endswith("_count"):
            counts[key] = sample.value
    assert counts, family.name
    for key, count in counts.items():
        assert below[key] == (float("inf"), count), (family.name, key)


def main(path):
    seen = set()
    with open(path, encoding="utf-8") as page:
        for family in text_fd_to_metric_families(page):
            assert family.name not in seen, family.name
            assert family.type != "unknown", family.name
            assert family.documentation and family.samples, family.name
            seen.add(family.name)
            print(family.name, family.type)
            if family.type == "histogram":
                buckets_add_up(family)
                continue
            for sample in family.samples:
                values = " ".join(sample.labels.values())
                print(family.name, family.type, values, f"{sample.value:g}")
    assert len(seen) > 20, seen


main(sys.argv[1])
