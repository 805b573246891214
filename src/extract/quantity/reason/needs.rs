//! What a rule needs of a number and its unit: most rules are about a few units, and need not be asked of the others.

use super::super::is_time;
use super::super::unit::UnitMatch;
use super::Look;

/// A set of things that are so of a number and its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Needs(u32);

impl Needs {
    pub(super) const NOTHING: Self = Self(0);
    /// One word in Chinese digits.
    pub(super) const SPELLED: Self = Self(1);
    pub(super) const ZERO: Self = Self(1 << 1);
    pub(super) const ONE: Self = Self(1 << 2);
    pub(super) const TWO: Self = Self(1 << 3);
    /// A unit of time.
    pub(super) const TIME: Self = Self(1 << 4);
    /// A unit of time, or kilometres.
    pub(super) const REACH: Self = Self(1 << 5);
    pub(super) const METRE: Self = Self(1 << 6);
    /// Per cent or per mille.
    pub(super) const SHARE: Self = Self(1 << 7);
    /// 个, 家, 次: things.
    pub(super) const COUNT: Self = Self(1 << 8);
    /// 个, 人: things or people.
    pub(super) const HEADS: Self = Self(1 << 9);
    /// 日.
    pub(super) const DAY: Self = Self(1 << 10);
    /// 年.
    pub(super) const YEAR: Self = Self(1 << 11);
    /// 分.
    pub(super) const MARK: Self = Self(1 << 12);
    /// 周年.
    pub(super) const ANNIVERSARY: Self = Self(1 << 13);
    /// 类.
    pub(super) const CLASS: Self = Self(1 << 14);
    /// 岁.
    pub(super) const AGE: Self = Self(1 << 15);
    /// 位, 名.
    pub(super) const PLACE: Self = Self(1 << 16);
    /// 周.
    pub(super) const WEEK: Self = Self(1 << 17);
    /// 届, 期.
    pub(super) const SESSION: Self = Self(1 << 18);
    /// 次.
    pub(super) const MEETING: Self = Self(1 << 19);
    /// 组, 届.
    pub(super) const GROUP: Self = Self(1 << 20);

    /// All that is in either.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of it is among what is `given`.
    pub(super) const fn are_in(self, given: Self) -> bool {
        self.0 & !given.0 == 0
    }

    /// All that is so of a number and its unit.
    pub(super) fn given(look: &Look<'_>, unit: &UnitMatch<'_>) -> Self {
        let surface = match unit.surface {
            "日" => Self::DAY,
            "年" => Self::YEAR,
            "分" => Self::MARK,
            "周年" => Self::ANNIVERSARY,
            "类" => Self::CLASS,
            "岁" | "周岁" => Self::AGE,
            "位" | "名" => Self::PLACE,
            "周" => Self::WEEK,
            "届" => Self::SESSION.and(Self::GROUP),
            "期" => Self::SESSION,
            "组" => Self::GROUP,
            "次" => Self::MEETING,
            _ => Self::NOTHING,
        };
        let normal = match unit.normal {
            "count" => Self::COUNT.and(Self::HEADS),
            "person" => Self::HEADS,
            "metre" => Self::METRE,
            "km" => Self::REACH,
            "percent" | "permille" => Self::SHARE,
            time if is_time(time) => Self::TIME.and(Self::REACH),
            _ => Self::NOTHING,
        };
        let value = match look.low().whole::<u8>().filter(|_| look.numbers.high.is_none()) {
            Some(0) => Self::ZERO,
            Some(1) => Self::ONE,
            Some(2) => Self::TWO,
            _ => Self::NOTHING,
        };
        let spelled = if look.spelled() { Self::SPELLED } else { Self::NOTHING };
        surface.and(normal).and(value).and(spelled)
    }
}
