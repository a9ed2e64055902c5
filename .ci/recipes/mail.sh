#!/usr/bin/env bash
# In: a project's folder (the first argument, else the one that holds this file) with recorded editions, litopys and curl on the PATH, and
# the settings below. Out: the newest edition, mailed once: the e-book, and a brief of two pages as PDF.
#
# The settings are variables of the environment, or lines of the file `.mail.env` in the folder, which only you should be able to read
# (`chmod 600 .mail.env`); a hidden file is never read as a capture:
#   MAIL_URL=smtps://mail.example.org:465         # or smtp://mail.example.org:587
#   MAIL_FROM=chronicle@example.org
#   MAIL_TO="one@example.org two@example.org"
#   MAIL_SUBJECT="Chronicle"                      # the number of the edition follows it
#   MAIL_USER=chronicle@example.org               # if the server asks for a password; then the connection must be encrypted
#   MAIL_PASSWORD_FILE=~/.mail-password           # or MAIL_PASSWORD
# The password goes to curl through a pipe: it is in no argument, which other users of the machine could read, and litopys never has it.
#
# Exit code 0: mailed, or mailed before. Anything else: nothing was mailed, and the next run tries again. The file `.mailed` holds the
# number of the last edition that was mailed.
set -eu
cd "${1:-$(dirname "${BASH_SOURCE[0]}")}"

number=$(sed -n 's/^number = \([0-9][0-9]*\)$/\1/p' litopys.history.toml 2>/dev/null | sort -n | tail -n 1)
[ -n "$number" ] || exit 0
[ "$(cat .mailed 2>/dev/null || true)" != "$number" ] || exit 0

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
# Strangers' pages are read here, before any secret is.
env -u MAIL_PASSWORD litopys build --edition "$number" --format epub --output "$made" >/dev/null
env -u MAIL_PASSWORD litopys build --edition "$number" --format pdf --layout brief --output "$made/brief" >/dev/null

# shellcheck source=/dev/null
[ ! -e .mail.env ] || . ./.mail.env
: "${MAIL_URL:?say in .mail.env where to send mail}" "${MAIL_FROM:?}" "${MAIL_TO:?}"

# A text for a header: letters beyond ASCII are encoded (RFC 2047), and a line end would begin another header.
header() {
    local text
    text=$(printf '%s' "$1" | tr -d '\r\n')
    case $text in
        *[!\ -~]*) printf '=?UTF-8?B?%s?=' "$(printf '%s' "$text" | base64 | tr -d '\n')" ;;
        *) printf '%s' "$text" ;;
    esac
}

receivers=()
for receiver in $MAIL_TO; do receivers+=(--mail-rcpt "$receiver"); done
secret=
encrypted=()
if [ -n "${MAIL_USER:-}" ]; then
    password=${MAIL_PASSWORD:-}
    [ -z "${MAIL_PASSWORD_FILE:-}" ] || password=$(head -n 1 "$MAIL_PASSWORD_FILE")
    secret=$(printf '%s:%s' "$MAIL_USER" "$password" | sed 's/[\\"]/\\&/g')
    secret="user = \"$secret\""
    encrypted=(--ssl-reqd)
fi
subject="${MAIL_SUBJECT:-Chronicle} $number"
printf '%s\n' "$subject" >"$made/text"
printf '%s\n' "$secret" | env -u MAIL_PASSWORD curl --config - --silent --show-error --max-time 300 ${encrypted[@]+"${encrypted[@]}"} \
    --url "$MAIL_URL" --mail-from "$MAIL_FROM" "${receivers[@]}" \
    --header "From: $(header "$MAIL_FROM")" --header "To: $(header "${MAIL_TO// /, }")" \
    --header "Subject: $(header "$subject")" --header "Date: $(LC_ALL=C date -R)" \
    --form "=<$made/text;type=text/plain; charset=utf-8;encoder=quoted-printable" \
    --form "brief=@$made/brief/briefing.pdf;filename=brief-$number.pdf;type=application/pdf;encoder=base64" \
    --form "book=@$made/briefing.epub;filename=briefing-$number.epub;type=application/epub+zip;encoder=base64"
printf '%s\n' "$number" >.mailed
