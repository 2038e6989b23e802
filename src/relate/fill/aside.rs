//! What stands in brackets behind a name: "Lumen (*60%*) and Kestrel (*40%*) own it".

use super::super::syntax::Syntax;
use super::offered::one_filler;
use crate::model::{Filler, FillerValue, Frame};
use crate::pack::Pack;
use crate::pack::frames::{FrameRule, RoleRule};

/// One frame for each of those who fill a role, if each has a value in brackets that fills another: it is told of him alone.
pub(super) fn with_asides(syntax: &Syntax, frame: Frame, rule: &FrameRule, pack: &Pack) -> Vec<Frame> {
    for (name, _) in rule.roles.iter().filter(|(_, role)| role.least == 1) {
        let fillers = frame.fillers(name.get_ref());
        let asides: Option<Vec<usize>> = fillers.iter().map(|filler| aside(syntax, filler)).collect();
        let Some(asides) = asides.filter(|asides| !asides.is_empty()) else { continue };
        let value = |at: usize, other: &RoleRule| one_filler(syntax, at, other, rule, pack);
        let takes = |other: &RoleRule| asides.iter().all(|&at| !value(at, other).is_empty());
        if let Some((told, other)) = rule.roles.iter().find(|(told, other)| *told != name && takes(other)) {
            let alone = |(filler, &at): (&Filler, &usize)| {
                let mut one = frame.clone();
                one.roles.retain(|(known, _)| known != told.get_ref() && known != name.get_ref());
                one.roles.push((name.get_ref().clone(), vec![filler.clone()]));
                one.roles.push((told.get_ref().clone(), value(at, other)));
                one
            };
            return fillers.iter().zip(&asides).map(alone).collect();
        }
    }
    vec![frame]
}

/// Where the value stands that is all there is in brackets right behind who fills a role.
fn aside(syntax: &Syntax, filler: &Filler) -> Option<usize> {
    let FillerValue::Entity(_) = filler.value else { return None };
    let name = syntax.mentions().find(|mention| mention.span == filler.span)?;
    let open = name.tokens.end;
    let inside = syntax.mentions().find(|mention| mention.tokens.start == open + 1)?;
    let word = |at: usize| (at < syntax.len()).then(|| syntax.word(at));
    let closed = word(open) == Some("(") && word(inside.tokens.end) == Some(")");
    (closed && inside.value.is_some()).then(|| syntax.head_of(inside))
}
