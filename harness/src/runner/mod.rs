//! From feature files to verdicts: read, plan, run, conclude.
//!
//! The runner is small and the suite's own, on the `gherkin` parser and `cucumber-expressions`. A step is matched before
//! anything is sent, so that an undefined or ambiguous one is an error and never a skip; scenarios run on all cores; each
//! step's expectations are judged where they stand; and a scenario that ends early says with which verdict.

mod debugging;
mod examples;
mod expecting;
mod extent;
mod halt;
mod health;
mod house;
mod nearest;
mod not_gherkin;
mod opening;
mod own_features;
mod plan;
mod preflight;
mod prices;
mod scale;
mod scenario;
mod sense;
mod source;
mod stage;
mod stories;
mod suite;
mod taken;
mod world;

pub use debugging::{Debugging, KeptKeys};
pub use extent::Extent;
pub use halt::{Halt, Step};
pub use health::Health;
pub use house::{House, Settings};
pub use nearest::nearest_id;
pub use own_features::{OwnFeaturesError, own_stories};
pub use plan::{Plan, PlanError, Planned, Selection, are_announced, plan};
pub use preflight::{TAGS as PREFLIGHT_TAGS, find as find_service, record as blank_evidence};
pub use prices::Prices;
pub use scale::Scale;
pub use source::Source;
pub use stage::{Played, Programme, Stage};
pub use stories::{LedgerFile, Story, StoryError, ledger, parse as story_of, stories};
pub use suite::{Heading, Outcome, RunError, RunOptions, affordable, blank_run, is_rich, run};
pub use world::{Paid, Sent, Spoilt, World};
