#!/usr/bin/env bash
# In: a project's folder (the first argument, else the one that holds this file) with a site of recorded editions, and the settings below.
# Out: a stamp of time for each edition on the site: proof by others that its files existed then, as they are.
#
# The settings are variables of the environment, or lines of the file `.stamp.env` in the folder. One of:
#   STAMP_WITH=ots                                # OpenTimestamps: the program `ots` must be on the PATH
#   STAMP_URL=https://tsa.example.org/tsr         # RFC 3161: an authority; openssl and curl must be on the PATH
#   STAMP_CA=/etc/ssl/tsa.pem                     # with STAMP_URL: the certificate that its answers are checked against
#   STAMP_SITE=public                             # where the site stands; the default is `public`
# Only digests leave the machine.
#
# `.stamps/3.sha256` lists the digests of the files of edition 3, as `sha256sum` writes them, and `3.sha256.ots` or `3.sha256.tsr` beside it
# is the stamp of this list. To check them: `sha256sum --check` in the folder of the site; then `ots verify 3.sha256.ots`, or
# `openssl ts -verify -data 3.sha256 -in 3.sha256.tsr -CAfile STAMP_CA`. Keep the folder with the project; it is never read as captures.
#
# Exit code 0: every edition has a stamp. Anything else: one could not be had, and the next run tries again. A stamp is never replaced.
set -eu
cd "${1:-$(dirname "${BASH_SOURCE[0]}")}"
# shellcheck source=/dev/null
[ ! -e .stamp.env ] || . ./.stamp.env
[ -n "${STAMP_WITH:-}${STAMP_URL:-}" ] || { echo "say in .stamp.env who stamps: STAMP_WITH or STAMP_URL" >&2; exit 2; }

stamps=$PWD/.stamps
mkdir -p "$stamps"
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

# with_ots LIST: writes LIST.ots beside it.
with_ots() {
    ots stamp "$1"
}

# with_authority LIST: asks the authority, checks its answer, and writes it to LIST.tsr.
with_authority() {
    openssl ts -query -data "$1" -sha256 -cert -out "$made/query" 2>/dev/null
    curl --fail --silent --show-error --max-time 60 --header 'Content-Type: application/timestamp-query' \
        --data-binary "@$made/query" --output "$made/reply" --url "$STAMP_URL"
    if [ -n "${STAMP_CA:-}" ]; then
        openssl ts -verify -queryfile "$made/query" -in "$made/reply" -CAfile "$STAMP_CA" >/dev/null
    else
        openssl ts -reply -in "$made/reply" -text 2>/dev/null | grep -q '^Status: Granted'
    fi
    cp "$made/reply" "$stamps/.whole"
    mv "$stamps/.whole" "$1.tsr"
}

cd "${STAMP_SITE:-public}"
for folder in editions/*/; do
    number=$(basename "$folder")
    list=$stamps/$number.sha256
    [ ! -e "$list.ots" ] && [ ! -e "$list.tsr" ] || continue
    sha256sum "editions/$number"/briefing.* >"$made/list"
    cp "$made/list" "$list"
    case ${STAMP_WITH:-} in
        ots) with_ots "$list" ;;
        '') with_authority "$list" ;;
        *) echo "STAMP_WITH is \`$STAMP_WITH\`: only \`ots\` is known" >&2; exit 2 ;;
    esac
done
