//! The terms that quads are made of.

/// A namespace and its terms as constants.
macro_rules! vocabulary {
    ($module:ident $namespace:literal { $($name:ident $local:literal)* }) => {
        pub(crate) mod $module {
            use oxigraph::model::NamedNodeRef;
            $(pub(crate) const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!($namespace, $local));)*
        }
    };
}

vocabulary!(cg "https://w3id.org/casegraph/ns#" {
    DOCUMENT "Document" SECTION "Section" EVIDENCE "Evidence" CASE "Case" AGENCY "Agency" ORGANIZATION "Organization"
    PLACE "Place" POLICY "Policy" PROGRAMME "Programme" TARGET_GROUP "TargetGroup" MEASURE "Measure"
    OBSERVATION "Observation" RECOGNITION "Recognition" STATEMENT "Statement" FINDING "Finding"
    EXTRACTION_RUN "ExtractionRun"
    SHA256 "sha256" LENGTH "length" TEXT "text" IN_DOCUMENT "inDocument" HEADING "heading" LEVEL "level" ORDER "order"
    IN_SECTION "inSection" MENTION_OF "mentionOf" IN_CASE "inCase" HAS_EVIDENCE "evidence" RULE "rule"
    DERIVATION "derivation" NUMBER "number" YEAR "year" INDICATOR "indicator" INDICATOR_TEXT "indicatorText"
    HIGHLIGHT "highlight" REPORTED_BY "reportedBy" INTRODUCES "introduces" CITES "cites" IMPLEMENTS "implements"
    INVOLVES "involves" TARGETS "targets" HAS_PLACE "place" NAME "name" ADMIN_CODE "adminCode"
    COUNTRY_CODE "countryCode" KIND "kind" LOCATED_IN "locatedIn" PART_OF "partOf"
    COLLABORATES_WITH "collaboratesWith" OPERATED_BY "operatedBy" DOC_NUMBER "docNumber" ISSUED_BY "issuedBy"
    RECEIVES "receives" GRANTED_BY "grantedBy" DATE "date" RANK "rank" METRIC "metric" VALUE "value" UNIT "unit"
    VALUE_AS_WRITTEN "valueAsWritten" UNIT_AS_WRITTEN "unitAsWritten" MIN_VALUE "minValue" MAX_VALUE "maxValue"
    QUALIFIER "qualifier" DIRECTION "direction" BASELINE "baseline" COMPARED_WITH "comparedWith" PERIOD "period"
    PERIOD_START "periodStart" PERIOD_END "periodEnd" ABOUT "about" VERSION "version" CONFIG_HASH "configHash"
});
vocabulary!(dcterms "http://purl.org/dc/terms/" { TITLE "title" SUBJECT "subject" IS_PART_OF "isPartOf" ISSUED "issued" });
vocabulary!(oa "http://www.w3.org/ns/oa#" { HAS_SOURCE "hasSource" START "start" END "end" EXACT "exact" });
vocabulary!(org "http://www.w3.org/ns/org#" { ORGANIZATION "Organization" });
vocabulary!(prov "http://www.w3.org/ns/prov#" { WAS_GENERATED_BY "wasGeneratedBy" });
vocabulary!(skos "http://www.w3.org/2004/02/skos/core#" { CONCEPT "Concept" ALT_LABEL "altLabel" PREF_LABEL "prefLabel" });
