#!/usr/bin/env bash
# What: GDAL writes float32 with ENDIANNESS=BIG and PREDICTOR=3 on a little-endian machine without an
#   error, and reads other numbers back. The same grid with ENDIANNESS=LITTLE comes back exactly.
# Version: GDAL in the npm package gdal3.js 2.8.1 (WebAssembly); seen in Debian's GDAL 3.6.2 as well.
# Seen: LITTLE: 1.5 2.25 -3 100000 | BIG: 6.89e-41 5.83e-42 2.32e-41 7.42e-39
# Ends with 0 while that is so, and with 1 once GDAL reads back what it wrote.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund gdal3.js@2.8.1

printf '%s\n' 'ncols 4' 'nrows 1' 'xllcorner 0' 'yllcorner 0' 'cellsize 1' '1.5 2.25 -3 100000' > in.asc
cat > finding.js <<'JS'
const fs = require('fs');
require('gdal3.js/node')({path: 'node_modules/gdal3.js/dist/package', dest: 'out'}).then(async gdal => {
  const values = {};
  for (const order of ['LITTLE', 'BIG']) {
    const grid = (await gdal.open('in.asc')).datasets[0];
    const tiff = await gdal.gdal_translate(grid, ['-of', 'GTiff', '-ot', 'Float32', '-co', 'COMPRESS=DEFLATE',
      '-co', 'PREDICTOR=3', '-co', 'ENDIANNESS=' + order], order);
    const again = (await gdal.open(tiff.local)).datasets[0];
    const text = await gdal.gdal_translate(again, ['-of', 'XYZ'], order + '_text');
    values[order] = fs.readFileSync(text.real, 'utf8').trim().split('\n').map(line => Number(line.split(' ')[2]));
    console.log(order + ': ' + values[order].join(' '));
  }
  const right = [1.5, 2.25, -3, 100000];
  const same = a => a.every((value, i) => value === right[i]);
  process.exit(same(values.LITTLE) && !same(values.BIG) ? 0 : 1);
}).catch(failure => { console.error(failure); process.exit(1); });
JS
mkdir out
node finding.js
