#!/usr/bin/env python3
"""How long spaCy's tagger, parser and entity ruler take for texts, as a peer for the whole engine of this project.

    python spacy_speed.py PIPELINE FOLDER

PIPELINE comes from train_spacy.py; FOLDER holds texts. The entity ruler gets the names of the project's gazetteer. One thread;
prints the seconds of processor time of the best of three runs.
"""
import csv
import os
import pathlib
import sys
import time

for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"]:
    os.environ[name] = "1"

import spacy  # noqa: E402

RUNS = 3
GAZETTEERS = pathlib.Path(__file__).parents[2] / "data" / "gazetteers"


def names(path):
    """All names in a gazetteer's table."""
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield from (name for name in [row["name"], *row["aliases"].split("|")] if name)


def main():
    pipeline, folder = sys.argv[1:]
    texts = [path.read_text(encoding="utf-8") for path in sorted(pathlib.Path(folder).iterdir())]
    nlp = spacy.load(pipeline)
    ruler = nlp.add_pipe("entity_ruler")
    known = set()
    for path in sorted(GAZETTEERS.glob("*.tsv")):
        known.update(names(path))
    ruler.add_patterns([{"label": "NAME", "pattern": name} for name in sorted(known)])
    best = None
    for _ in range(RUNS):
        start = time.process_time()
        entities = sum(len(doc.ents) for doc in nlp.pipe(texts))
        took = time.process_time() - start
        best = took if best is None else min(best, took)
    print(f"{len(texts)} texts, {len(known)} names known, {entities} found", file=sys.stderr)
    print(best)


if __name__ == "__main__":
    main()
