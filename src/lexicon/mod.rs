//! seeds/lexicon/ → the words the rules know: registers, gazetteers, aliases, units.
//!
//! Each file of words is read by one module here into the shape its rules ask for; [`Lexicon`] holds them all.

pub mod agencies;
pub mod cases;
pub mod changes;
pub mod characters;
pub mod cues;
pub mod edge;
pub mod fields;
pub mod finder;
pub mod headers;
pub mod honours;
pub mod laws;
pub mod marks;
pub mod metrics;
pub mod numerals;
mod ordered;
pub mod organizations;
pub mod pages;
pub mod papers;
pub mod pattern;
pub mod people;
pub mod place_cues;
pub mod places;
pub mod policies;
pub mod programme_cues;
pub mod programmes;
pub mod qualifiers;
pub mod register;
pub mod set;
pub mod table;
pub mod targets;
pub mod telling;
pub mod townships;
pub mod units;

use std::sync::LazyLock;

/// All words the rules know.
#[derive(Debug)]
pub struct Lexicon {
    /// How state bodies are called.
    pub agencies: agencies::AgencyWords,
    /// How the parts of a case, its rates and the titles it cites are called.
    pub cases: cases::CaseWords,
    /// Words that say which way a number moved.
    pub changes: changes::Changes,
    /// Words that say what a number is about.
    pub cues: cues::Cues,
    /// Labels of the parts of a case.
    pub fields: fields::Fields,
    /// Words of the headers of tables.
    pub headers: headers::HeaderWords,
    /// Words around the names of honours.
    pub honours: honours::HonourWords,
    /// How non-state bodies are called.
    pub organizations: organizations::OrganizationWords,
    /// Words around a number.
    pub metrics: metrics::MetricWords,
    /// Words that make a number a name or a code.
    pub numerals: numerals::NumeralLabels,
    /// Words around the article of a web page.
    pub pages: pages::PageWords,
    /// Which areas papers are of that are not called after them.
    pub papers: papers::Papers,
    /// Names of places.
    pub places: places::PlaceWords,
    /// How documents are called, numbered and cited.
    pub policies: policies::PolicyWords,
    /// Words that say how exact a number is.
    pub qualifiers: qualifiers::Qualifiers,
    /// Words for groups served.
    pub targets: targets::TargetWords,
    /// Words by which a text says how, and of which time, it tells of numbers.
    pub telling: telling::TellingWords,
    /// Units, measure words and the nouns that numbers count.
    pub units: units::Units,
    /// Words around the names of programmes.
    pub programmes: programmes::ProgrammeWords,
    /// Administrative divisions and countries.
    pub register: register::Register,
    /// Towns, townships, streets and sumu by county.
    pub townships: townships::Townships,
}

impl Lexicon {
    /// The words that come with the program, read once.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);
        &BUILTIN
    }

    fn read() -> Self {
        let register = register::Register::builtin();
        let changes = changes::Changes::builtin();
        Self {
            agencies: agencies::AgencyWords::builtin(),
            cases: cases::CaseWords::builtin(),
            metrics: metrics::MetricWords::builtin(&changes),
            changes,
            cues: cues::Cues::builtin(),
            fields: fields::Fields::builtin(),
            headers: headers::HeaderWords::builtin(),
            honours: honours::HonourWords::builtin(),
            organizations: organizations::OrganizationWords::builtin(),
            numerals: numerals::NumeralLabels::builtin(),
            pages: pages::PageWords::builtin(),
            papers: papers::Papers::builtin(),
            places: places::PlaceWords::builtin(&register),
            policies: policies::PolicyWords::builtin(),
            qualifiers: qualifiers::Qualifiers::builtin(),
            targets: targets::TargetWords::builtin(),
            telling: telling::TellingWords::builtin(),
            units: units::Units::builtin(),
            programmes: programmes::ProgrammeWords::builtin(),
            register,
            townships: townships::Townships::default(),
        }
    }
}
