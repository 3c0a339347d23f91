//! How requests are written wrongly.

use super::seams::written;
use crate::agent::parts::Parts;
use crate::agent::pen::Pen;
use crate::agent::transport::Letter;
use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use wire::soap::NAMESPACE;
use wire::{Request, TransferFunds};

/// The parts of requests.
const PARTS: [&str; 6] = [
    "recipient",
    "userid",
    "amount",
    "transactionId",
    "messageCounter",
    "millisecondsWait",
];

/// So many characters are enough for some databases.
const SHORT: usize = 255;

/// Has documents changed.
fn document(parts: &mut Parts, change: fn(String) -> String) {
    written(parts, move |right: &dyn Pen, request: &Request| {
        let letter = right.write(request);
        let text = String::from_utf8_lossy(&letter.body).into_owned();
        Letter {
            body: Bytes::from(change(text)),
            ..letter
        }
    });
}

/// Has the texts of transfers changed before they are written.
fn transfers(parts: &mut Parts, change: fn(&mut TransferFunds)) {
    written(parts, move |right: &dyn Pen, request: &Request| {
        let mut request = request.clone();
        if let Request::TransferFunds(transfer) = &mut request {
            change(transfer);
        }
        right.write(&request)
    });
}

pub(super) fn document_type(parts: &mut Parts) {
    document(parts, |text| {
        text.replacen(
            "<soap:Envelope",
            "<!DOCTYPE soap:Envelope>\n<soap:Envelope",
            1,
        )
    });
}

pub(super) fn plain_type(parts: &mut Parts) {
    written(parts, |right, request| {
        let mut letter = right.write(request);
        for (name, value) in &mut letter.fields {
            if *name == CONTENT_TYPE {
                *value = HeaderValue::from_static("application/xml; charset=utf-8");
            }
        }
        letter
    });
}

pub(super) fn to_be_understood(parts: &mut Parts) {
    let header =
        "<soap:Header><t:trace xmlns:t=\"urn:trace\" soap:mustUnderstand=\"1\"/></soap:Header>";
    written(parts, move |right, request| {
        let letter = right.write(request);
        let text = String::from_utf8_lossy(&letter.body);
        let text = text.replacen("<soap:Body", &format!("{header}<soap:Body"), 1);
        Letter {
            body: Bytes::from(text),
            ..letter
        }
    });
}

pub(super) fn qualified(parts: &mut Parts) {
    document(parts, |text| {
        PARTS.iter().fold(text, |text, part| {
            let text = text.replace(&format!("<{part}>"), &format!("<lcp:{part}>"));
            text.replace(&format!("</{part}>"), &format!("</lcp:{part}>"))
        })
    });
}

pub(super) fn one_part_more(parts: &mut Parts) {
    document(parts, |text| {
        text.replacen("</lcp:", "<currency>Claire dollars</currency></lcp:", 1)
    });
}

pub(super) fn wait_with_fraction(parts: &mut Parts) {
    document(parts, |text| {
        text.replacen("</millisecondsWait>", ".0</millisecondsWait>", 1)
    });
}

pub(super) fn no_namespace(parts: &mut Parts) {
    document(parts, |text| {
        let bare = text.replace(&format!(" xmlns:lcp=\"{NAMESPACE}\""), "");
        bare.replace("<lcp:", "<").replace("</lcp:", "</")
    });
}

pub(super) fn markup_dropped(parts: &mut Parts) {
    transfers(parts, |transfer| {
        let TransferFunds {
            transaction_id,
            userid,
            ..
        } = transfer;
        for text in userid.iter_mut().chain([transaction_id]) {
            text.retain(|c| !matches!(c, '&' | '<'));
        }
    });
}

pub(super) fn raw_line_ends(parts: &mut Parts) {
    document(parts, |text| text.replace("&#13;", "\r"));
}

pub(super) fn cut_short(parts: &mut Parts) {
    transfers(parts, |transfer| {
        let id = transfer.transaction_id.chars().take(SHORT).collect();
        transfer.transaction_id = id;
    });
}

pub(super) fn sorted_by_name(parts: &mut Parts) {
    written(parts, |right, request| {
        let mut letter = right.write(request);
        letter.fields.retain(|(name, _)| name != "soapaction");
        let text = String::from_utf8_lossy(&letter.body).into_owned();
        letter.body = Bytes::from(sorted(&text).unwrap_or(text));
        letter
    });
}

/// A request with its parts by their names.
fn sorted(text: &str) -> Option<String> {
    let first = PARTS
        .iter()
        .filter_map(|it| text.find(&format!("<{it}>")))
        .min()?;
    let end = text.rfind("</lcp:")?;
    let mut names = PARTS;
    names.sort_unstable();
    let part = |name: &&str| {
        let (start, close) = (text.find(&format!("<{name}>"))?, format!("</{name}>"));
        text.get(start..text.find(&close)? + close.len())
    };
    let parts: String = names.iter().filter_map(part).collect();
    Some([text.get(..first)?, &parts, text.get(end..)?].concat())
}

pub(super) fn exponent(parts: &mut Parts) {
    transfers(parts, |transfer| transfer.amount = short(&transfer.amount));
}

/// A large round or a small amount, with an exponent; any other as it is.
fn short(amount: &str) -> String {
    let digits = amount.trim_end_matches('0');
    let zeros = amount.len() - digits.len();
    if !amount.contains('.') && zeros >= 4 {
        return format!("{digits}e{zeros}");
    }
    let Some(small) = amount.strip_prefix("0.000") else {
        return amount.to_owned();
    };
    let digits = small.trim_start_matches('0');
    let power = 4 + small.len() - digits.len();
    match digits.split_at_checked(1) {
        Some((one, "")) => format!("{one}e-{power}"),
        Some((one, rest)) => format!("{one}.{rest}e-{power}"),
        None => amount.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{short, sorted};
    use wire::soap::request;
    use wire::{GetDeposits, Request, TransferFunds};

    #[test]
    fn exponents_are_right() {
        let short = ["10000000", "0.000001", "0.00012", "1.5", "100"].map(short);
        assert_eq!(short, ["1e7", "1e-6", "1.2e-4", "1.5", "100"]);
    }

    #[test]
    fn parts_are_sorted() {
        let transfer = request(&Request::TransferFunds(TransferFunds {
            recipient: "r".to_owned(),
            userid: None,
            amount: "1".to_owned(),
            transaction_id: "t".to_owned(),
            message_counter: "2".to_owned(),
        }));
        let by_name = sorted(&transfer).unwrap();
        let parts = "<amount>1</amount><messageCounter>2</messageCounter>\
                     <recipient>r</recipient><transactionId>t</transactionId></lcp:";
        assert!(by_name.contains(parts), "{by_name}");
        assert_eq!(by_name.len(), transfer.len());
        let question = request(&Request::GetDeposits(GetDeposits {
            milliseconds_wait: "0".to_owned(),
        }));
        assert_eq!(sorted(&question), Some(question));
    }
}
