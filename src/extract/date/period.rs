//! Stretches of time as a text bounds them, in ISO 8601.

use std::fmt;

/// A year, a month or a day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31; only with a month.
    pub day: Option<u8>,
}

/// A stretch of time as the text bounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// The whole of a year, a month or a day.
    At(Stamp),
    /// From the first through the second.
    Between(Stamp, Stamp),
    /// Up to and with.
    Until(Stamp),
    /// From then on.
    Since(Stamp),
}

impl Stamp {
    /// A whole year.
    pub const fn year(year: u16) -> Self {
        Self { year, month: None, day: None }
    }

    pub(in crate::extract) const fn month(year: u16, month: u8) -> Self {
        Self { year, month: Some(month), day: None }
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl Period {
    /// The stamp that names it best: its end, else its beginning.
    pub fn last(self) -> Stamp {
        match self {
            Self::At(stamp) | Self::Between(_, stamp) | Self::Until(stamp) | Self::Since(stamp) => stamp,
        }
    }

    /// The same stretch one year before; a whole year's months are the year.
    #[must_use]
    pub fn year_before(self) -> Self {
        let back = |stamp: Stamp| Stamp { year: stamp.year - 1, ..stamp };
        match self {
            Self::Between(from, to) if from.month == Some(1) && to.month == Some(12) && from.year == to.year => {
                Self::At(Stamp::year(from.year - 1))
            }
            Self::At(stamp) => Self::At(back(stamp)),
            Self::Between(from, to) => Self::Between(back(from), back(to)),
            Self::Until(stamp) => Self::Until(back(stamp)),
            Self::Since(stamp) => Self::At(Stamp::year(stamp.year - 1)),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(stamp) => write!(f, "{stamp}"),
            Self::Between(from, to) => write!(f, "{from}/{to}"),
            Self::Until(stamp) => write!(f, "../{stamp}"),
            Self::Since(stamp) => write!(f, "{stamp}/.."),
        }
    }
}
