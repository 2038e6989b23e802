"""Reads treebanks in CoNLL-U, for the peers of the parser."""


def sentences(path):
    """The sentences of a treebank: rows of form, universal tag, Penn tag, head, relation."""
    rows = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 10 and columns[0].isdigit():
                rows.append((columns[1], columns[3], columns[4], int(columns[6]), columns[7]))
            elif rows and not line.strip():
                yield rows
                rows = []
    if rows:
        yield rows
