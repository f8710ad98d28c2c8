#!/usr/bin/env bash
# What: GDAL reads the nodata text "1.#IND", which the C library of Windows prints for a NaN, as the number 1, and
#   "none" as 0, without a word: pixels that hold 1, or 0, become no data. "-1.#IND" and "1.#QNAN" are read as NaN.
# Version: GDAL in the npm package gdal3.js 2.8.1 (WebAssembly); seen in Debian's GDAL 3.6.2 as well.
# Seen: 1.#QNAN: NaN, -1.#IND: NaN, 1.#IND: 1, none: 0
# Ends with 0 while that is so, and with 1 once it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund gdal3.js@2.8.1

cat > finding.js <<'JS'
const fs = require('fs');
function tiff(nodata) { // one float32 pixel and GDAL's tag 42113
  const text = Buffer.from(nodata.padEnd(7, ' ') + '\0', 'latin1'), tags = [
    [256, 4, 1, 1], [257, 4, 1, 1], [258, 3, 1, 32], [259, 3, 1, 1], [262, 3, 1, 1], [273, 4, 1, 8],
    [277, 3, 1, 1], [278, 4, 1, 1], [279, 4, 1, 4], [339, 3, 1, 3], [42113, 2, 8, 12]];
  const table = Buffer.alloc(2 + 12 * tags.length + 4);
  table.writeUInt16LE(tags.length);
  tags.forEach(([tag, type, count, value], i) => {
    table.writeUInt16LE(tag, 2 + 12 * i);
    table.writeUInt16LE(type, 4 + 12 * i);
    table.writeUInt32LE(count, 6 + 12 * i);
    table.writeUInt32LE(value, 10 + 12 * i);
  });
  const head = Buffer.from([0x49, 0x49, 42, 0, 20, 0, 0, 0, 0, 0, 128, 63]);
  return Buffer.concat([head, text, table]);
}
require('gdal3.js/node')({path: 'node_modules/gdal3.js/dist/package', dest: 'out'}).then(async gdal => {
  const seen = [];
  for (const text of ['1.#QNAN', '-1.#IND', '1.#IND', 'none']) {
    fs.writeFileSync('in.tif', tiff(text));
    const info = await gdal.gdalinfo((await gdal.open('in.tif')).datasets[0]);
    seen.push(`${text}: ${info.bands[0].noDataValue}`);
  }
  console.log(seen.join(', '));
  process.exit(seen.join(', ') === '1.#QNAN: NaN, -1.#IND: NaN, 1.#IND: 1, none: 0' ? 0 : 1);
}).catch(failure => { console.error(failure); process.exit(1); });
JS
mkdir out
node finding.js
