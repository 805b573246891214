//! Named things and their mentions.

use std::collections::BTreeSet;

use oxigraph::model::NamedNodeRef;

use super::names::Names;
use super::triples::{About, Triples};
use crate::ontology::former_quads;
use crate::ontology::vocab::{cg, class, dcterms, org, skos};
use crate::resolve::{Detail, EntityId, EntityKind, PlaceDetail, PolicyDetail};

/// Writes an entity, where it is, and every place of the text that names it.
///
/// Where the text says what it is in (`placed`), that is its immediate container, and its seat is not written beside it.
pub(super) fn describe(triples: &mut Triples<'_>, names: &Names<'_>, index: usize, placed: &BTreeSet<EntityId>) {
    let entity = &names.entities[index];
    let iri = names.entity_iri(EntityId(index as u32));
    let mut about = triples.a(iri, class_of(entity.kind()));
    let thing = about.thing();
    about.text(cg::NAME, &entity.name).label(&entity.name);
    for alias in entity.aliases.iter().filter(|alias| **alias != entity.name) {
        about.tagged(skos::ALT_LABEL, alias, "zh");
    }
    describe_detail(&mut about, &entity.detail);
    if let Some(place) = entity.located_in.filter(|_| !placed.contains(&EntityId(index as u32))) {
        about.node(cg::LOCATED_IN, names.entity_iri(place).as_ref());
    }
    if let Detail::Place(PlaceDetail { admin_code: Some(code), .. }) = &entity.detail {
        // The register of today has all others.
        triples.extend(former_quads(&names.lexicon.register, code));
    }
    for mention in &entity.mentions {
        let quotation = triples.quotation(mention.span);
        triples.about(quotation).edge(cg::MENTION_OF, thing).text(cg::RULE, mention.rule);
    }
}

fn class_of(kind: EntityKind) -> NamedNodeRef<'static> {
    match kind {
        EntityKind::Agency => class::AGENCY,
        EntityKind::Organization => class::ORGANIZATION,
        EntityKind::Place => class::PLACE,
        EntityKind::Policy => class::POLICY,
        EntityKind::Programme => class::PROGRAMME,
        EntityKind::TargetGroup => class::TARGET_GROUP,
    }
}

fn describe_detail(about: &mut About<'_, '_>, detail: &Detail) {
    match detail {
        Detail::Agency | Detail::Organization => {
            about.a(org::ORGANIZATION);
        }
        Detail::TargetGroup => {
            about.a(skos::CONCEPT);
        }
        Detail::Programme => {}
        Detail::Place(place) => describe_place(about, place),
        Detail::Policy(policy) => describe_policy(about, policy),
    }
}

fn describe_place(about: &mut About<'_, '_>, place: &PlaceDetail) {
    about.concept(cg::KIND, place.kind);
    if let Some(code) = &place.admin_code {
        about.text(cg::ADMIN_CODE, code);
    }
    if let Some(code) = &place.country_code {
        about.text(cg::COUNTRY_CODE, code);
    }
}

fn describe_policy(about: &mut About<'_, '_>, policy: &PolicyDetail) {
    about.concept(cg::KIND, policy.kind);
    if let Some(number) = &policy.doc_number {
        about.text(cg::DOC_NUMBER, number);
    }
    if let Some(date) = &policy.issued {
        about.date(dcterms::ISSUED, date);
    }
}
