//! `trialplate certs`: a set of certificates to try things with.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use certs::{Authority, Identity};
use miette::{IntoDiagnostic, WrapErr, miette};

/// Flags of `certs`.
#[derive(Debug, clap::Args)]
pub(super) struct CertsArgs {
    /// Where the files go.
    dir: PathBuf,
    /// The domain of the issuer, a name or an IP address.
    #[arg(long, value_name = "DOMAIN")]
    domain: String,
    /// A holder; may be given several times.
    #[arg(long = "holder", value_name = "NAME")]
    holders: Vec<String>,
}

/// Makes them. Nothing that is there already is written over.
pub(super) fn run(args: &CertsArgs) -> miette::Result<u8> {
    for name in &args.holders {
        if !name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            || name.is_empty()
        {
            return Err(miette!(
                "--holder {name:?}: a name has letters, digits, - and _ only, for it becomes a file's"
            ));
        }
        if ["ca", "issuer"].contains(&name.as_str()) {
            return Err(miette!(
                "--holder {name}: that name is taken by the set's own files"
            ));
        }
    }
    fs::create_dir_all(&args.dir)
        .into_diagnostic()
        .wrap_err_with(|| args.dir.display().to_string())?;
    let authority = Authority::new("Trialplate test authority").into_diagnostic()?;
    let issuer = authority.issue(&args.domain).map_err(|e| {
        miette!(
            "--domain {:?}: no certificate can be made for it: {e}",
            args.domain
        )
    })?;
    write(&args.dir.join("ca.pem"), &authority.pem(), false)?;
    identity(&args.dir, "issuer", &issuer)?;
    for name in &args.holders {
        identity(&args.dir, name, &Identity::holder(name).into_diagnostic()?)?;
    }
    Ok(0)
}

fn identity(dir: &Path, name: &str, identity: &Identity) -> miette::Result<()> {
    write(
        &dir.join(format!("{name}.pem")),
        &identity.certificate_pem(),
        false,
    )?;
    write(
        &dir.join(format!("{name}.key.pem")),
        &identity.key_pem(),
        true,
    )?;
    write(
        &dir.join(format!("{name}.keyid")),
        &format!("{}\n", identity.key_id()),
        false,
    )?;
    println!("{name} {}", identity.key_id());
    Ok(())
}

fn write(path: &Path, text: &str, secret: bool) -> miette::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, if secret { 0o600 } else { 0o644 });
    let written = options
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    written
        .into_diagnostic()
        .wrap_err_with(|| path.display().to_string())
}
