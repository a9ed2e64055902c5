#!/bin/sh
# Makes the books of this folder again: the newspaper by calibre and by pandoc. Run it here; `news.recipe` and `pages` are the sources.
set -eu
PAGES=$(pwd)/pages QT_QPA_PLATFORM=offscreen ebook-convert news.recipe calibre.epub --no-default-epub-cover --output-profile=default > /dev/null
pandoc -f html -t epub3 --resource-path=pages --metadata title="Степовий вісник" --metadata author="Ія Лан" --metadata date=2024-05-07 \
  --metadata publisher="Видавництво Степ" --metadata lang=uk -o pandoc.epub pages/bridge.html pages/library.html pages/concert.html
