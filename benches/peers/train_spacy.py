#!/usr/bin/env python3
"""Trains a small spaCy pipeline on treebanks in CoNLL-U, as a peer for the parser of this project.

    pip install spacy
    python train_spacy.py MINUTES FOLDER DEV TREEBANK...

The pipeline of `spacy init config --optimize efficiency` with tagger, morphologizer (for universal tags only; features are
left out, as for UDPipe) and parser, which share one tok2vec. It trains on one thread until so many minutes of processor time
are used up, and keeps the best model on DEV.
"""
import os
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

import spacy  # noqa: E402
from spacy.cli.init_config import init_config  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc, DocBin  # noqa: E402
from spacy.training.initialize import init_nlp  # noqa: E402
from spacy.training.loop import train  # noqa: E402
from spacy.util import load_config_from_str, registry  # noqa: E402

from treebank import sentences  # noqa: E402

SENTENCES = 10  # in one document


def documents(paths, vocab):
    for path in paths:
        batch = []
        for rows in sentences(path):
            batch.append(rows)
            if len(batch) == SENTENCES:
                yield document(batch, vocab)
                batch = []
        if batch:
            yield document(batch, vocab)


def document(batch, vocab):
    words, pos, tags, heads, deps, starts = [], [], [], [], [], []
    for rows in batch:
        first = len(words)
        for at, (form, upos, xpos, head, rel) in enumerate(rows):
            words.append(form)
            pos.append(upos)
            tags.append(xpos)
            heads.append(first + (head - 1 if head else at))
            deps.append("ROOT" if head == 0 else rel)
            starts.append(at == 0)
    return Doc(vocab, words=words, pos=pos, tags=tags, heads=heads, deps=deps, sent_starts=starts)


def main():
    minutes, folder, dev, *treebanks = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    vocab = spacy.blank("en").vocab
    for name, paths in [("train", treebanks), ("dev", [dev])]:
        DocBin(docs=documents(paths, vocab)).to_disk(f"{folder}/{name}.spacy")
    config = init_config(lang="en", pipeline=["tagger", "morphologizer", "parser"], optimize="efficiency")
    config = load_config_from_str(
        config.to_str(),
        overrides={
            "paths.train": f"{folder}/train.spacy",
            "paths.dev": f"{folder}/dev.spacy",
            "training.max_steps": 0,
            "training.max_epochs": 0,
            "training.patience": 0,
            "training.eval_frequency": 400,
            "system.seed": 0,
        },
        interpolate=False,
    )
    nlp = init_nlp(config)
    end = time.process_time() + 60 * float(minutes)
    update = nlp.update

    def limited(*args, **kwargs):
        if time.process_time() > end:
            raise KeyboardInterrupt  # Ends the training loop, which then writes its best model.
        return update(*args, **kwargs)

    nlp.update = limited
    try:
        train(nlp, spacy.util.ensure_path(folder), stdout=sys.stdout, stderr=sys.stderr)
    except KeyboardInterrupt:
        pass
    print(f"{time.process_time() / 60:.1f} minutes of processor time", file=sys.stderr)


if __name__ == "__main__":
    main()
