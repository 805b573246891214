//! One file a command: checked arguments → work → what the user sees.
