//! Linked data (JSON-LD): the JobPostings of a value, wherever it holds them.

use serde_json::Value;

/// Each JobPosting in it: alone, in a list, in `@graph`, as an item of a list.
pub(super) fn postings(value: Value) -> Vec<Value> {
    let mut found = vec![];
    let mut ahead = vec![value];
    while let Some(value) = ahead.pop() {
        match value {
            value if is_posting(&value) => found.push(value),
            Value::Array(values) => ahead.extend(values.into_iter().rev()),
            Value::Object(values) => {
                let values: Vec<Value> = values.into_iter().map(|(_, value)| value).collect();
                ahead.extend(values.into_iter().rev());
            }
            _ => {}
        }
    }
    found
}

fn is_posting(value: &Value) -> bool {
    let is_one = |kind: &Value| kind.as_str().is_some_and(is_job_posting);
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is_one),
        Some(kind) => is_one(kind),
        None => false,
    }
}

/// `JobPosting`, `schema:JobPosting`, `https://schema.org/JobPosting`.
pub(in crate::models::offers::feeds) fn is_job_posting(kind: &str) -> bool {
    kind.rsplit(['/', ':', '#']).next() == Some("JobPosting")
}
