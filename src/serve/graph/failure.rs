//! Why the view has no answer, as one error with what to do.

use super::super::error::ApiError;
use crate::answer::network::community::CommunityError;
use crate::answer::network::path::PathError;
use crate::answer::network::rank::RankError;
use crate::answer::network::saved::UnknownView;
use crate::answer::network::{FilterError, NameError, Stopped, ViewError};
use crate::answer::sparql::QueryError;

impl From<Stopped> for ApiError {
    fn from(_: Stopped) -> Self {
        QueryError::Cancelled.into()
    }
}

impl From<UnknownView> for ApiError {
    fn from(error: UnknownView) -> Self {
        Self::not_found(error.to_string(), error.hint())
    }
}

impl From<NameError> for ApiError {
    fn from(error: NameError) -> Self {
        match error {
            NameError::Unknown { .. } => Self::not_found(error.to_string(), error.hint()),
            NameError::Ambiguous { .. } => Self::refused("ambiguous", error.to_string(), error.hint()),
        }
    }
}

impl From<FilterError> for ApiError {
    fn from(error: FilterError) -> Self {
        let hint = error.hint().unwrap_or_default();
        match error {
            FilterError::View(ViewError::Query(error)) => error.into(),
            FilterError::View(ViewError::TooLarge { .. }) => Self::refused("too_large", error.to_string(), hint),
            FilterError::View(ViewError::Columns { .. }) => Self::refused("no_view", error.to_string(), hint),
            FilterError::Unknown { .. } => Self::not_found(error.to_string(), hint),
        }
    }
}

impl From<PathError> for ApiError {
    fn from(error: PathError) -> Self {
        let hint = match error {
            PathError::Stopped(stopped) => return stopped.into(),
            PathError::None { .. } => "allow more relations, kinds of thing, or both directions",
            PathError::Longer { .. } => "allow more steps with longest=…",
            PathError::NoneThrough { .. } => "look at more paths with a greater limit, or ask for the two halves",
        };
        Self::missing("no_path", error.to_string(), hint)
    }
}

impl From<RankError> for ApiError {
    fn from(error: RankError) -> Self {
        match error {
            RankError::Stopped(stopped) => stopped.into(),
            RankError::TooLarge { .. } => {
                Self::refused("too_large", error.to_string(), error.hint().unwrap_or_default())
            }
        }
    }
}

impl From<CommunityError> for ApiError {
    fn from(error: CommunityError) -> Self {
        match error {
            CommunityError::Stopped(stopped) => stopped.into(),
            CommunityError::TooLarge { .. } => {
                Self::refused("too_large", error.to_string(), error.hint().unwrap_or_default())
            }
        }
    }
}
