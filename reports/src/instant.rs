//! Moments of a run in the calendar, where a report needs more than the time since its beginning.

const DAY: i64 = 24 * 60 * 60 * 1_000;

/// A moment, so many microseconds after the beginning of the run, which is RFC 3339 in UTC (`2003-09-18T12:00:00Z`), in the
/// same form with milliseconds. A beginning that cannot be read is taken for that of 1970.
pub(crate) fn after(started: &str, microseconds: u64) -> String {
    let passed = i64::try_from(microseconds / 1_000).unwrap_or(i64::MAX);
    let now = read(started).unwrap_or_default().saturating_add(passed);
    // Times of a record may be anything; years of four digits are what the form has room for.
    let now = now.clamp(0, 2_932_896 * DAY + DAY - 1);
    let (year, month, day) = date(now / DAY);
    let (ms, second) = (now % 1_000, now / 1_000);
    let (hour, minute, second) = (second / 3_600 % 24, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{ms:03}Z")
}

/// Milliseconds since 1970.
fn read(text: &str) -> Option<i64> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let number = |text: &str| text.parse::<u32>().ok().map(i64::from);
    let mut date = date.splitn(3, '-').map(number);
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let mut time = time.splitn(3, ':').map(number);
    let (hour, minute, second) = (time.next()??, time.next()??, time.next()??);
    let in_range = (1..=12).contains(&month) && (1..=31).contains(&day) && year <= 9_999;
    let ms = number(&format!("{fraction:0<3}")[..3])?;
    in_range
        .then(|| days(year, month, day) * DAY + ((hour * 60 + minute) * 60 + second) * 1_000 + ms)
}

/// Days from 1970-01-01 to a date of the Gregorian calendar. Years are counted from March, so that the leap day is their
/// last; 400 of them have 146,097 days.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month < 3);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date so many days after 1970-01-01.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month < 3), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_counted_over_the_ends_of_months_and_years() {
        for (started, microseconds, moment) in [
            ("2003-09-18T00:00:00Z", 0, "2003-09-18T00:00:00.000Z"),
            (
                "2003-12-31T23:59:59Z",
                1_001_999,
                "2004-01-01T00:00:00.001Z",
            ),
            (
                "2004-02-28T23:59:59.5Z",
                500_000,
                "2004-02-29T00:00:00.000Z",
            ),
            (
                "2100-02-28T23:59:59Z",
                1_000_000,
                "2100-03-01T00:00:00.000Z",
            ),
            ("soon", 1_500, "1970-01-01T00:00:00.001Z"),
            ("9999-12-31T23:59:59Z", u64::MAX, "9999-12-31T23:59:59.999Z"),
            ("2003-13-18T00:00:00Z", 0, "1970-01-01T00:00:00.000Z"),
            ("2003-09-18T00:00:00.éZ", 0, "1970-01-01T00:00:00.000Z"),
        ] {
            assert_eq!(after(started, microseconds), moment, "{started}");
        }
    }

    #[test]
    fn every_day_reads_back_as_itself() {
        for day in 0..200_000 {
            let (year, month, of_month) = date(day);
            assert_eq!(days(year, month, of_month), day);
        }
    }
}
