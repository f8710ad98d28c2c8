// The figures over all columns.
const placed = DATA.rows.filter(row => row.standing !== null);

// Demsar's critical-difference diagram: methods on an axis of mean ranks, bars join those that
// cannot be told apart.
figure('rank-figures', 'Critical differences of mean ranks', null, (unused, place) => {
  if (DATA.nemenyi === null || placed.length < 3) return null;
  const n = placed.length;
  const margin = Math.min(190, 0.34 * place.clientWidth);
  const half = Math.ceil(n / 2);
  const letters = [...new Set(placed.flatMap(row => row.standing.letters.match(/[a-z]\d*/g) || []))];
  const bars = letters.map(letter => placed.filter(row => (row.standing.letters.match(/[a-z]\d*/g) || []).includes(letter)))
    .filter(group => group.length > 1)
    .map(group => group.map(row => row.standing.rank)).map(ranks => [Math.min(...ranks), Math.max(...ranks)]);
  const depth = 0.5 + 0.4 * bars.length;
  const drop = i => -(depth + 0.9 * (i < half ? i : n - 1 - i) + 0.6);
  const end = i => (i < half ? 0.8 : n + 0.2);
  const labels = placed.map((row, i) => ({ value: [end(i), drop(i)], name: row.label,
    label: { show: true, position: i < half ? 'left' : 'right', formatter: () => row.standing.rank.toFixed(2) + '  ' + row.label, color: css('--ink'), width: margin - 12, overflow: 'truncate' } }));
  const line = (data, width, colour) => ({ type: 'line', silent: true, symbol: 'none', lineStyle: { width, color: colour, cap: 'round' }, data });
  return {
    height: 110 + 34 * (half + bars.length * 0.5),
    note: 'Rank 1 is the best. Bars join methods that Nemenyi’s test (5 %) cannot tell apart over ' + DATA.nemenyi.datasets + ' data sets; critical difference ' + DATA.nemenyi.difference.toFixed(2) + '.',
    option: {
      legend: null,
      grid: { left: margin, right: margin, top: 40, bottom: 8 },
      tooltip: { show: false },
      xAxis: axis('', { type: 'value', min: 1, max: n, scale: false, interval: 1, position: 'top', axisLine: { onZero: false, lineStyle: { color: css('--soft') } }, axisTick: { show: true }, splitLine: { show: false } }),
      yAxis: { type: 'value', show: false, max: 0, min: -(depth + 0.9 * half + 0.6) },
      series: [
        ...placed.map((row, i) => line([[row.standing.rank, 0], [row.standing.rank, drop(i)], [i < half ? 1 : n, drop(i)]], 1.2, css('--soft'))),
        ...bars.map(([low, high], i) => line([[low - 0.04, -(0.45 + 0.4 * i)], [high + 0.04, -(0.45 + 0.4 * i)]], 5, css('--accent'))),
        { type: 'scatter', silent: true, symbolSize: 0.01, clip: false, data: labels.map((l, i) => ({ ...l, value: [i < half ? 1 : n, drop(i)] })) },
      ],
    },
    head: ['method', 'mean rank', 'groups'],
    lines: placed.map(row => [row.label, row.standing.rank.toFixed(2), row.standing.letters]),
  };
}, true);

const whiskers = (value, low, high, label, note, place) => {
  const rows = placed.filter(row => row.standing[value] !== null);
  if (rows.length < 2) return null;
  const items = rows.map(row => ({ name: row.label, value: row.standing[value],
    low: row.standing[low] === null ? NaN : row.standing[low], high: row.standing[high] === null ? NaN : row.standing[high], colour: css('--accent') }));
  const two = v => (Number.isNaN(v) ? '–' : v.toFixed(2));
  return { ...whiskerChart(items, label, i => two(i.value) + '  [' + two(i.low) + ', ' + two(i.high) + ']', place), note,
    head: ['method', label, 'low', 'high'], lines: items.map(i => [i.name, two(i.value), two(i.low), two(i.high)]) };
};
figure('rank-figures', 'Mean ranks', null, (unused, place) => whiskers('rank', 'rankLow', 'rankHigh', 'mean rank',
  'Mean over the columns; 95 % intervals by drawing seeds again, where every cell has several.', place));
figure('rank-figures', 'Interquartile means of scaled scores', null, (unused, place) => whiskers('iqm', 'iqmLow', 'iqmHigh', 'IQM',
  'In every column the worst method is 0 and the best 1, as in GEO-Bench-2; 95 % intervals by drawing seeds again.', place));
