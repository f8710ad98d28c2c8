#!/usr/bin/env bash
# What: integers of 24 bits a sample stand the wrong way round in the TIFF files that GDAL writes on a little-endian
#   machine. TIFF 6.0 stores numbers in the byte order of the file; with -co NBITS=24 GDAL puts the highest byte
#   first into little-endian files (II) and last into big-endian ones (MM). It reads its own files right, and a file
#   that follows the specification wrong. Other widths that are no whole words run from the highest bit down in both
#   byte orders.
# Version: GDAL in the npm package gdal3.js 2.8.1 (WebAssembly); seen in Debian's GDAL 3.6.2 as well.
# Seen: 66051 (0x010203) is stored as II 01 02 03 and as MM 03 02 01
# Ends with 0 while that is so, and with 1 once it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund gdal3.js@2.8.1

printf '%s\n' 'ncols 1' 'nrows 1' 'xllcorner 0' 'yllcorner 0' 'cellsize 1' '66051' > in.asc
cat > finding.js <<'JS'
const fs = require('fs');
function firstSample(file) { // the three bytes at StripOffsets of a classic TIFF
  const bytes = fs.readFileSync(file), little = bytes.toString('latin1', 0, 2) === 'II';
  const u16 = at => little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  const u32 = at => little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  for (let i = 0, table = u32(4); i < u16(table); i++) {
    const entry = table + 2 + 12 * i;
    if (u16(entry) === 273) {
      const at = u16(entry + 2) === 3 ? u16(entry + 8) : u32(entry + 8);
      return (little ? 'II' : 'MM') + ' ' + bytes.subarray(at, at + 3).toString('hex').replace(/..(?=.)/g, '$& ');
    }
  }
}
require('gdal3.js/node')({path: 'node_modules/gdal3.js/dist/package', dest: 'out'}).then(async gdal => {
  const make = async order => {
    const data = (await gdal.open('in.asc')).datasets[0];
    const options = ['-of', 'GTiff', '-ot', 'UInt32', '-co', 'NBITS=24', '-co', 'ENDIANNESS=' + order];
    return firstSample((await gdal.gdal_translate(data, options, order)).real);
  };
  const seen = [await make('LITTLE'), await make('BIG')];
  console.log(`66051 (0x010203) is stored as ${seen.join(' and as ')}`);
  process.exit(seen.join() === 'II 01 02 03,MM 03 02 01' ? 0 : 1);
}).catch(failure => { console.error(failure); process.exit(1); });
JS
mkdir out
node finding.js
