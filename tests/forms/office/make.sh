#!/bin/sh
# Makes the files of this folder again: the release by LibreOffice and pandoc. Run it here; `release.html` and `bridge.png` are the sources.
set -eu
home=$(mktemp -d)
office() { soffice "-env:UserInstallation=file://$home" --headless --convert-to "$1" --outdir "$home" "$2" > /dev/null 2>&1; }
# LibreOffice only links a picture that is a file.
sed "s|bridge.png|data:image/png;base64,$(base64 -w0 bridge.png)|" release.html > "$home/release.html"
soffice "-env:UserInstallation=file://$home" --headless "--infilter=HTML (StarWriter)" --convert-to "docx:MS Word 2007 XML" --outdir "$home" "$home/release.html" > /dev/null 2>&1
for kind in odt fodt rtf doc; do office "$kind" "$home/release.docx"; done
for kind in odt docx rtf fodt doc; do cp "$home/release.$kind" "libreoffice.$kind"; done
# The picture is there a second time, as a metafile of 70 kB, of which the beginning is enough.
perl -0pi -e 's/(?<=[0-9a-f\n]{100})[0-9a-f\n]{5000,}(?=[0-9a-f\n]*\})//' libreoffice.rtf
for kind in docx odt rtf; do pandoc -s -t "$kind" --resource-path=. -o "pandoc.$kind" release.html; done
rm -r "$home"
