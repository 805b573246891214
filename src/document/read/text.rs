//! Bytes → [`Text`]: the encoding is detected, wrong bytes are reported with their place.
//!
//! UTF-8 and UTF-16 are told by their byte order mark or by being valid; what is left goes to the detector that
//! browsers use for pages without a declaration, where GBK and GB18030 are read as GB18030, which holds both.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::ReadError;
use crate::document::Text;

/// Reads the text of a plain text file. `encoding` is the name the user gave for it (a label of the WHATWG Encoding
/// Standard); without one it is detected.
pub fn text(bytes: &[u8], encoding: Option<&str>) -> Result<Text, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let decoded = match encoding {
        Some(label) => {
            let encoding = Encoding::for_label(label.as_bytes());
            decode(bytes, encoding.ok_or_else(|| ReadError::UnknownEncoding(label.to_owned()))?)?
        }
        None => decode_detected(bytes)?,
    };
    if decoded.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    if looks_binary(&decoded) {
        return Err(ReadError::Binary("a binary file"));
    }
    Ok(Text::new(&decoded))
}

/// The text of a marked-up page, and a remark where bytes of it are wrong. A byte order mark and being valid UTF-8 go
/// before what the page declares, which goes before detection: many pages declare an encoding that is not theirs.
pub(super) fn markup(bytes: &[u8], encoding: Option<&str>) -> Result<(String, Option<String>), ReadError> {
    if encoding.is_some() || Encoding::for_bom(bytes).is_some() || bytes.contains(&0) {
        return text(bytes, encoding).map(|text| (text.original().to_owned(), None));
    }
    if let Ok(text) = decode(bytes, UTF_8) {
        return Ok((text, None));
    }
    let declared = declared(bytes).filter(|encoding| *encoding != UTF_8);
    if let Some(text) = declared.and_then(|encoding| decode(bytes, encoding).ok()) {
        return Ok((text, None));
    }
    let mostly_utf8 = matches!(decode(bytes, UTF_8), Err(fault) if almost_utf8(bytes, &fault));
    let encoding = if mostly_utf8 { UTF_8 } else { detect(bytes) };
    if let Ok(text) = decode(bytes, encoding) {
        return Ok((text, None));
    }
    let text = encoding.decode_without_bom_handling(bytes).0.into_owned();
    let wrong = text.matches('\u{fffd}').count();
    let remark = format!("{wrong} places in it are not valid {}: the character U+FFFD stands there", encoding.name());
    Ok((text, Some(remark)))
}

/// The encoding that a page names in its first bytes: `<meta charset="gbk">`, `<?xml encoding="GB2312"?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const LOOKED_AT: usize = 2048;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED_AT)]).to_lowercase();
    let after = ["charset=", "encoding="].iter().find_map(|key| head.find(key).map(|at| &head[at + key.len()..]))?;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c))).unwrap_or(label.len());
    let encoding = Encoding::for_label(&label.as_bytes()[..end])?;
    Some(if encoding == GBK { GB18030 } else { encoding })
}

fn decode_detected(bytes: &[u8]) -> Result<String, ReadError> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return decode(bytes, encoding);
    }
    if bytes.contains(&0) {
        return [UTF_16LE, UTF_16BE]
            .into_iter()
            .filter_map(|encoding| decode(bytes, encoding).ok())
            .find(|text| mostly_chinese_or_ascii(text))
            .ok_or(ReadError::Binary("a binary file"));
    }
    match decode(bytes, UTF_8) {
        Err(fault) if !almost_utf8(bytes, &fault) => decode(bytes, detect(bytes)),
        result => result,
    }
}

/// A file with multi-byte UTF-8 sequences before its first fault is UTF-8 with a fault, not another encoding.
fn almost_utf8(bytes: &[u8], fault: &ReadError) -> bool {
    let ReadError::Malformed { byte, .. } = fault else { return false };
    std::str::from_utf8(&bytes[..*byte]).is_ok_and(|valid| valid.chars().filter(|c| !c.is_ascii()).count() >= 4)
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == GBK { GB18030 } else { guess }
}

fn decode(bytes: &[u8], encoding: &'static Encoding) -> Result<String, ReadError> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let capacity = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len() * 3);
    let mut text = String::with_capacity(capacity);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::Malformed(length, after), read) => {
            let byte = read.saturating_sub(usize::from(length) + usize::from(after));
            let line = text.matches('\n').count() + 1;
            Err(ReadError::Malformed { encoding: encoding.name(), byte, line })
        }
        _ => Ok(text),
    }
}

/// Letters of the scripts such documents are written in make up most of a wrongly guessed UTF-16 text only by accident.
fn mostly_chinese_or_ascii(text: &str) -> bool {
    let (mut expected, mut all) = (0_usize, 0_usize);
    for c in text.chars().take(4096) {
        all += 1;
        let known = matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
        expected += usize::from(known);
    }
    expected * 10 >= all * 9
}

fn looks_binary(text: &str) -> bool {
    let control = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}');
    let sample = 4096;
    text.chars().take(sample).filter(control).count() * 50 > text.chars().take(sample).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "2023年，全市办理出口退税7.41亿元，同比增长11.3%。\n企业满意度超95%。";

    fn reads_as_sentence(bytes: &[u8]) {
        assert_eq!(text(bytes, None).expect("it is text").as_str(), SENTENCE);
    }

    fn utf16(little_endian: bool) -> Vec<u8> {
        let bytes = |unit: u16| if little_endian { unit.to_le_bytes() } else { unit.to_be_bytes() };
        SENTENCE.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf8_with_and_without_mark() {
        reads_as_sentence(SENTENCE.as_bytes());
        reads_as_sentence(&[b"\xEF\xBB\xBF", SENTENCE.as_bytes()].concat());
    }

    #[test]
    fn utf16_of_both_orders_with_and_without_mark() {
        reads_as_sentence(&[&b"\xFF\xFE"[..], &utf16(true)].concat());
        reads_as_sentence(&[&b"\xFE\xFF"[..], &utf16(false)].concat());
        reads_as_sentence(&utf16(true));
        reads_as_sentence(&utf16(false));
    }

    #[test]
    fn gb18030_is_detected() {
        let (bytes, _, _) = GB18030.encode(SENTENCE);
        reads_as_sentence(&bytes);
    }

    #[test]
    fn a_wrong_byte_is_reported_with_its_place() {
        let mut bytes = SENTENCE.as_bytes().to_vec();
        let at = bytes.len() - 4;
        bytes.insert(at, 0xFF);
        assert_eq!(text(&bytes, None).unwrap_err(), ReadError::Malformed { encoding: "UTF-8", byte: at, line: 2 });
    }

    #[test]
    fn files_without_text_are_named() {
        assert_eq!(text(b"", None).unwrap_err(), ReadError::Empty);
        assert_eq!(text(" \n\u{3000}".as_bytes(), None).unwrap_err(), ReadError::Empty);
        assert_eq!(text(&[0, 1, 2, 3, 0, 250, 7, 9], None).unwrap_err(), ReadError::Binary("a binary file"));
    }

    #[test]
    fn an_encoding_can_be_named() {
        let (bytes, _, _) = encoding_rs::BIG5.encode("高雄市政府");
        assert_eq!(text(&bytes, Some("big5")).expect("it is Big5").as_str(), "高雄市政府");
        assert_eq!(text(b"a", Some("klingon")).unwrap_err(), ReadError::UnknownEncoding("klingon".to_owned()));
    }
}
