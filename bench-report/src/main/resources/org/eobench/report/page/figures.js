// The figures of one column.
const axisName = () => column().metric + (column().percent ? ' %' : column().quantity ? ' [' + column().quantity + ']' : '');
const seen = value => (value === null ? NaN : value * column().scale);

figure('column-figures', 'Scores with intervals', null, (unused, place) => {
  const cells = cellsOf().sort((a, b) => (better(a.cell.mean, b.cell.mean, column()) ? -1 : 1));
  const items = cells.map(({ row, cell }) => ({ name: row.label, value: seen(cell.mean), low: seen(cell.low), high: seen(cell.high),
    colour: isFloor(row) ? css('--soft') : css('--accent'), cell }));
  return { ...whiskerChart(items, axisName(), i => score(i.cell.mean, column()) + '  [' + score(i.cell.low, column()) + ', ' + score(i.cell.high, column()) + ']', place),
    note: column().legend + '. Floors are grey; lines are 95 % intervals.',
    head: ['method', 'mean', 'low', 'high', 'n'],
    lines: cells.map(({ row, cell }) => [row.label, ...[cell.mean, cell.low, cell.high].map(v => score(v, column())), cell.n]) };
});

const COSTS = [['parameters', 'parameters'], ['multiplyAdds', 'multiply-adds of an image'], ['imagesPerSecond', 'images per second'], ['memoryMb', 'memory, MiB'], ['hours', 'hours of a run']];
figure('column-figures', 'Score against cost', () => COSTS.filter(([key]) => DATA.rows.some(row => row.cost && row.cost[key] > 0)), key => {
  const cells = cellsOf().filter(({ row }) => row.cost && row.cost[key] > 0);
  if (cells.length < 2) return null;
  const name = COSTS.find(([k]) => k === key)[1];
  const spent = cells.map(({ row }) => row.cost[key]);
  const wide = Math.max(...spent) > 3 * Math.min(...spent);
  return {
    note: 'One mark for each method' + (DATA.machines > 1 ? '; the runs took place on ' + DATA.machines + ' kinds of machines, so times cannot be compared.' : '.'),
    option: {
      legend: null,
      grid: { left: 12, right: 60, top: 40, bottom: 48, containLabel: true },
      tooltip: { trigger: 'item', formatter: p => cells[p.dataIndex].row.label + '\n' + axisName() + ' ' + score(cells[p.dataIndex].cell.mean, column()) + '\n' + name + ' ' + large(cells[p.dataIndex].row.cost[key]) },
      xAxis: axis(name, { type: wide ? 'log' : 'value', axisLabel: { color: css('--soft'), formatter: large, hideOverlap: true } }),
      yAxis: upright(axisName()),
      series: [{ type: 'scatter', symbolSize: 11, labelLayout: { hideOverlap: true },
        label: { show: true, position: 'top', color: css('--ink'), formatter: p => cells[p.dataIndex].row.label, width: 140, overflow: 'truncate' },
        data: cells.map(({ row, cell }) => ({ value: [row.cost[key], seen(cell.mean)], symbol: symbolOf(row), itemStyle: { color: isFloor(row) ? css('--soft') : colourOf(row) } })) }],
    },
    head: ['method', name, axisName()],
    lines: cells.map(({ row, cell }) => [row.label, large(row.cost[key]), score(cell.mean, column())]),
  };
});

