#!/usr/bin/env python3
"""Compares taggers and parsers on one treebank in one run, each on one processor core, words as given.

    pip install spacy ufal.udpipe
    python compare.py TREEBANK [--pactum PROGRAM MODEL] [--udpipe TAGGER PARSER] [--spacy FOLDER]

PROGRAM is `pactum`, MODEL its data/model/english.bin; TAGGER and PARSER come from train_udpipe.py, FOLDER from
train_spacy.py. Prints a table: right universal and Penn tags, heads, heads with relation (subtypes included), all in
hundredths of the words, and words tagged and parsed in a second of processor time, the best of three runs.
"""
import argparse
import os
import re
import resource
import subprocess
import sys
import time

from treebank import sentences

for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"]:
    os.environ[name] = "1"

RUNS = 3


def timed(work):
    best = None
    for _ in range(RUNS):
        start = time.process_time()
        result = work()
        took = time.process_time() - start
        best = took if best is None else min(best, took)
    return result, best


def line(name, gold, found, seconds):
    words = sum(len(rows) for rows in gold)
    right = [0] * 4
    for rows, parsed in zip(gold, found, strict=True):
        for (_, upos, xpos, head, rel), (own_upos, own_xpos, own_head, own_rel) in zip(rows, parsed, strict=True):
            right[0] += own_upos == upos
            right[1] += own_xpos == xpos
            right[2] += own_head == head
            right[3] += own_head == head and own_rel == rel
    shares = " | ".join(f"{100 * count / words:.2f}" for count in right)
    print(f"| {name} | {shares} | {words / seconds:,.0f} |", flush=True)


def pactum(program, model, treebank):
    """As the program tells; its time is that of the whole process, which reads the treebank too."""
    took = []
    for _ in range(RUNS):
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        told = subprocess.run(
            [program, "train", "--measure", model, treebank], check=True, capture_output=True, text=True
        ).stdout
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime)
    found = re.search(r"(\d+) words: UPOS ([\d.]+), XPOS ([\d.]+), .*UAS ([\d.]+), LAS ([\d.]+)", told)
    print(f"| pactum | {' | '.join(found.groups()[1:])} | {int(found[1]) / min(took):,.0f} |", flush=True)


def udpipe(tagger, parser, gold):
    from ufal.udpipe import Model, ProcessingError, Sentence

    tagger, parser = Model.load(tagger), Model.load(parser)
    error = ProcessingError()

    def work():
        done = []
        for rows in gold:
            sentence = Sentence()
            for form, *_ in rows:
                sentence.addWord(form)
            tagger.tag(sentence, Model.DEFAULT, error)
            parser.parse(sentence, Model.DEFAULT, error)
            done.append(sentence)
        return done

    done, seconds = timed(work)
    found = [
        [(word.upostag, word.xpostag, word.head, word.deprel) for word in list(sentence.words)[1:]]
        for sentence in done
    ]
    line("UDPipe 1.4 (`ufal.udpipe`)", gold, found, seconds)


def spacy(folder, gold):
    import spacy as library
    from spacy.tokens import Doc

    nlp = library.load(folder)

    def document(rows):
        words = [form for form, *_ in rows]
        return Doc(nlp.vocab, words=words, sent_starts=[at == 0 for at in range(len(words))])

    def work():
        documents = [document(rows) for rows in gold]
        return list(nlp.pipe(documents))

    done, seconds = timed(work)
    found = [
        [
            (word.pos_, word.tag_, 0 if word.head.i == word.i else word.head.i + 1, word.dep_.replace("ROOT", "root"))
            for word in doc
        ]
        for doc in done
    ]
    line(f"spaCy {library.__version__}", gold, found, seconds)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("treebank")
    parser.add_argument("--pactum", nargs=2)
    parser.add_argument("--udpipe", nargs=2)
    parser.add_argument("--spacy")
    args = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, [max(os.sched_getaffinity(0))])
    gold = list(sentences(args.treebank))
    print("| | UPOS | XPOS | UAS | LAS | words a second |\n|---|---|---|---|---|---|")
    if args.pactum:
        pactum(*args.pactum, args.treebank)
    if args.udpipe:
        udpipe(*args.udpipe, gold)
    if args.spacy:
        spacy(args.spacy, gold)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    print(f"{len(gold)} sentences; load of the machine {load:.1f}", file=sys.stderr)


if __name__ == "__main__":
    main()
