# Read by the scripts beside it: what they need, and getting it on Debian. Whoever reads this stands in the repository's root.
scratch=target/interop
python=$scratch/venv/bin/python
mkdir -p "$scratch"
left_out=no
export PYTHONDONTWRITEBYTECODE=1

# find_trialplate: the program that TRIALPLATE names, or the one that cargo built last
find_trialplate() {
    if [ -z "${TRIALPLATE:-}" ]; then
        TRIALPLATE=$(ls -t target/release/trialplate target/debug/trialplate 2>/dev/null | head -n 1)
        [ -n "$TRIALPLATE" ] || { echo "there is no trialplate: cargo build" >&2; exit 2; }
    fi
    export TRIALPLATE
}

leave_out() {
    echo "not run: $1, for want of $2" >&2
    left_out=yes
}

# has TOOLKIT: whether it can be used as it is
has() {
    case $1 in
    python) python3 -c 'import ensurepip, tomllib, venv' ;;
    php) php -r 'exit(class_exists("SoapServer") ? 0 : 1);' ;;
    gsoap) command -v wsdl2h && command -v soapcpp2 && command -v g++ && pkg-config --exists gsoapssl++ openssl ;;
    soap-lite) perl -MSOAP::Lite -MSOAP::Transport::HTTP -MHTTP::Daemon -MLWP::Protocol::https -e 1 ;;
    esac >/dev/null 2>&1
}

# provide TOOLKIT: installs it from Debian's packages if it is not there and that is possible
provide() {
    has "$1" && return
    case $1 in
    python) set -- "$1" python3 python3-venv ;;
    php) set -- "$1" php-cli php-soap ;;
    gsoap) set -- "$1" gsoap libgsoap-dev g++ pkg-config libssl-dev ;;
    soap-lite) set -- "$1" libsoap-lite-perl liblwp-protocol-https-perl ;;
    esac
    toolkit=$1
    shift
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; } \
            >"$scratch/apt.log" 2>&1 || true
        has "$toolkit" && return
    fi
    leave_out "$toolkit" "Debian's $*"
    return 1
}

# provide_packages: Python with what stands in requirements.txt
provide_packages() {
    provide python || return
    [ -x "$python" ] || python3 -m venv "$scratch/venv" || true
    "$python" -m pip install -q --disable-pip-version-check -r interop/requirements.txt && return
    leave_out "what is written in Python" "the packages in interop/requirements.txt"
    return 1
}
