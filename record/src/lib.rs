//! What happened, as data: exchanges as bytes, expectations, verdicts, the run record.
