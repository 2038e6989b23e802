//! Terms of the standards and of `ontology/evidence.ttl` that the graph is written in. A test holds them against the
//! ontology.

use oxigraph::model::NamedNodeRef;

/// Our own namespace.
pub const PACT: &str = "https://w3id.org/pactum/ns#";

macro_rules! terms {
    ($($name:ident = $iri:expr;)*) => {
        $(#[doc = concat!("`", $iri, "`")] pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);)*
        /// All of them.
        pub const ALL: &[NamedNodeRef<'static>] = &[$($name),*];
    };
}

terms! {
    ASSERTED = "https://w3id.org/pactum/ns#Asserted";
    ACCEPTED = "https://w3id.org/pactum/ns#Accepted";
    CIK = "https://w3id.org/pactum/ns#cik";
    ISIN = "https://w3id.org/pactum/ns#isin";
    CLAIM = "https://w3id.org/pactum/ns#Claim";
    CONFLICT = "https://w3id.org/pactum/ns#Conflict";
    DECIDED_BY = "https://w3id.org/pactum/ns#decidedBy";
    DECISION = "https://w3id.org/pactum/ns#Decision";
    DEPRECATED_RANK = "https://w3id.org/pactum/ns#DeprecatedRank";
    DIFFERENT_THING = "https://w3id.org/pactum/ns#DifferentThing";
    DOCUMENT = "https://w3id.org/pactum/ns#Document";
    IN_DOCUMENT = "https://w3id.org/pactum/ns#inDocument";
    INTO = "https://w3id.org/pactum/ns#into";
    MERGED = "https://w3id.org/pactum/ns#Merged";
    NEAR_COPY_OF = "https://w3id.org/pactum/ns#nearCopyOf";
    NORMAL_RANK = "https://w3id.org/pactum/ns#NormalRank";
    PREFERRED_RANK = "https://w3id.org/pactum/ns#PreferredRank";
    NOT_BEFORE = "https://w3id.org/pactum/ns#notBefore";
    OF_KIND = "https://w3id.org/pactum/ns#ofKind";
    OTHER = "https://w3id.org/pactum/ns#other";
    OTHER_NAME = "https://w3id.org/pactum/ns#otherName";
    REJECTED = "https://w3id.org/pactum/ns#Rejected";
    RULING = "https://w3id.org/pactum/ns#ruling";
    SAME_THING = "https://w3id.org/pactum/ns#SameThing";
    SET_ASIDE = "https://w3id.org/pactum/ns#setAside";
    SETTLED_CONFLICT = "https://w3id.org/pactum/ns#SettledConflict";
    SPLIT_OFF = "https://w3id.org/pactum/ns#SplitOff";
    WITH_ROLE = "https://w3id.org/pactum/ns#withRole";
    SHINGLE = "https://w3id.org/pactum/ns#shingle";
    SIDE = "https://w3id.org/pactum/ns#Side";
    STALE = "https://w3id.org/pactum/ns#Stale";
    STATEMENT = "https://w3id.org/pactum/ns#Statement";
    TALLY = "https://w3id.org/pactum/ns#tally";
    ATTRIBUTED_TO = "https://w3id.org/pactum/ns#attributedTo";
    CONFIDENCE = "https://w3id.org/pactum/ns#confidence";
    CONFLICT_ABOUT = "https://w3id.org/pactum/ns#conflictAbout";
    CONFLICT_KIND = "https://w3id.org/pactum/ns#conflictKind";
    CONFLICT_ROLE = "https://w3id.org/pactum/ns#conflictRole";
    CONFLICT_WITH = "https://w3id.org/pactum/ns#conflictWith";
    COMPARED_BY = "https://w3id.org/pactum/ns#comparedBy";
    CONFLICT_STATE = "https://w3id.org/pactum/ns#conflictState";
    DISSENT = "https://w3id.org/pactum/ns#dissent";
    FIRST_REPORTED = "https://w3id.org/pactum/ns#firstReported";
    LAST_REPORTED = "https://w3id.org/pactum/ns#lastReported";
    MODALITY_CONFLICT = "https://w3id.org/pactum/ns#ModalityConflict";
    MODALITY = "https://w3id.org/pactum/ns#modality";
    OPEN_CONFLICT = "https://w3id.org/pactum/ns#OpenConflict";
    PER = "https://w3id.org/pactum/ns#per";
    QUALIFIER = "https://w3id.org/pactum/ns#qualifier";
    RECORDED = "https://w3id.org/pactum/ns#recorded";
    RANK = "https://w3id.org/pactum/ns#rank";
    REFERENCE = "https://w3id.org/pactum/ns#reference";
    REFINES = "https://w3id.org/pactum/ns#refines";
    SENTENCE_END = "https://w3id.org/pactum/ns#sentenceEnd";
    SENTENCE_START = "https://w3id.org/pactum/ns#sentenceStart";
    SIDE_OF = "https://w3id.org/pactum/ns#side";
    SUCCEEDS = "https://w3id.org/pactum/ns#succeeds";
    SUPPORT = "https://w3id.org/pactum/ns#support";
    WELL_ATTESTED = "https://w3id.org/pactum/ns#WellAttested";
    DC_CREATOR = "http://purl.org/dc/elements/1.1/creator";
    DC_DATE = "http://purl.org/dc/elements/1.1/date";
    DC_PUBLISHER = "http://purl.org/dc/elements/1.1/publisher";
    DC_SOURCE = "http://purl.org/dc/elements/1.1/source";
    OA_EXACT = "http://www.w3.org/ns/oa#exact";
    OA_START = "http://www.w3.org/ns/oa#start";
    OA_END = "http://www.w3.org/ns/oa#end";
    DERIVED_FROM = "http://www.w3.org/ns/prov#wasDerivedFrom";
    GENERATED_BY = "http://www.w3.org/ns/prov#wasGeneratedBy";
    OWL_CLASS = "http://www.w3.org/2002/07/owl#Class";
    OWL_FUNCTIONAL = "http://www.w3.org/2002/07/owl#FunctionalProperty";
    OWL_ANNOTATED_PROPERTY = "http://www.w3.org/2002/07/owl#annotatedProperty";
    OWL_ANNOTATED_SOURCE = "http://www.w3.org/2002/07/owl#annotatedSource";
    OWL_ANNOTATED_TARGET = "http://www.w3.org/2002/07/owl#annotatedTarget";
    OWL_AXIOM = "http://www.w3.org/2002/07/owl#Axiom";
    OWL_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs";
    SKOS_PREF_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel";
    SKOS_ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel";
    SKOS_CLOSE_MATCH = "http://www.w3.org/2004/02/skos/core#closeMatch";
    SKOS_EXACT_MATCH = "http://www.w3.org/2004/02/skos/core#exactMatch";
    DCTERMS_IDENTIFIER = "http://purl.org/dc/terms/identifier";
    DCTERMS_REPLACES = "http://purl.org/dc/terms/replaces";
    DCTERMS_IS_PART_OF = "http://purl.org/dc/terms/isPartOf";
    DCTERMS_TITLE = "http://purl.org/dc/terms/title";
    VOID_CLASSES = "http://rdfs.org/ns/void#classes";
    VOID_DATASET = "http://rdfs.org/ns/void#Dataset";
    VOID_DISTINCT_SUBJECTS = "http://rdfs.org/ns/void#distinctSubjects";
    VOID_LINKSET = "http://rdfs.org/ns/void#Linkset";
    VOID_LINK_PREDICATE = "http://rdfs.org/ns/void#linkPredicate";
    VOID_OBJECTS_TARGET = "http://rdfs.org/ns/void#objectsTarget";
    VOID_PROPERTIES = "http://rdfs.org/ns/void#properties";
    VOID_SUBSET = "http://rdfs.org/ns/void#subset";
    VOID_SUBJECTS_TARGET = "http://rdfs.org/ns/void#subjectsTarget";
    VOID_TRIPLES = "http://rdfs.org/ns/void#triples";
    SCHEMA_CURRENCY = "https://schema.org/currency";
    SCHEMA_DATE_PUBLISHED = "https://schema.org/datePublished";
    SCHEMA_HEADLINE = "https://schema.org/headline";
    SCHEMA_IDENTIFIER = "https://schema.org/identifier";
    SCHEMA_LEI = "https://schema.org/leiCode";
    SCHEMA_TICKER = "https://schema.org/tickerSymbol";
    SCHEMA_MAX_VALUE = "https://schema.org/maxValue";
    SCHEMA_MIN_VALUE = "https://schema.org/minValue";
    SCHEMA_MONETARY_AMOUNT = "https://schema.org/MonetaryAmount";
    SCHEMA_TEXT = "https://schema.org/text";
    SCHEMA_URL = "https://schema.org/url";
    SCHEMA_VALUE = "https://schema.org/value";
    SSSOM_COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment";
    SSSOM_CONFIDENCE = "https://w3id.org/sssom/confidence";
    SSSOM_JUSTIFICATION = "https://w3id.org/sssom/mapping_justification";
    SSSOM_MODIFIER = "https://w3id.org/sssom/predicate_modifier";
    SSSOM_OBJECT_LABEL = "https://w3id.org/sssom/object_label";
    SSSOM_SUBJECT_LABEL = "https://w3id.org/sssom/subject_label";
    RDF_JSON = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON";
    EDTF = "http://id.loc.gov/datatypes/edtf/EDTF";
}
