//! Reference implementations, and faults as decorators around them.
