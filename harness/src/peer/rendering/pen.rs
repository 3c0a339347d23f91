//! Tags, attributes and what stands between elements.

use super::{Rendering, Way};

/// Comments that would mean something if they were read.
const COMMENTS: [&str; 7] = [
    "",
    " a comment ",
    "<amount>999999</amount>",
    " ]]> &amp; & < > ' \" ",
    " - - ",
    "?>",
    "</soap:Body>\r\n<soap:Body/>",
];

/// Writes a document, element by element.
pub(super) struct Pen<'r> {
    pub(super) rendering: &'r Rendering,
    pub(super) rng: &'r mut fastrand::Rng,
    pub(super) text: String,
    depth: usize,
}

/// The attributes of an element, namespace declarations included.
pub(super) type Attributes = Vec<(String, String)>;

impl<'r> Pen<'r> {
    pub(super) fn new(rendering: &'r Rendering, rng: &'r mut fastrand::Rng) -> Self {
        Self {
            rendering,
            rng,
            text: String::new(),
            depth: 0,
        }
    }

    /// Begins an element.
    pub(super) fn open(&mut self, name: &str, attributes: &Attributes) {
        self.gap();
        self.depth += 1;
        self.start(name, attributes);
        self.text.push('>');
    }

    /// Ends an element that has elements in it.
    pub(super) fn close(&mut self, name: &str) {
        self.depth -= 1;
        self.gap();
        self.end(name);
    }

    /// An element with something in it that is written already.
    pub(super) fn leaf(&mut self, name: &str, attributes: &Attributes, content: &str) {
        self.gap();
        self.start(name, attributes);
        if content.is_empty() && self.rendering.has(Way::ShortEmpty) {
            self.text.push_str("/>");
            return;
        }
        self.text.push('>');
        self.text.push_str(content);
        self.end(name);
    }

    /// What stands between elements: nothing, or white space and comments.
    pub(super) fn gap(&mut self) {
        self.layout();
        if self.rendering.has(Way::CommentsBetween) && self.depth > 0 {
            let comment = self.comment();
            self.text.push_str(&comment);
            self.layout();
        }
    }

    fn layout(&mut self) {
        if self.rendering.has(Way::Indented) && !self.text.is_empty() {
            let line_end = self.one_of(&["\n", "\r\n", "\r", "\n\n"]);
            let indent = self.one_of(&[" ", "  ", "\t"]).repeat(self.depth);
            self.text.push_str(line_end);
            self.text.push_str(&indent);
        }
    }

    /// A comment (XML 1.0 §2.5).
    pub(super) fn comment(&mut self) -> String {
        format!("<!--{}-->", self.one_of(&COMMENTS))
    }

    fn start(&mut self, name: &str, attributes: &Attributes) {
        let mut attributes = attributes.clone();
        if self.rendering.has(Way::ShuffledAttributes) {
            self.rng.shuffle(&mut attributes);
        }
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            let quote = if self.rendering.has(Way::SingleQuotes) {
                '\''
            } else {
                '"'
            };
            let (before, around) = (self.space(" "), self.space(""));
            let piece = format!("{before}{name}{around}={around}{quote}{value}{quote}");
            self.text.push_str(&piece);
        }
        let last = self.space("");
        self.text.push_str(last);
    }

    fn end(&mut self, name: &str) {
        let last = self.space("");
        self.text.push_str(&format!("</{name}{last}>"));
    }

    /// White space in a tag.
    fn space(&mut self, usual: &'static str) -> &'static str {
        if self.rendering.has(Way::SpacedTags) {
            self.one_of(&[" ", "  ", "\n", "\t", "\r\n "])
        } else {
            usual
        }
    }

    /// One of these.
    pub(super) fn one_of(&mut self, all: &[&'static str]) -> &'static str {
        all[self.rng.usize(..all.len())]
    }
}
