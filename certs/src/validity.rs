use rcgen::{CertificateParams, date_time_ymd};

/// Makes a certificate valid for this century. Tests run on machines whose clocks are wrong, and
/// no key here is worth stealing.
pub(crate) fn this_century(params: &mut CertificateParams) {
    params.not_before = date_time_ymd(2000, 1, 1);
    params.not_after = date_time_ymd(2100, 1, 1);
}
