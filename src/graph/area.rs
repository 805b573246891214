//! The province of a case, in two letters.

/// First two digits of a GB/T 2260 code → subdivision of ISO 3166-2:CN, lower case.
const AREAS: [(&str, &str); 34] = [
    ("11", "bj"),
    ("12", "tj"),
    ("13", "he"),
    ("14", "sx"),
    ("15", "nm"),
    ("21", "ln"),
    ("22", "jl"),
    ("23", "hl"),
    ("31", "sh"),
    ("32", "js"),
    ("33", "zj"),
    ("34", "ah"),
    ("35", "fj"),
    ("36", "jx"),
    ("37", "sd"),
    ("41", "ha"),
    ("42", "hb"),
    ("43", "hn"),
    ("44", "gd"),
    ("45", "gx"),
    ("46", "hi"),
    ("50", "cq"),
    ("51", "sc"),
    ("52", "gz"),
    ("53", "yn"),
    ("54", "xz"),
    ("61", "sn"),
    ("62", "gs"),
    ("63", "qh"),
    ("64", "nx"),
    ("65", "xj"),
    ("71", "tw"),
    ("81", "hk"),
    ("82", "mo"),
];

/// Where no province is known: the whole country.
pub(super) const NATIONAL: &str = "cn";

/// The two letters of the province that an administrative code lies in.
pub(super) fn area(admin_code: &str) -> Option<&'static str> {
    let province = admin_code.get(..2)?;
    AREAS.iter().find(|(digits, _)| *digits == province).map(|(_, letters)| *letters)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_province_has_letters_of_its_own() {
        let letters: BTreeSet<_> = AREAS.iter().map(|(_, letters)| letters).collect();
        assert_eq!(letters.len(), AREAS.len());
        assert_eq!(area("450300"), Some("gx"));
        assert_eq!(area("61"), Some("sn"));
        assert_eq!(area("990000"), None);
        assert_eq!(area("广西"), None);
    }
}
