//! The order of N-Quads lines: terms by their bytes, quads by their terms.
//!
//! Most terms of a document are IRIs that have their first fifty bytes in common, so that comparing two of them reads those
//! again each time. They are sorted by eight bytes at a time instead, as a number, and only those with the same eight go on
//! to the next (a multikey quicksort; Bentley and Sedgewick, Fast Algorithms for Sorting and Searching Strings, 1997).

/// How many bytes are compared at once.
const CHUNK: usize = size_of::<u64>();

/// So few terms are compared with each other.
const FEW: usize = 8;

/// From here on terms are compared with each other, so that two long quotations which are almost the same go no deeper.
const DEEP: usize = 256;

/// The numbers of `count` terms in the order of their bytes. No two terms are the same, and no byte of theirs is zero.
pub(super) fn of_terms<'t>(count: usize, term: impl Fn(u32) -> &'t [u8] + Copy) -> Vec<u32> {
    let mut keyed: Vec<(u64, u32)> = (0..count as u32).map(|number| (0, number)).collect();
    sort_from(&mut keyed, term, 0);
    keyed.into_iter().map(|(_, number)| number).collect()
}

/// Sorts terms that have their first `depth` bytes in common.
fn sort_from<'t>(terms: &mut [(u64, u32)], term: impl Fn(u32) -> &'t [u8] + Copy, depth: usize) {
    if terms.len() <= FEW || depth >= DEEP {
        terms.sort_unstable_by_key(|&(_, number)| &term(number)[depth..]);
        return;
    }
    for (chunk, number) in terms.iter_mut() {
        *chunk = chunk_at(term(*number), depth);
    }
    terms.sort_unstable_by_key(|&(chunk, _)| chunk);
    for same in terms.chunk_by_mut(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
        sort_from(same, term, depth + CHUNK);
    }
}

/// The bytes of a term from a place on, as the number that sorts as they do; zeros behind its end.
fn chunk_at(term: &[u8], from: usize) -> u64 {
    if let Some(chunk) = term.get(from..from + CHUNK) {
        return u64::from_be_bytes(chunk.try_into().expect("a slice of eight bytes"));
    }
    let mut chunk = [0; CHUNK];
    let rest = &term[from..];
    chunk[..rest.len()].copy_from_slice(rest);
    u64::from_be_bytes(chunk)
}

/// Sorts quads by subject, predicate and object, each compared as one number.
pub(super) fn sort_quads(quads: &mut [[u32; 3]]) {
    quads.sort_unstable_by_key(|&[subject, predicate, object]| {
        u128::from(subject) << 64 | u128::from(predicate) << 32 | u128::from(object)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(terms: &[String]) -> Vec<&str> {
        let order = of_terms(terms.len(), |number| terms[number as usize].as_bytes());
        order.into_iter().map(|number| terms[number as usize].as_str()).collect()
    }

    #[test]
    fn terms_stand_in_the_order_of_their_bytes() {
        let long = "长".repeat(200);
        let mut terms: Vec<String> = (0..200).map(|number| format!("<https://example.org/id/ev-{number}>")).collect();
        terms.extend((0..20).map(|number| format!("\"{long}{}\"", number * 7 % 20)));
        terms.extend(["\"\"", "\"a\"", "\"a\"@zh", "\"ab\"", "\"abcdefgh\"", "\"abcdefg\""].map(ToOwned::to_owned));
        let mut expected: Vec<&str> = terms.iter().map(String::as_str).collect();
        expected.sort_unstable();
        assert_eq!(sorted(&terms), expected);
    }

    #[test]
    fn quads_stand_in_the_order_of_their_terms() {
        let mut quads = [[1, 0, 0], [0, 2, u32::MAX], [0, 2, 1], [0, 1, 3], [u32::MAX, 0, 0]];
        sort_quads(&mut quads);
        assert_eq!(quads, [[0, 1, 3], [0, 2, 1], [0, 2, u32::MAX], [1, 0, 0], [u32::MAX, 0, 0]]);
    }
}
