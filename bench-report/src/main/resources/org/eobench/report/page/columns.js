// The column that the charts show.
const columnSelect = document.getElementById('column');
const at = () => Number(columnSelect.value);
const column = () => DATA.columns[at()];
const cellsOf = () => DATA.rows.filter(row => row.cells[at()] !== null).map(row => ({ row, cell: row.cells[at()] }));
const runsOf = cell => cell.runs.map(i => DATA.runs[i]);
// The methods of a chart with a line or bar for each: the best ones, and the floors.
const fewRows = () => {
  const all = cellsOf().filter(({ cell }) => cell.runs.length > 0);
  const methods = all.filter(({ row }) => !isFloor(row));
  methods.sort((a, b) => (better(a.cell.mean, b.cell.mean, column()) ? -1 : 1));
  const floors = all.filter(({ row }) => isFloor(row));
  const kept = methods.slice(0, Math.max(1, MOST_SERIES - floors.length));
  return { rows: [...kept, ...floors], all: methods.length, shown: kept.length };
};
const limited = few => (few.shown < few.all ? ' The best ' + few.shown + ' of ' + few.all + ' methods.' : '');

// Horizontal marks with intervals; items are {name, value, low, high, colour}.
const whiskerChart = (items, label, show, place) => {
  const names = namesAxis(items.map(i => i.name), place);
  return {
  height: 70 + 26 * items.length,
  option: {
    legend: null,
    grid: { left: names.left, right: 24, top: 10, bottom: 48 },
    tooltip: { trigger: 'item', formatter: p => items[p.dataIndex].name + '\n' + show(items[p.dataIndex]) },
    xAxis: axis(label, { type: 'value' }),
    yAxis: names.axis,
    series: [
      { type: 'custom', silent: true, encode: { x: [1, 2], y: 0 },
        data: items.map((item, i) => [i, item.low, item.high]),
        renderItem: (params, api) => {
          const low = api.coord([api.value(1), api.value(0)]);
          const high = api.coord([api.value(2), api.value(0)]);
          if (Number.isNaN(api.value(1))) return null;
          return { type: 'line', shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] },
            style: { stroke: items[params.dataIndex].colour, lineWidth: 2 } };
        } },
      { type: 'scatter', symbolSize: 9, data: items.map((item, i) => ({ value: [item.value, i], itemStyle: { color: item.colour } })) },
    ],
  },
  };
};
