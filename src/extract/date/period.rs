//! Stretches of time as a text bounds them, in ISO 8601.

use std::fmt;

use crate::document::Day;

/// A stretch of time as the text bounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// The whole of a year, a month or a day.
    At(Day),
    /// From the first through the second.
    Between(Day, Day),
    /// Up to and with.
    Until(Day),
    /// From then on.
    Since(Day),
}

impl Period {
    /// The day that names it best: its end, else its beginning.
    pub fn last(self) -> Day {
        match self {
            Self::At(day) | Self::Between(_, day) | Self::Until(day) | Self::Since(day) => day,
        }
    }

    /// The same stretch one year before; a whole year's months are the year.
    #[must_use]
    pub fn year_before(self) -> Self {
        let back = |day: Day| Day { year: day.year - 1, ..day };
        match self {
            Self::Between(from, to) if from.month == Some(1) && to.month == Some(12) && from.year == to.year => {
                Self::At(Day::year(from.year - 1))
            }
            Self::At(day) => Self::At(back(day)),
            Self::Between(from, to) => Self::Between(back(from), back(to)),
            Self::Until(day) => Self::Until(back(day)),
            Self::Since(day) => Self::At(Day::year(day.year - 1)),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(day) => day.fmt(f),
            Self::Between(from, to) => write!(f, "{from}/{to}"),
            Self::Until(day) => write!(f, "../{day}"),
            Self::Since(day) => write!(f, "{day}/.."),
        }
    }
}