figure('column-figures', 'Learning curves', () => [['val', 'validation ' + column().metric], ['loss', 'training loss']], kind => {
  const few = fewRows();
  const lines = [];
  for (const { row, cell } of few.rows) {
    for (const run of runsOf(cell)) {
      const curve = run[kind === 'val' ? 'curve' : 'loss'];
      if (curve && curve.length > 1) lines.push({ row, run, curve });
    }
  }
  if (lines.length === 0 && kind === 'val' && !cellsOf().some(({ cell }) => runsOf(cell).some(run => run.loss && run.loss.length > 1))) return null;
  const shown = kind === 'val' ? seen : v => v;
  return {
    note: 'One line for each run; runs of one method share a colour.' + limited(few)
      + (DATA.cutLogs ? ' Curves may be too short: ' + DATA.cutLogs + (DATA.cutLogs === 1 ? ' metrics.jsonl lacks' : ' files metrics.jsonl lack') + ' lines.' : ''),
    option: {
      tooltip: { trigger: 'item', formatter: p => p.seriesName + ', seed ' + lines[p.seriesIndex].run.seed + '\nepoch ' + p.value[0] + ': ' + digits(p.value[1]) },
      xAxis: axis('epoch', { type: 'value', minInterval: 1 }),
      yAxis: upright(kind === 'val' ? axisName() : 'loss'),
      series: lines.map(line => ({ type: 'line', name: line.row.label, symbol: symbolOf(line.row), symbolSize: 6, showSymbol: line.curve.length < 30,
        lineStyle: { width: 1.6, type: isFloor(line.row) ? 'dashed' : 'solid' }, color: colourOf(line.row), data: line.curve.map(([e, v]) => [e, shown(v)]) })),
    },
    head: ['run', 'first', 'best', 'last', 'epochs'],
    lines: lines.map(line => {
      const values = line.curve.map(([, v]) => v).filter(v => v !== null);
      const best = values.reduce((a, b) => (kind === 'loss' ? Math.min(a, b) : better(b, a, column()) ? b : a));
      const show = v => (kind === 'val' ? score(v, column()) : digits(v));
      return [line.row.label + ', seed ' + line.run.seed, show(values[0]), show(best), show(values[values.length - 1]), line.curve[line.curve.length - 1][0]];
    }),
  };
});

const classColumns = () => {
  const run = cellsOf().flatMap(({ cell }) => runsOf(cell)).find(r => r.classes);
  return run ? run.classes.columns.map((name, i) => [String(i), textOf(name)]) : [];
};
figure('column-figures', 'Scores by class', classColumns, (key, place) => {
  const few = fewRows();
  const bars = few.rows.map(({ row, cell }) => ({ row, runs: runsOf(cell).filter(run => run.classes) })).filter(bar => bar.runs.length > 0);
  if (bars.length === 0 || key === '') return null;
  const index = Number(key);
  const first = bars[0].runs[0].classes;
  const names = first.rows.map(r => textOf(r[0]));
  if (names.length < 2) return null;
  const percent = first.fractions[index];
  const value = (bar, k) => {
    const values = bar.runs.map(run => run.classes.rows[k]).filter(r => r && r[2][index] !== null).map(r => r[2][index]);
    return values.length === 0 ? null : (percent ? 100 : 1) * mean(values);
  };
  const show = v => (v === null ? '–' : percent ? v.toFixed(2) : digits(v));
  const axisOfNames = namesAxis(names, place);
  return {
    height: 110 + names.length * (bars.length * 9 + 14),
    note: 'Means over the runs of a method.' + limited(few),
    option: {
      tooltip: { trigger: 'item', formatter: p => p.seriesName + '\n' + names[p.dataIndex] + ': ' + show(p.value) },
      grid: { left: axisOfNames.left, right: 20, top: 10, bottom: 80 },
      xAxis: axis(textOf(first.columns[index]) + (percent ? ' %' : ''), { type: 'value', scale: false }),
      yAxis: axisOfNames.axis,
      series: bars.map(bar => ({ type: 'bar', name: bar.row.label, color: colourOf(bar.row), barGap: '10%', barCategoryGap: '25%',
        itemStyle: { opacity: isFloor(bar.row) ? 0.65 : 1 }, data: names.map((n, k) => value(bar, k)) })),
    },
    head: ['class', ...bars.map(bar => bar.row.label)],
    lines: names.map((name, k) => [name, ...bars.map(bar => show(value(bar, k)))]),
  };
});

const confusionRuns = () => cellsOf().flatMap(({ row, cell }) => cell.runs.filter(i => DATA.runs[i].confusion)
  .map(i => [String(i), row.label + ', seed ' + DATA.runs[i].seed]));
