#!/usr/bin/env bash
# In: page.html. Out: the same page as programs save it: single-file.html, single-file.zip, chromium.mhtml and collection.wacz.
#
# Needs Node.js with npm, Chromium and Python 3 with its venv module. Serves the page on loopback, under an address that ends in its date.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")"
port=18943
work=$(mktemp -d)
trap 'kill "$server"; rm -rf "$work"' EXIT
mkdir -p "$work/2025/03/04"
cp page.html "$work/2025/03/04/vodohin.html"
python3 -m http.server "$port" --bind 127.0.0.1 --directory "$work" >/dev/null 2>&1 &
server=$!
sleep 1
address=http://127.0.0.1:$port/2025/03/04/vodohin.html
browser=$(command -v chromium)
rm -f single-file.html
npx --yes single-file-cli@2.0.83 --browser-executable-path="$browser" --browser-arg=--no-sandbox "$address" single-file.html
rm -f single-file.zip
npx --yes single-file-cli@2.0.83 --browser-executable-path="$browser" --browser-arg=--no-sandbox \
    --compress-content=true --self-extracting-archive=false "$address" single-file.zip
# A frame that the page loaded is in the archive, and not on the list of pages.
cp page.html "$work/frame.html"
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet wacz==0.6.0 warcio==1.8.1
"$work/python/bin/python" - "$address" "http://127.0.0.1:$port/frame.html" "$work" <<'PYTHON'
import json, sys
from warcio.archiveiterator import ArchiveIterator
from warcio.capture_http import capture_http
import requests
address, frame, work = sys.argv[1:]
with capture_http(f"{work}/visit.warc.gz"):
    requests.get(address), requests.get(frame)
with open(f"{work}/visit.warc.gz", "rb") as visit:
    times = {record.rec_headers["WARC-Target-URI"]: record.rec_headers["WARC-Date"] for record in ArchiveIterator(visit) if record.rec_type == "response"}
with open(f"{work}/pages.jsonl", "w") as pages:
    pages.write(json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}) + "\n")
    pages.write(json.dumps({"id": "1", "url": address, "ts": times[address], "title": "page"}) + "\n")
PYTHON
rm -f collection.wacz
"$work/python/bin/wacz" create -f "$work/visit.warc.gz" -p "$work/pages.jsonl" -o collection.wacz
python3 - "$browser" "$address" "$work/profile" <<'PYTHON'
# Asks Chromium for the page as MHTML over its debugging pipe: the command line has no option for it.
import json, os, subprocess, sys
browser, address, profile = sys.argv[1:]
to_browser, from_us = os.pipe()
to_us, from_browser = os.pipe()
def pipes():
    os.dup2(to_browser, 3), os.dup2(from_browser, 4)
    os.set_inheritable(3, True), os.set_inheritable(4, True)
call = [browser, "--headless", "--no-sandbox", "--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank"]
started = subprocess.Popen(call, preexec_fn=pipes, close_fds=False, stderr=subprocess.DEVNULL)
out, answers, number = os.fdopen(from_us, "wb"), os.fdopen(to_us, "rb"), 0
def ask(method, session=None, wait="id", **params):
    global number
    number += 1
    message = {"id": number, "method": method, "params": params, **({"sessionId": session} if session else {})}
    out.write(json.dumps(message).encode() + b"\0"), out.flush()
    text = b""
    while True:
        byte = answers.read(1)
        if byte != b"\0":
            text += byte
            continue
        said, text = json.loads(text), b""
        if (said.get("id") == number) if wait == "id" else (said.get("method") == wait):
            return said.get("result", said)
target = ask("Target.createTarget", url="about:blank")["targetId"]
session = ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
ask("Page.enable", session)
ask("Page.navigate", session, wait="Page.loadEventFired", url=address)
data = ask("Page.captureSnapshot", session, format="mhtml")["data"]
open("chromium.mhtml", "w", newline="").write(data)
ask("Browser.close")
started.wait()
PYTHON
