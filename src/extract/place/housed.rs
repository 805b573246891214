//! Areas that only give their names to bodies that work far beyond them: `南宁|海关` in a text on Chongqing, `新疆|生产建设兵团`.

use crate::extract::context::Context;
use crate::extract::{Mention, PlaceReferent, Referent};
use crate::lexicon::Lexicon;

/// Whether a place is named in no other way than by such a body.
pub(crate) fn is_housed(text: &str, place: &Mention, context: &Context, lexicon: &Lexicon) -> bool {
    let rest = &text[place.span.end..];
    let (corps, customs) = (rest.starts_with("生产建设兵团"), rest.starts_with("海关"));
    let Referent::Place(PlaceReferent::Admin(code)) = place.referent else { return false };
    // 广州|海关 in a text on Guangdong: where the house is.
    let own = || context.province.is_none_or(|own| lexicon.register.is_within(code, own));
    corps || customs && !own()
}
