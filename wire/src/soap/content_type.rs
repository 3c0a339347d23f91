use crate::Fault;

/// The charset that a content type names, if it is one that SOAP messages come under. Without a
/// content type the document speaks for itself.
pub(super) fn charset(content_type: Option<&str>) -> Result<Option<String>, Fault> {
    let Some(content_type) = content_type else {
        return Ok(None);
    };
    let mut parameters = content_type.split(';');
    let media_type = parameters
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    // SOAP 1.2's own type is let through, to be answered by VersionMismatch.
    if !matches!(
        media_type.as_str(),
        "text/xml" | "application/xml" | "application/soap+xml"
    ) {
        return Err(Fault::client(format!(
            "the content type is {media_type}, not text/xml"
        )));
    }
    let charset = parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| unquote(value.trim()))
    });
    Ok(charset.map(str::to_owned))
}

fn unquote(value: &str) -> &str {
    value
        .strip_prefix('"')
        .and_then(|value| value.strip_suffix('"'))
        .unwrap_or(value)
}
