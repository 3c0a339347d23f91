//! Drives a subject through the scenarios and says what they prove.
