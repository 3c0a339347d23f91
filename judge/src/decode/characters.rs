//! The characters of an answer, and whether its bytes are what it says they are.

use super::xml;

/// An encoding that every reader of XML has (XML 1.0 §4.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Utf8,
    Utf16Be,
    Utf16Le,
}

/// The characters, and what is wrong with how they are encoded: a label that the bytes do not bear out, or one of an encoding
/// that is neither UTF-8 nor UTF-16 (WS-I Basic Profile 1.1 R1012). ASCII is UTF-8.
///
/// # Errors
/// When the bytes cannot be read by any of their labels.
pub(super) fn read(
    content_type: Option<&str>,
    bytes: &[u8],
) -> Result<(String, Option<String>), String> {
    let charset = content_type.and_then(charset);
    let (text, undecodable) = match xml::text(bytes) {
        Ok(text) => (text, None),
        // What it says can be judged all the same, and that it says it so as well.
        Err(why) => {
            let latin: String = bytes.iter().map(|b| char::from(*b)).collect();
            let label = charset.clone().or_else(|| declared(&latin));
            if !label.is_some_and(|l| is_latin_1(&l)) {
                return Err(why);
            }
            (latin, Some(why))
        }
    };
    let labels = [
        ("its content type", charset),
        ("its XML declaration", declared(&text)),
    ];
    let shape = shape(bytes);
    let wrong = labels.into_iter().find_map(|(place, label)| {
        let label = label.filter(|label| !is_label_of(label, shape, bytes))?;
        Some(format!(
            "{place} says {label}, and the bytes are {}",
            undecodable.as_deref().unwrap_or(words(shape))
        ))
    });
    Ok((text, wrong.or(undecodable)))
}

fn shape(bytes: &[u8]) -> Shape {
    match bytes {
        [0xfe, 0xff, ..] | [0, b'<', ..] => Shape::Utf16Be,
        [0xff, 0xfe, ..] | [b'<', 0, ..] => Shape::Utf16Le,
        _ => Shape::Utf8,
    }
}

fn words(shape: Shape) -> &'static str {
    match shape {
        Shape::Utf8 => "UTF-8",
        Shape::Utf16Be => "UTF-16, big end first",
        Shape::Utf16Le => "UTF-16, little end first",
    }
}

fn is_label_of(label: &str, shape: Shape, bytes: &[u8]) -> bool {
    match label.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" => shape == Shape::Utf8,
        "us-ascii" | "ascii" => shape == Shape::Utf8 && bytes.is_ascii(),
        "utf-16" => shape != Shape::Utf8,
        "utf-16be" => shape == Shape::Utf16Be,
        "utf-16le" => shape == Shape::Utf16Le,
        _ => false,
    }
}

fn is_latin_1(label: &str) -> bool {
    ["iso-8859-1", "latin1", "windows-1252"].contains(&label.to_ascii_lowercase().as_str())
}

/// The charset parameter of a media type (RFC 9110 §8.3.2).
fn charset(content_type: &str) -> Option<String> {
    let mut parameters = content_type.split(';').skip(1);
    parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (name.trim().eq_ignore_ascii_case("charset")).then(|| value.to_owned())
    })
}

/// The encoding that the XML declaration names (XML 1.0 §4.3.3).
fn declared(text: &str) -> Option<String> {
    let (declaration, _) = text.strip_prefix("<?xml")?.split_once("?>")?;
    let (_, behind) = declaration.split_once("encoding")?;
    let quoted = behind.trim_start().strip_prefix('=')?.trim_start();
    let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    quoted[1..]
        .split_once(quote)
        .map(|(label, _)| label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaw(content_type: &str, bytes: &[u8]) -> Option<String> {
        read(Some(content_type), bytes).unwrap().1
    }

    fn utf16(text: &str) -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(u16::to_be_bytes).collect()
    }

    #[test]
    fn what_the_bytes_bear_out_is_right() {
        let declared = "<?xml version='1.0' encoding = 'utf-8' standalone='yes'?><a>\u{e9}</a>";
        for (content_type, bytes) in [
            ("text/xml", b"<a/>".to_vec()),
            ("text/xml; charset=utf-8", b"<a/>".to_vec()),
            ("text/xml; CharSet = \"UTF-8\"", declared.into()),
            ("text/xml", declared.into()),
            ("text/xml; charset=us-ascii", b"<a>&#233;</a>".to_vec()),
            ("text/xml", utf16("<a/>")),
            (
                "text/xml; charset=utf-16",
                utf16("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>"),
            ),
            ("text/xml; charset=utf-16be", utf16("<a/>")),
            // A value may have the word in it.
            ("text/xml; charset=utf-8", b"<a>encoding='x'</a>".to_vec()),
        ] {
            assert_eq!(flaw(content_type, &bytes), None, "{content_type} {bytes:?}");
        }
    }

    #[test]
    fn labels_that_contradict_the_bytes_or_each_other_are_flaws() {
        let says = |label: &str| format!("<?xml version=\"1.0\" encoding=\"{label}\"?><a/>");
        for (content_type, bytes) in [
            ("text/xml; charset=utf-8", says("ISO-8859-1").into_bytes()),
            ("text/xml; charset=utf-8", says("UTF-16").into_bytes()),
            ("text/xml; charset=iso-8859-1", says("UTF-8").into_bytes()),
            ("text/xml; charset=iso-8859-1", b"<a/>".to_vec()),
            ("text/xml", says("windows-1252").into_bytes()),
            ("text/xml; charset=utf-8", utf16("<a/>")),
            ("text/xml", utf16(&says("UTF-8"))),
            ("text/xml; charset=utf-16le", utf16("<a/>")),
            ("text/xml; charset=us-ascii", "<a>\u{e9}</a>".into()),
        ] {
            assert!(
                flaw(content_type, &bytes).is_some(),
                "{content_type} {bytes:?}"
            );
        }
    }

    #[test]
    fn latin_1_is_read_and_is_a_flaw() {
        let bytes = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>caf\xe9</a>";
        for content_type in ["text/xml", "text/xml; charset=ISO-8859-1"] {
            let (text, flaw) = read(Some(content_type), bytes).unwrap();
            assert!(text.contains("caf\u{e9}"));
            assert!(flaw.is_some());
        }
        assert!(read(Some("text/xml; charset=utf-8"), bytes).is_err());
        assert!(read(None, b"<a>\xe9</a>").is_err());
    }
}
