#!/bin/sh
# Makes the workbooks of this folder again with the LibreOffice of this machine (Debian: libreoffice-calc-nogui
# python3-uno): the sample card saved untouched, saved by way of ODS, and typed into. Tests only read the results.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
port=${PORT:-2902}
office() { soffice "-env:UserInstallation=file://$work/profile" --headless "$@"; }

cd "$here/../../../../.."
npx tsx packages/sheets/src/testing/card-fixtures/write-sample.mjs "$work/card.xlsx"

mkdir "$work/xlsx" "$work/ods" "$work/back"
office --convert-to xlsx --outdir "$work/xlsx" "$work/card.xlsx"
office --convert-to ods --outdir "$work/ods" "$work/card.xlsx"
office --convert-to xlsx --outdir "$work/back" "$work/ods/card.ods"
cp "$work/xlsx/card.xlsx" "$here/libreoffice-untouched.xlsx"
cp "$work/back/card.xlsx" "$here/libreoffice-by-way-of-ods.xlsx"

# The office ends itself once the card is saved; it is given some time to begin to listen.
timeout 120 soffice "-env:UserInstallation=file://$work/profile" --headless \
  "--accept=socket,host=127.0.0.1,port=$port;urp;" &
for _ in 1 2 3 4 5 6 7 8 9 10; do
  sleep 2
  if /usr/bin/python3 "$here/edit_card.py" "$work/card.xlsx" "$work/edited.xlsx" "$port" 2>"$work/log"; then break; fi
done
wait
cp "$work/edited.xlsx" "$here/libreoffice-edited.xlsx"