figure('column-figures', 'Confusion matrix', confusionRuns, (key, place) => {
  const run = DATA.runs[Number(key)];
  if (key === '' || !run || !run.confusion) return null;
  const names = run.classNames.map(textOf);
  const k = names.length;
  const actual = names.map((n, t) => names.reduce((sum, m, p) => sum + run.confusion[p * k + t], 0));
  const share = (p, t) => (actual[t] === 0 ? null : 100 * run.confusion[p * k + t] / actual[t]);
  const axisOfNames = namesAxis(names, place);
  const data = [];
  for (let p = 0; p < k; p++) {
    for (let t = 0; t < k; t++) data.push({ value: [p, t, share(p, t)], label: { color: share(p, t) > 55 ? css('--paper') : css('--ink') } });
  }
  return {
    height: 150 + Math.max(4, k) * 30,
    note: 'Share of the pixels or images of a true class (row) that were predicted as a class (column), in percent.',
    option: {
      legend: null,
      grid: { left: axisOfNames.left, right: 12, top: 10, bottom: 56 },
      tooltip: { trigger: 'item', formatter: p => 'true ' + names[p.value[1]] + '\npredicted ' + names[p.value[0]] + '\n' + (p.value[2] === null ? 'none' : p.value[2].toFixed(1) + ' %') + ' (' + run.confusion[p.value[0] * k + p.value[1]] + ')' },
      xAxis: axis('predicted', { type: 'category', data: names, splitLine: { show: false }, nameGap: 34, axisLabel: { color: css('--ink'), width: 70, overflow: 'truncate', interval: 0 } }),
      yAxis: axisOfNames.axis,
      visualMap: { show: false, min: 0, max: 100, inRange: { color: isDark() ? ['#1c2227', '#1f5f6b', '#56b4e9'] : ['#f4f6f7', '#9cc7e3', '#0072b2'] } },
      series: [{ type: 'heatmap', data, itemStyle: { borderColor: css('--paper'), borderWidth: 2 } ,
        label: { show: k <= 12, formatter: p => (p.value[2] === null ? '' : p.value[2].toFixed(0)) } }],
    },
    head: ['true class', ...names, 'all'],
    lines: names.map((name, t) => [name, ...names.map((n, p) => run.confusion[p * k + t]), actual[t]]),
  };
});

figure('column-figures', 'Reliability', null, () => {
  const few = fewRows();
  const lines = few.rows.map(({ row, cell }) => {
    const runs = runsOf(cell).filter(run => run.reliability);
    if (runs.length === 0) return null;
    const bins = runs[0].reliability.map((unused, b) => {
      const own = runs.map(run => run.reliability[b]).filter(bin => bin && bin[0] > 0);
      const count = own.reduce((sum, bin) => sum + bin[0], 0);
      return count === 0 ? null : [own.reduce((s, bin) => s + bin[0] * bin[1], 0) / count, own.reduce((s, bin) => s + bin[0] * bin[2], 0) / count, count];
    }).filter(bin => bin !== null);
    return { row, bins };
  }).filter(line => line !== null);
  if (lines.length === 0) return null;
  return {
    note: 'Accuracy of the predictions by their confidence. On the dashed line, a method is right as often as it says; below it, it is too sure.' + limited(few),
    option: {
      tooltip: { trigger: 'item', formatter: p => (p.seriesIndex === 0 ? 'perfectly calibrated' : p.seriesName + '\nconfidence ' + p.value[0].toFixed(3) + '\naccuracy ' + p.value[1].toFixed(3)) },
      legend: { data: lines.map(line => line.row.label) },
      xAxis: axis('confidence', { type: 'value', min: 0, max: 1, scale: false }),
      yAxis: upright('accuracy', { min: 0, max: 1, scale: false }),
      series: [{ type: 'line', silent: true, symbol: 'none', lineStyle: { type: 'dashed', color: css('--soft'), width: 1 }, data: [[0, 0], [1, 1]] },
        ...lines.map(line => ({ type: 'line', name: line.row.label, color: colourOf(line.row), symbol: symbolOf(line.row), symbolSize: 7,
          lineStyle: { width: 1.6, type: isFloor(line.row) ? 'dashed' : 'solid' }, data: line.bins.map(([c, a]) => [c, a]) }))],
    },
    head: ['method', 'confidence', 'accuracy', 'predictions'],
    lines: lines.flatMap(line => line.bins.map(bin => [line.row.label, bin[0].toFixed(3), bin[1].toFixed(3), bin[2]])),
  };
});

