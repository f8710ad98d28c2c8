#!/usr/bin/env bash
# What: gdal_translate carries NBITS of its input over to the output. A file of 15 bits a sample that some
#   reader refuses is not mended by "convert it with gdal_translate -co COMPRESS=DEFLATE": the new file has
#   15 bits again. Only -co NBITS=16 makes 16 of them.
# Version: GDAL in the npm package gdal3.js 2.8.1 (WebAssembly); seen in Debian's GDAL 3.6.2 as well.
# Seen: BitsPerSample 15, after -co COMPRESS=DEFLATE 15, after -co NBITS=16 16
# Ends with 0 while that is so, and with 1 once it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund gdal3.js@2.8.1

printf '%s\n' 'ncols 4' 'nrows 1' 'xllcorner 0' 'yllcorner 0' 'cellsize 1' '1 2 3 30000' > in.asc
cat > finding.js <<'JS'
const fs = require('fs');
function bitsPerSample(file) { // little-endian classic TIFF, tag 258
  const bytes = fs.readFileSync(file), table = bytes.readUInt32LE(4);
  for (let i = 0; i < bytes.readUInt16LE(table); i++) {
    const entry = table + 2 + 12 * i;
    if (bytes.readUInt16LE(entry) === 258) return bytes.readUInt16LE(entry + 8);
  }
}
require('gdal3.js/node')({path: 'node_modules/gdal3.js/dist/package', dest: 'out'}).then(async gdal => {
  const make = async (input, name, type, ...options) => {
    const data = (await gdal.open(input)).datasets[0];
    return gdal.gdal_translate(data, ['-of', 'GTiff', ...type, ...options.flatMap(option => ['-co', option])], name);
  };
  const first = await make('in.asc', 'first', ['-ot', 'UInt16'], 'NBITS=15');
  const deflated = await make(first.local, 'deflated', [], 'COMPRESS=DEFLATE');
  const widened = await make(first.local, 'widened', [], 'NBITS=16');
  const bits = [first, deflated, widened].map(file => bitsPerSample(file.real));
  console.log(`BitsPerSample ${bits[0]}, after -co COMPRESS=DEFLATE ${bits[1]}, after -co NBITS=16 ${bits[2]}`);
  process.exit(bits.join() === '15,15,16' ? 0 : 1);
}).catch(failure => { console.error(failure); process.exit(1); });
JS
mkdir out
node finding.js
