#!/usr/bin/env bash
# In: page.html. Out: the same page as programs save it: single-file.html and chromium.mhtml.
#
# Needs Node.js with npm, Chromium and Python 3. Serves the page on loopback, under an address that ends in its date.
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
