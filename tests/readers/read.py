"""Reads an export with a library that is not pactum's and prints what it found, one sorted line for each thing.

    read.py rdf FORMAT [GRAPHS]   rdflib; with GRAPHS the name of the graph before each triple
    read.py jsonld                PyLD, as N-Quads
    read.py canonical             PyLD's own canonical N-Quads of what was read
    read.py annotations           PyLD, expanded
    read.py nanopub               rdflib; each publication with the sizes of its four graphs
    read.py graphml               networkx
    read.py dot                   pydot
    read.py terms                 the IRIs given that are terms of a vocabulary as rdflib ships it
    read.py csv                   the csv module of Python
    read.py parquet               pyarrow

The export comes on standard input. Exit code 3 if the library is not there.
"""

import sys


def lines(found):
    sys.stdout.write("".join(line + "\n" for line in sorted(found)))


def term(node):
    import rdflib

    # rdflib would write numbers and truth values in its own way; their text is what counts.
    if isinstance(node, rdflib.Literal):
        text = rdflib.Literal(str(node)).n3()
        if node.language:
            return text + "@" + node.language
        return text + ("^^" + node.datatype.n3() if node.datatype else "")
    return node.n3()


def rdf(data, form, graphs=None):
    import rdflib

    rdflib.NORMALIZE_LITERALS = False
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=form)
    found = []
    for s, p, o, g in dataset.quads():
        name = "" if g is None or str(g).startswith("urn:x-rdflib:") else " " + rdflib.URIRef(str(g)).n3()
        found.append(" ".join(map(term, (s, p, o))) + (name if graphs else ""))
    lines(found)


def jsonld(data):
    import json

    from pyld import jsonld as processor

    lines(processor.to_rdf(json.loads(data), {"format": "application/n-quads"}).splitlines())


def canonical(data):
    from pyld import jsonld as processor

    options = {"algorithm": "URDNA2015", "inputFormat": "application/n-quads", "format": "application/n-quads"}
    sys.stdout.write(processor.normalize(data, options))


# The terms of the Web Annotation vocabulary that an export uses, as http://www.w3.org/ns/anno.jsonld defines them.
ANNO = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "identifying": "oa:identifying",
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
    "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
}


def annotations(data):
    import json

    from pyld import jsonld as processor

    def loader(url, _options):
        if url != "http://www.w3.org/ns/anno.jsonld":
            raise ValueError("not allowed: " + url)
        return {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json",
                "document": {"@context": ANNO}}

    oa = "http://www.w3.org/ns/oa#"
    rdf_ns = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    page = processor.expand(json.loads(data), {"documentLoader": loader})
    found = []
    for item in page[0]["http://www.w3.org/ns/activitystreams#items"][0]["@list"]:
        body, target = item[oa + "hasBody"][0], item[oa + "hasTarget"][0]
        position, quote = target[oa + "hasSelector"]
        value = body[rdf_ns + "object"][0]
        found.append(" ".join([
            body["@id"],
            body[rdf_ns + "subject"][0]["@id"],
            body[rdf_ns + "predicate"][0]["@id"],
            value.get("@id", str(value.get("@value"))),
            target[oa + "hasSource"][0]["@id"],
            str(position[oa + "start"][0]["@value"]),
            str(position[oa + "end"][0]["@value"]),
            quote[oa + "exact"][0]["@value"],
        ]))
    lines(found)


def nanopub(data):
    import rdflib

    rdflib.NORMALIZE_LITERALS = False
    np = rdflib.Namespace("http://www.nanopub.org/nschema#")
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format="trig")
    found = []
    for itself, _, _, head in dataset.quads((None, rdflib.RDF.type, np.Nanopublication, None)):
        head = dataset.graph(head)
        parts = [head] + [dataset.graph(head.value(itself, np[part]))
                          for part in ("hasAssertion", "hasProvenance", "hasPublicationInfo")]
        _, assertion, provenance, info = parts
        # What the guidelines want: four graphs that are not empty, the provenance about the assertion, the information about
        # the publication itself.
        assert all(len(part) for part in parts), itself
        assert (assertion.identifier, None, None) in provenance, itself
        assert (itself, None, None) in info, itself
        said = "; ".join(sorted(" ".join(map(term, triple)) for triple in assertion))
        found.append(str(itself) + " " + said)
    lines(found)


def graphml(data):
    import networkx

    network = networkx.parse_graphml(data, force_multigraph=True)
    found = ["node %s %s %s" % (node, about.get("label"), about.get("kind")) for node, about in network.nodes(data=True)]
    found += ["edge %s %s %s %s" % (source, about["role"], target, about["support"])
              for source, target, about in network.edges(data=True)]
    lines(found)


def dot(data):
    import pydot

    def bare(text):
        return text.strip('"')

    (network,) = pydot.graph_from_dot_data(data)
    found = []
    for node in network.get_nodes():
        label = node.get_label()
        if label:
            found.append(" ".join(["node", bare(node.get_name()), *bare(label).split("\\n")]))
    for edge in network.get_edges():
        role = bare(edge.get_label()).split("\\n")[0]
        found.append(" ".join(["edge", bare(edge.get_source()), role, bare(edge.get_destination())]))
    lines(found)


def terms(data):
    from rdflib import namespace

    vocabularies = (namespace.SDO, namespace.PROV, namespace.ORG, namespace.TIME, namespace.ODRL2, namespace.FOAF)
    known = {str(term) for vocabulary in vocabularies for term in dir(vocabulary)}
    lines(term for term in data.splitlines() if term in known)


def table(rows):
    return [" | ".join("%s=%s" % (name, row[name]) for name in row if row[name] not in (None, "")) for row in rows]


def csv(data):
    import csv as reader
    import io

    lines(table(reader.DictReader(io.StringIO(data, newline=""))))


def parquet(data):
    import pyarrow
    import pyarrow.parquet

    lines(table(pyarrow.parquet.read_table(pyarrow.BufferReader(data)).to_pylist()))


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    data = sys.stdin.buffer.read()
    try:
        {
            "rdf": rdf, "jsonld": jsonld, "canonical": canonical, "annotations": annotations,
            "nanopub": nanopub, "graphml": graphml, "dot": dot, "terms": terms, "csv": csv, "parquet": parquet,
        }[what](data if what == "parquet" else data.decode(), *rest)
    except ModuleNotFoundError as error:
        print(error, file=sys.stderr)
        sys.exit(3)
