//! seeds/lexicon/papers.tsv → which areas papers are of that are not called after them: 大众日报 is of 山东.

use super::edge::Endings;
use super::table::rows;

const PAPERS: &str = include_str!("../../seeds/lexicon/papers.tsv");

/// Papers by their names, with the codes of their areas (GB/T 2260).
#[derive(Debug)]
pub struct Papers(Endings<&'static str>);

impl Papers {
    /// Reads the table that comes with the program.
    pub fn builtin() -> Self {
        Self(Endings::new(rows(PAPERS).map(|row| (row[0], row[1]))))
    }

    /// The area of the paper that a text ends with.
    pub fn area_of(&self, text: &str) -> Option<&'static str> {
        self.0.of(text).next().map(|(_, code)| *code)
    }
}

#[cfg(test)]
mod tests {
    use super::super::register::Register;
    use super::*;

    #[test]
    fn every_area_is_one_of_the_register() {
        let register = Register::builtin();
        assert!(rows(PAPERS).all(|row| register.division(row[1]).is_some()));
    }

    #[test]
    fn a_paper_is_of_its_area() {
        assert_eq!(Papers::builtin().area_of("据大众日报"), Some("370000"));
        assert_eq!(Papers::builtin().area_of("每日新报"), None);
    }
}
