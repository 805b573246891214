//! Stops an evaluation that has taken too long or too much: from inside, wherever it is.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

use oxigraph::model::{NamedNode, Term};
use oxigraph::sparql::{CancellationToken, SparqlEvaluator};

use super::QueryError;
use super::guard::{ASK, CLASS, REPLACEMENT, TEXT};
use super::order;
use crate::answer::service::Elsewhere;
use crate::memory;

/// Longest text in bytes that is put together with others, or that is replaced in.
const LONGEST_TEXT: usize = 1024 * 1024;

/// Longest text in bytes that REPLACE puts in: one call gives no more than the product of the two.
const LONGEST_REPLACEMENT: usize = 1024;

thread_local! {
    /// What [`memory::held`] may be on this thread; `None` where nobody waits to be told that it is too much.
    static ALLOWED: Cell<Option<isize>> = const { Cell::new(None) };
}

/// Why an evaluation is left by unwinding.
#[derive(Clone, Copy, Debug)]
enum Stop {
    Cancelled,
    Memory,
    Text(usize),
}

/// Does work in which queries are evaluated; they may hold so many bytes, and are stopped wherever they are when their
/// token is cancelled. An error of the work is its own; a panic that is none of ours goes on.
pub fn within<T, E: From<QueryError>>(bytes: usize, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let before = ALLOWED.replace(Some(memory::held().saturating_add_unsigned(bytes)));
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    ALLOWED.set(before);
    done.unwrap_or_else(|payload| Err(stopped(payload).into()))
}

/// Whether work [`within`] its bounds may go on: for loops that are not the engine's.
pub fn go_on(cancel: &CancellationToken) -> Result<(), QueryError> {
    if cancel.is_cancelled() {
        return Err(QueryError::Cancelled);
    }
    if ALLOWED.get().is_some_and(|allowed| memory::held() > allowed) {
        return Err(QueryError::Memory);
    }
    Ok(())
}

/// The evaluator with the functions that [`super::guard`] puts into queries.
pub(super) fn evaluator(cancel: &CancellationToken, elsewhere: &Elsewhere) -> SparqlEvaluator {
    let name = |name: &str| NamedNode::new_unchecked(name);
    let token = cancel.clone();
    SparqlEvaluator::new()
        .with_cancellation_token(cancel.clone())
        .with_default_service_handler(elsewhere.handler(cancel))
        .with_custom_function(name(ASK), move |_| {
            ask(&token);
            None
        })
        .with_custom_function(name(CLASS), order::class)
        .with_custom_function(name(TEXT), |arguments| short(arguments, LONGEST_TEXT))
        .with_custom_function(name(REPLACEMENT), |arguments| short(arguments, LONGEST_REPLACEMENT))
}

/// Leaves work [`within`] its bounds where it may not go on.
pub(super) fn ask(token: &CancellationToken) {
    let Some(allowed) = ALLOWED.get() else { return };
    if token.is_cancelled() {
        stop(Stop::Cancelled);
    }
    if memory::held() > allowed {
        stop(Stop::Memory);
    }
}

fn short(arguments: &[Term], longest: usize) -> Option<Term> {
    let [term] = arguments else { return None };
    match term {
        Term::Literal(literal) if literal.value().len() > longest && ALLOWED.get().is_some() => {
            stop(Stop::Text(longest))
        }
        term => Some(term.clone()),
    }
}

/// Leaves the evaluation. Nothing is held that this could poison: the engine asks between two rows, and never while it
/// reads the store; what it has built is dropped on the way, as it is when a reader of rows goes away.
fn stop(why: Stop) -> ! {
    // Unlike a panic this says nothing on standard error.
    panic::resume_unwind(Box::new(why))
}

fn stopped(payload: Box<dyn Any + Send>) -> QueryError {
    match payload.downcast_ref::<Stop>() {
        Some(Stop::Cancelled) => QueryError::Cancelled,
        Some(Stop::Memory) => QueryError::Memory,
        Some(Stop::Text(longest)) => QueryError::Text { longest: *longest },
        None => panic::resume_unwind(payload),
    }
}
