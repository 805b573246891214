//! Named things: found when one of their surface forms is linked to an entity of their class.

use std::collections::{BTreeMap, BTreeSet};

use super::gold::GoldCase;
use super::phrase::squash;
use super::rows::select;
use super::tally::{Tally, share};
use super::{Fault, Faults};
use crate::store::{Store, StoreError};

/// The classes that are scored.
const CLASSES: [&str; 5] = ["Agency", "Organization", "Place", "Policy", "Programme"];

/// An entity of the graph that the text mentions.
struct Entity {
    iri: String,
    name: String,
    code: Option<String>,
    /// Its names and surface forms, squashed.
    forms: BTreeSet<String>,
}

/// A thing of the gold, over all its cases.
struct Wanted {
    class: String,
    names: BTreeSet<String>,
    forms: BTreeSet<String>,
    code: Option<String>,
    required: bool,
}

/// How true the entities are.
pub(super) struct EntityScores {
    /// Found of wanted, by class.
    pub(super) tallies: BTreeMap<&'static str, Tally>,
    /// Share of the found that carry an accepted canonical name.
    pub(super) canonical_names: f64,
    /// Share of the found with a code that carry the right one.
    pub(super) admin_codes: f64,
    /// The gold names that an entity of the graph stands for, by IRI.
    pub(super) links: Links,
}

/// Gold names by the IRI that stands for them.
pub(super) type Links = BTreeMap<String, BTreeSet<String>>;

/// Right and judged.
#[derive(Default)]
struct Count {
    right: u32,
    judged: u32,
}

impl Count {
    fn add(&mut self, right: bool) {
        self.right += u32::from(right);
        self.judged += 1;
    }

    fn share(&self) -> f64 {
        share(self.right, self.judged)
    }
}

pub(super) fn score(store: &Store, gold: &[GoldCase], faults: &mut Faults) -> Result<EntityScores, StoreError> {
    let wanted = gather(gold);
    let (mut names, mut codes, mut links) = (Count::default(), Count::default(), Links::new());
    let mut tallies = BTreeMap::new();
    for class in CLASSES {
        let found = read(store, class)?;
        let (mut tally, mut taken) = (Tally::default(), BTreeSet::new());
        for wanted in wanted.iter().filter(|wanted| wanted.class == class) {
            let best = match_entity(wanted, &found, &mut taken, &mut links);
            match best {
                _ if !wanted.required => {}
                Some(entity) => {
                    tally.right += 1;
                    names.add(judge_name(wanted, entity, faults));
                    if wanted.code.is_some() {
                        codes.add(entity.code == wanted.code);
                    }
                }
                None => {
                    tally.missed += 1;
                    faults.push(Fault::new(format!("missed {class}"), listed(&wanted.names)));
                }
            }
        }
        for (_, entity) in found.iter().enumerate().filter(|(index, _)| !taken.contains(index)) {
            tally.spurious += 1;
            faults.push(Fault::new(format!("spurious {class}"), entity.name.clone()));
        }
        tallies.insert(class, tally);
    }
    Ok(EntityScores { tallies, canonical_names: names.share(), admin_codes: codes.share(), links })
}

/// The entities of a class that have a mention, in the order of the engine.
fn read(store: &Store, class: &str) -> Result<Vec<Entity>, StoreError> {
    let query = format!(
        "SELECT ?e ?name ?alt ?exact ?code {{ ?ev cg:mentionOf ?e ; oa:exact ?exact . ?e a cg:{class} ; cg:name ?name .
         OPTIONAL {{ ?e skos:altLabel ?alt }} OPTIONAL {{ ?e cg:adminCode ?code }} }}"
    );
    let (mut entities, mut positions): (Vec<Entity>, BTreeMap<String, usize>) = (Vec::new(), BTreeMap::new());
    for row in select(store, &query)? {
        let position = *positions.entry(row.bound("e")).or_insert_with_key(|iri| {
            let name = row.bound("name");
            let forms = BTreeSet::from([squash(&name)]);
            entities.push(Entity { iri: iri.clone(), name, code: row.value("code"), forms });
            entities.len() - 1
        });
        let forms = &mut entities[position].forms;
        forms.insert(squash(&row.bound("exact")));
        forms.extend(row.value("alt").filter(|alt| !alt.is_empty()).map(|alt| squash(&alt)));
    }
    Ok(entities)
}

/// The gold entities, those of one class and preferred name taken together.
fn gather(gold: &[GoldCase]) -> Vec<Wanted> {
    let (mut gathered, mut positions): (Vec<Wanted>, BTreeMap<(&str, &str), usize>) = (Vec::new(), BTreeMap::new());
    for entity in gold.iter().flat_map(|case| &case.entities) {
        let preferred = entity.names.first().map_or("", String::as_str);
        let position = *positions.entry((&entity.class, preferred)).or_insert_with(|| {
            let (class, code) = (entity.class.clone(), entity.code.clone());
            gathered.push(Wanted { class, code, names: BTreeSet::new(), forms: BTreeSet::new(), required: false });
            gathered.len() - 1
        });
        let wanted = &mut gathered[position];
        wanted.names.extend(entity.names.iter().cloned());
        wanted.forms.extend(entity.names.iter().chain(&entity.mentions).map(|form| squash(form)));
        wanted.required |= entity.required;
    }
    gathered
}

/// The entity that stands for a wanted thing: one with an accepted name, then one that shares most forms.
///
/// Every entity that shares a form is linked to its names, so that edges of a doubled entity are judged by what they say.
fn match_entity<'a>(
    wanted: &Wanted,
    found: &'a [Entity],
    taken: &mut BTreeSet<usize>,
    links: &mut Links,
) -> Option<&'a Entity> {
    let mut best = None;
    for (index, entity) in found.iter().enumerate().filter(|(index, _)| !taken.contains(index)) {
        let shared = entity.forms.intersection(&wanted.forms).count();
        if shared == 0 {
            continue;
        }
        links.entry(entity.iri.clone()).or_default().extend(wanted.names.iter().cloned());
        let fit = (wanted.names.contains(&entity.name), shared);
        if best.is_none_or(|(other, _)| fit > other) {
            best = Some((fit, index));
        }
    }
    let (_, index) = best?;
    taken.insert(index);
    Some(&found[index])
}

fn judge_name(wanted: &Wanted, entity: &Entity, faults: &mut Faults) -> bool {
    let right = wanted.names.contains(&entity.name);
    if !right {
        let detail = format!("{}, not {}", entity.name, listed(&wanted.names));
        faults.push(Fault::new(format!("wrong name of {}", wanted.class), detail));
    }
    right
}

fn listed(names: &BTreeSet<String>) -> String {
    names.iter().map(String::as_str).collect::<Vec<_>>().join(" or ")
}
