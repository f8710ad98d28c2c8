// The column of the charts.
columnSelect.append(...DATA.columns.map((c, i) => make('option', { value: String(i) }, c.label + ': ' + c.metric)));
columnSelect.addEventListener('change', () => FIGURES.forEach(f => f.refresh()));

drawWhiskers();
nameTheme();
FIGURES.forEach(f => f.refresh());
root.dataset.ready = 'true';