// Columns that differ from the selected one in the share of training images only.
figure('column-figures', 'Few labels', null, () => {
  const key = DATA.columnKeys.findIndex(name => name.startsWith('dataset.subset.'));
  if (key < 0) return null;
  const same = DATA.columns.map((c, i) => ({ c, i })).filter(({ c }) => c.metric === column().metric
    && c.values.every((value, k) => k === key || value === column().values[k]));
  const whole = DATA.columnKeys[key].endsWith('fraction') ? 1 : null;
  const points = same.map(({ c, i }) => ({ x: Number(c.values[key]) || whole, i })).filter(p => p.x !== null).sort((a, b) => a.x - b.x);
  if (points.length < 2) return null;
  const few = fewRows();
  const lines = few.rows.map(({ row }) => ({ row, at: points.filter(p => row.cells[p.i] !== null).map(p => ({ x: p.x, cell: row.cells[p.i] })) }));
  const name = DATA.columnKeys[key] === 'dataset.subset.fraction' ? 'share of the training images' : DATA.columnKeys[key];
  return {
    note: 'Scores of columns that differ in the training images only.' + limited(few),
    option: {
      tooltip: { trigger: 'item', formatter: p => p.seriesName + '\n' + p.value[0] + ': ' + digits(p.value[1]) },
      xAxis: axis(name, { type: 'log' }),
      yAxis: upright(axisName()),
      series: lines.map(line => ({ type: 'line', name: line.row.label, color: colourOf(line.row), symbol: symbolOf(line.row), symbolSize: 8,
        lineStyle: { type: isFloor(line.row) ? 'dashed' : 'solid' }, data: line.at.map(p => [p.x, seen(p.cell.mean)]) })),
    },
    head: ['method', ...points.map(p => String(p.x))],
    lines: lines.map(line => [line.row.label, ...points.map(p => (line.row.cells[p.i] === null ? '–' : score(line.row.cells[p.i].mean, column())))]),
  };
});

// Stored embeddings of an encoder; the encoder itself, which stores none, is a line.
figure('column-figures', 'Score against the bytes of an embedding', null, () => {
  const curves = DATA.compressions.filter(curve => curve.column === at());
  if (curves.length === 0) return null;
  const stored = curve => curve.points.filter(p => p.bytes !== null);
  const itself = curves.flatMap(curve => curve.points.filter(p => p.bytes === null).map(p => seen(p.mean)));
  const name = point => point.format + (point.width > 0 ? ' × ' + point.width : '');
  return {
    note: 'Formats of stored embeddings. A dashed line is the encoder itself.',
    option: {
      grid: { left: 12, right: 40, top: 40, bottom: 64, containLabel: true },
      tooltip: { trigger: 'item', formatter: p => p.seriesName + '\n' + p.name + '\n' + axisName() + ' ' + p.value[1].toFixed(2) },
      xAxis: axis('bytes of an embedding', { type: 'log', axisLabel: { color: css('--soft'), formatter: large, hideOverlap: true } }),
      // A line alone does not widen the axis.
      yAxis: upright(axisName(), { min: v => Math.floor(Math.min(v.min, ...itself)), max: v => Math.ceil(Math.max(v.max, ...itself)) }),
      series: curves.map((curve, i) => ({ type: 'line', name: curve.encoder, color: palette()[i % palette().length], symbol: SYMBOLS[i % SYMBOLS.length], symbolSize: 8,
        label: { show: true, position: 'top', color: css('--ink'), formatter: p => p.name }, labelLayout: { hideOverlap: true },
        data: stored(curve).map(p => ({ name: name(p), value: [p.bytes, seen(p.mean)] })),
        markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { type: 'dashed', color: palette()[i % palette().length] },
          data: curve.points.filter(p => p.bytes === null).map(p => ({ yAxis: seen(p.mean) })) } })),
    },
    head: ['encoder', 'format', 'bytes', axisName()],
    lines: curves.flatMap(curve => curve.points.map(p => [curve.encoder, name(p), p.bytes === null ? '–' : large(p.bytes), score(p.mean, column())])),
  };
});

