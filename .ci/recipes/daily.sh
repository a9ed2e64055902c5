#!/usr/bin/env bash
# In: a project's folder (the first argument, else the one that holds this file), with `[fetch]` in its litopys.toml and litopys on
# the PATH. Out: the pages of today, an edition of them if anything is new, and the site with all editions. With `.stamp.env` and stamp.sh
# beside this file the editions get a stamp of time, with `.mail.env` and mail.sh the newest one is mailed.
#
# Exit code 0: done, also where nothing is new. Anything else: that step failed, and what was published stands as it was. A run that
# was cut off at any moment is made good by the next.
set -eu
beside=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "${1:-$beside}"

# well CODE COMMAND...: runs a step; this exit code counts as done, too.
well() {
    local also=$1 code=0
    shift
    "$@" || code=$?
    [ "$code" = 0 ] || [ "$code" = "$also" ] || exit "$code"
}

well 3 litopys fetch                     # 3: some pages could not be had today, the others are there
well 4 litopys build --record --if-new   # 4: nothing is new
litopys site
[ ! -e .stamp.env ] || bash "$beside/stamp.sh" "$PWD"
[ ! -e .mail.env ] || bash "$beside/mail.sh" "$PWD"
