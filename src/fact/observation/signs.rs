//! Which of a few characters stand in a phrase: each rule for phrases needs one of them, and most phrases have none.

/// Some of the characters that rules for phrases need.
#[derive(Clone, Copy)]
pub(super) struct Signs(u16);

impl Signs {
    const NONE: Self = Self(0);
    /// 等.
    pub(super) const AND_SO_ON: Self = Self(1);
    /// 其中.
    pub(super) const AMONG: Self = Self(1 << 1);
    /// 个方面.
    pub(super) const SIDES: Self = Self(1 << 2);
    /// 每.
    pub(super) const EACH: Self = Self(1 << 3);
    /// 已.
    pub(super) const ALREADY: Self = Self(1 << 4);
    /// 在.
    pub(super) const AT: Self = Self(1 << 5);
    /// 通过, 使.
    pub(super) const BY: Self = Self(1 << 6);
    /// 不, 原, 除.
    pub(super) const BOUND: Self = Self(1 << 7);
    /// 年.
    pub(super) const YEAR: Self = Self(1 << 8);
    /// 分别.
    pub(super) const EACH_ITS_OWN: Self = Self(1 << 9);
    /// （, [.
    pub(super) const NOTE: Self = Self(1 << 10);

    /// Those of a phrase, and maybe of what is left of it.
    pub(super) fn of(phrase: &str) -> Self {
        phrase.chars().fold(Self::NONE, |found, c| Self(found.0 | Self::sign(c).0))
    }

    const fn sign(c: char) -> Self {
        match c {
            '等' => Self::AND_SO_ON,
            '其' => Self::AMONG,
            '面' => Self::SIDES,
            '每' => Self::EACH,
            '已' => Self::ALREADY,
            '在' => Self::AT,
            '通' | '使' => Self::BY,
            '不' | '原' | '除' => Self::BOUND,
            '年' => Self::YEAR,
            '别' => Self::EACH_ITS_OWN,
            '（' | '[' => Self::NOTE,
            _ => Self::NONE,
        }
    }

    /// Whether one of the characters of a sign is there.
    pub(super) const fn has(self, sign: Self) -> bool {
        self.0 & sign.0 != 0
    }

    /// What a rule leaves of a phrase, where the sign is there that the rule needs.
    pub(super) fn cut<'a>(self, sign: Self, phrase: &'a str, rule: impl FnOnce(&'a str) -> &'a str) -> &'a str {
        if self.has(sign) { rule(phrase) } else { phrase }
    }
}
