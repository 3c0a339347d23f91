//! Drives a subject through the scenarios and says what they prove.

pub mod adapter;
pub mod cli;
pub mod explore;
pub mod holder;
pub mod peer;
pub mod played;
pub mod purse;
pub mod runner;
pub mod steps;
pub mod subject;
pub mod trace;