// Runs of the column with the results of a later test.
const testedRuns = key => () => cellsOf().flatMap(({ row, cell }) => cell.runs.filter(i => DATA.runs[i][key])
  .map(i => [String(i), row.label + ', seed ' + DATA.runs[i].seed]));

figure('column-figures', 'Reliability after calibration', testedRuns('calibration'), key => {
  if (key === '') return null;
  const models = DATA.runs[Number(key)].calibration.map((model, i) => ({ ...model, label: model.name + ' (T ' + digits(model.temperature) + ')', colour: palette()[i % palette().length], symbol: SYMBOLS[i % SYMBOLS.length] }));
  return {
    note: 'Accuracy on the test split by confidence, before and after all logits are divided by a temperature T, which is fitted to the validation split.',
    option: {
      tooltip: { trigger: 'item', formatter: p => (p.seriesIndex === 0 ? 'perfectly calibrated' : p.seriesName + '\nconfidence ' + p.value[0].toFixed(3) + '\naccuracy ' + p.value[1].toFixed(3)) },
      legend: { data: models.map(model => model.label) },
      xAxis: axis('confidence', { type: 'value', min: 0, max: 1, scale: false }),
      yAxis: upright('accuracy', { min: 0, max: 1, scale: false }),
      series: [{ type: 'line', silent: true, symbol: 'none', lineStyle: { type: 'dashed', color: css('--soft'), width: 1 }, data: [[0, 0], [1, 1]] },
        ...models.map(model => ({ type: 'line', name: model.label, color: model.colour, symbol: model.symbol, symbolSize: 7, lineStyle: { width: 1.6 },
          data: model.bins.map(([n, c, a]) => [c, a]) }))],
    },
    head: ['model', 'confidence', 'accuracy', 'predictions'],
    lines: models.flatMap(model => model.bins.map(([n, c, a]) => [model.label, c.toFixed(3), a.toFixed(3), n])),
  };
});

figure('column-figures', 'Robustness', testedRuns('robustness'), key => {
  if (key === '') return null;
  const report = DATA.runs[Number(key)].robustness;
  // The metric can be another one than that of the column.
  const own = report.metric === column().metric;
  const shown = value => (value === null ? null : own ? seen(value) : value);
  const show = value => (own ? score(value, column()) : digits(value));
  const name = own ? axisName() : report.metric;
  const severities = [...new Set(report.rows.flatMap(row => row.points.map(([s]) => s)))].sort((a, b) => a - b);
  const at = (row, severity) => row.points.find(([s]) => s === severity);
  return {
    height: 420,
    note: 'Scores under corrupted test images; severity 0 is the clean score.',
    option: {
      tooltip: { trigger: 'item', formatter: p => p.seriesName + '\nseverity ' + p.value[0] + ': ' + digits(p.value[1]) },
      xAxis: axis('severity', { type: 'value', min: 0, max: Math.max(...severities), interval: 1, scale: false }),
      yAxis: upright(name),
      series: report.rows.map((row, i) => ({ type: 'line', name: row.name, color: palette()[i % palette().length], symbol: SYMBOLS[Math.floor(i / palette().length) % SYMBOLS.length], symbolSize: 7,
        lineStyle: { width: 1.6, type: i < palette().length ? 'solid' : 'dashed' }, data: [[0, shown(report.clean)], ...row.points.map(([s, v]) => [s, shown(v)])] })),
    },
    head: ['corruption', 'clean', ...severities.map(s => 'severity ' + s), 'mean drop %', 'strength'],
    lines: report.rows.map(row => [row.name, show(report.clean), ...severities.map(s => (at(row, s) ? show(at(row, s)[1]) : '–')), row.drop === null ? '–' : (100 * row.drop).toFixed(1), row.measure]),
  };
});
