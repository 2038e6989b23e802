// Reads Turtle of RDF 1.2 with N3.js and prints its triples, one a line; a triple term as `reifier <s> <p> <o>`.
//
//     node read.js NODE_MODULES < export.ttl
//
// The export comes on standard input.

const { createRequire } = require("module");
const { Parser } = createRequire(process.argv[2] + "/")("n3");

const REIFIES = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies";
const XSD_STRING = "http://www.w3.org/2001/XMLSchema#string";
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f" };

function shown(term) {
  if (term.termType !== "Literal") return "<" + term.value + ">";
  const text = '"' + term.value.replace(/[\\"\n\r\t\b\f]/g, (c) => ESCAPES[c]) + '"';
  if (term.language) return text + "@" + term.language;
  return term.datatype.value === XSD_STRING ? text : text + "^^<" + term.datatype.value + ">";
}

const triple = (quad) => [quad.subject, quad.predicate, quad.object].map(shown).join(" ");

const text = require("fs").readFileSync(0, "utf8");
for (const quad of new Parser({ format: "text/turtle" }).parse(text)) {
  const reified = quad.predicate.value === REIFIES && quad.object.termType === "Quad";
  console.log(reified ? shown(quad.subject) + " " + triple(quad.object) : triple(quad));
}
