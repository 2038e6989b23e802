#!/usr/bin/env python3
"""Trains UDPipe 1.x on treebanks in CoNLL-U, as a peer for the parser of this project.

    pip install ufal.udpipe
    python train_udpipe.py parser|tagger MODEL TREEBANK...

The parser or the tagger alone, on words as given, with one thread. It prints how long it took and writes the model.
"""
import sys
import time

from ufal.udpipe import InputFormat, ProcessingError, Sentence, Sentences, Trainer

# As UDPipe's own models of release 2 are trained, with fewer passes over the text, Penn tags in the place of the features
# (with them a pass of the tagger takes five times as long), and no word vectors.
TAGGER = "models=1;iterations=3;use_xpostag=1;provide_xpostag=1;provide_lemma=1;use_feats=0;provide_feats=0"
PARSER = (
    "iterations=6;embedding_upostag=20;embedding_feats=0;embedding_xpostag=20;embedding_form=50;"
    "embedding_lemma=0;embedding_deprel=20;learning_rate=0.01;learning_rate_final=0.001;l2=0.5;"
    "hidden_layer=200;batch_size=10;transition_system=projective;transition_oracle=dynamic;"
    "structured_interval=0"
)


def read(paths):
    sentences = Sentences()
    error = ProcessingError()
    for path in paths:
        reader = InputFormat.newConlluInputFormat()
        with open(path, encoding="utf-8") as file:
            reader.setText(file.read())
        sentence = Sentence()
        while reader.nextSentence(sentence, error):
            sentences.push_back(sentence)
            sentence = Sentence()
        if error.occurred():
            sys.exit(f"{path}: {error.message}")
    return sentences


def main():
    what, model, *treebanks = sys.argv[1:]
    tagger, parser = (TAGGER, "none") if what == "tagger" else ("none", PARSER)
    error = ProcessingError()
    sentences = read(treebanks)
    print(f"{sentences.size()} sentences", file=sys.stderr)
    trained = Trainer.train("morphodita_parsito", sentences, Sentences(), "none", tagger, parser, error)
    if error.occurred():
        sys.exit(error.message)
    with open(model, "wb") as file:
        file.write(trained if isinstance(trained, bytes) else trained.encode("latin-1"))
    print(f"trained in {time.process_time() / 60:.1f} minutes of processor time", file=sys.stderr)


if __name__ == "__main__":
    main()
