//! A run record rendered: terminal, JSON, JUnit, HTML.
