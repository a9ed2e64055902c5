#!/bin/sh
# Makes the files of this folder again: the release by LibreOffice and pandoc. Run it here; `release.html` and `bridge.png` are the sources.
set -eu
home=$(mktemp -d)
office() { soffice "-env:UserInstallation=file://$home" --headless --convert-to "$1" --outdir "$home" "$2" > /dev/null 2>&1; }
soffice "-env:UserInstallation=file://$home" --headless "--infilter=HTML (StarWriter)" --convert-to odt:writer8 --outdir "$home" release.html > /dev/null 2>&1
for kind in docx fodt rtf doc; do office "$kind" "$home/release.odt"; done
for kind in odt docx rtf fodt; do cp "$home/release.$kind" "libreoffice.$kind"; done
cp "$home/release.doc" libreoffice.doc
# The picture is there a second time, as a metafile of 70 kB, of which the beginning is enough.
perl -0pi -e 's/(?<=[0-9a-f\n]{100})[0-9a-f\n]{5000,}(?=[0-9a-f\n]*\})//' libreoffice.rtf
for kind in docx odt rtf; do pandoc -s -t "$kind" --resource-path=. -o "pandoc.$kind" release.html; done
rm -r "$home"
