//! Why a file has no text, and what to do about it.

/// Why a file has no text.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReadError {
    /// It has no bytes, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// It is no document; the argument names the format as far as its first bytes tell.
    #[error("this is {0}, not a document with text")]
    Binary(&'static str),
    /// A document of a format that is not read; the argument names it.
    #[error("this is {0}, which is not read")]
    Foreign(&'static str),
    /// A byte sequence that its encoding does not have.
    #[error("byte {byte} (line {line}) is not valid {encoding}")]
    Malformed {
        /// Name of the encoding, as in the WHATWG Encoding Standard.
        encoding: &'static str,
        /// Offset of the first wrong byte in the file.
        byte: usize,
        /// Line of the first wrong byte, from 1.
        line: usize,
    },
    /// An encoding asked for by a name that does not exist.
    #[error("there is no encoding called {0:?}")]
    UnknownEncoding(String),
    /// It can be opened with a password only.
    #[error("this {0} is protected by a password")]
    Protected(&'static str),
    /// Its pages are pictures.
    #[error("this PDF has no text: its {pages} {} of pictures, as a scanner makes them", if *.pages == 1 { "page consists" } else { "pages consist" })]
    Scanned {
        /// Number of pages.
        pages: usize,
    },
    /// It has text, but does not say which characters its glyphs are.
    #[error("the text of this PDF cannot be told: its fonts do not say which characters their glyphs are")]
    Unmapped,
    /// A file that is cut off or breaks the rules of its format.
    #[error("this {format} is damaged: {what}")]
    Damaged {
        /// The format.
        format: &'static str,
        /// What is wrong, and where in it.
        what: String,
    },
    /// What is packed in it is more than is read.
    #[error("this {format} is refused: {what}")]
    TooLarge {
        /// The format.
        format: &'static str,
        /// What is too large, and the bound.
        what: String,
    },
    /// A text that is longer than what is read as one document.
    #[error("the text is too long for one document: {} MB, where at most {} are read", .bytes.div_ceil(1 << 20), .most >> 20)]
    TooLong {
        /// Its length in UTF-8.
        bytes: usize,
        /// The longest that is read.
        most: usize,
    },
    /// An archive in an archive.
    #[error("this is an archive in an archive")]
    Nested,
    /// An archive where one document is wanted.
    #[error("this is an archive of {0} files, not one document")]
    Archive(usize),
}

impl ReadError {
    /// What the user can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "put the text of the document into it, or take it out of the folder",
            Self::Binary(_) => "take it out of the folder, or put the document it shows there as .docx, .pdf or .txt",
            Self::Foreign(_) => {
                "open it in Word, WPS or LibreOffice and save it as .docx (or .xlsx); for many files: \
                 soffice --headless --convert-to docx FILE"
            }
            Self::Malformed { .. } => {
                "open the file in an editor and save it as UTF-8, or name its encoding with --encoding"
            }
            Self::UnknownEncoding(_) => "use a name such as utf-8, gb18030, gbk, big5, utf-16le or utf-16be",
            Self::Protected(_) => "open it with its password and save a copy without one",
            Self::Scanned { .. } => {
                "give it a text layer by character recognition (ocrmypdf -l chi_sim IN OUT), read that over, and build the copy"
            }
            Self::Unmapped => {
                "save the document from which it was made as .docx, or read its pages by character recognition (ocrmypdf --force-ocr -l chi_sim IN OUT)"
            }
            Self::Damaged { .. } => "fetch or save the file again; a program that repairs it may open it still",
            Self::TooLarge { .. } => "see where the file comes from; unpack it yourself and build what is a document",
            Self::TooLong { .. } => "cut it into files, each a case, a chapter or a year, and build their folder",
            Self::Nested => "unpack it and put its documents beside the others",
            Self::Archive(_) => "unpack it and name one of its documents, or give the archive to `casegraph build`",
        }
    }
}
