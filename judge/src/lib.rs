//! Reads a record, decides. Pure: no clock, no socket, no randomness.
