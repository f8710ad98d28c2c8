// The figures of an analysis: images in a plane, variances of components, spectra of weights.
const className = label => (label < 0 ? 'no class' : DATA.classes[label]);
const shownClasses = [...new Set(DATA.labels)].sort((a, b) => a - b);
const classColour = label => (label < 0 ? css('--line') : palette()[label % LIGHT.length]);
const classSymbol = label => SYMBOLS[Math.floor(Math.max(0, label) / LIGHT.length) % SYMBOLS.length];

const plane = (encoder, key, name) => figure('planes', encoder.name + ': ' + name, null, () => ({
  note: key === 'pca' ? 'The first two principal components.'
    : 'Neighbours stay near each other; distances between groups mean nothing.',
  height: 420,
  option: {
    tooltip: { trigger: 'item', formatter: p => DATA.images[p.value[2]] + '\n' + className(DATA.labels[p.value[2]]) },
    xAxis: axis(key === 'pca' ? 'component 1' : '', { type: 'value', axisLabel: { show: key === 'pca', color: css('--soft') } }),
    yAxis: upright(key === 'pca' ? 'component 2' : '', { axisLabel: { show: key === 'pca', color: css('--soft') } }),
    series: shownClasses.map(label => ({
      type: 'scatter', name: className(label), symbol: classSymbol(label), symbolSize: 7, color: classColour(label), itemStyle: { opacity: 0.8 },
      data: encoder[key].map((point, i) => [...point, i]).filter(point => DATA.labels[point[2]] === label),
    })),
  },
  head: ['image', 'class', '1', '2'],
  lines: encoder[key].map((point, i) => [DATA.images[i], className(DATA.labels[i]), digits(point[0]), digits(point[1])]),
}));
for (const encoder of DATA.encoders) {
  plane(encoder, 'tsne', 't-SNE');
  plane(encoder, 'pca', 'principal components');
}

figure('spectra', 'Variance of the principal components', null, () => ({
  note: 'Share of the variance along each component, on a logarithmic scale.',
  option: {
    tooltip: { trigger: 'item', formatter: p => p.seriesName + '\ncomponent ' + p.value[0] + ': ' + digits(100 * p.value[1]) + ' %' },
    xAxis: axis('component', { type: 'value', minInterval: 1 }),
    yAxis: upright('share', { type: 'log' }),
    series: DATA.encoders.map((encoder, e) => ({ type: 'line', name: encoder.name, symbol: SYMBOLS[e], color: palette()[e],
      data: encoder.variances.map((share, i) => [i + 1, share]).filter(point => point[1] > 0) })),
  },
  head: ['component', ...DATA.encoders.map(encoder => encoder.name)],
  lines: DATA.encoders[0].variances.map((unused, i) => [i + 1, ...DATA.encoders.map(encoder => digits(encoder.variances[i]))]),
}));

const LAYERS = [['alpha', 'alpha', 'Exponent of the tail of each layer\'s eigenvalues; well trained layers lie between 2 and 6.'],
  ['norm', 'log norm', 'Decimal logarithm of the squared Frobenius norm of each layer.']];
figure('spectra', 'Weights by layer', () => LAYERS.filter(([key]) => DATA.encoders.some(e => e.layers.some(layer => layer[key] !== null))).map(([key, name]) => [key, name]), key => {
  const chosen = LAYERS.find(([k]) => k === key);
  if (chosen === undefined) return null;
  return {
    note: chosen[2],
    option: {
      tooltip: { trigger: 'item', formatter: p => p.seriesName + '\n' + DATA.encoders[p.seriesIndex].layers[p.value[0] - 1].tensor + '\n' + chosen[1] + ' ' + digits(p.value[1]) },
      xAxis: axis('layer, in the order of the model', { type: 'value', minInterval: 1 }),
      yAxis: upright(chosen[1]),
      series: DATA.encoders.map((encoder, e) => ({ type: 'line', name: encoder.name, symbol: SYMBOLS[e], color: palette()[e],
        data: encoder.layers.map((layer, i) => [i + 1, layer[key]]).filter(point => point[1] !== null) })),
    },
    head: ['encoder', 'layer', 'log norm', 'alpha'],
    lines: DATA.encoders.flatMap(encoder => encoder.layers.map(layer => [encoder.name, layer.tensor, digits(layer.norm), digits(layer.alpha)])),
  };
});
nameTheme();
FIGURES.forEach(f => f.refresh());
root.dataset.ready = 'true';
