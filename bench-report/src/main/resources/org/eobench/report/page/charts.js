// What all charts share: colours, a frame with a caption, and the numbers as a table.
// Okabe and Ito's colours, which people with colour vision deficiencies can tell apart.
const LIGHT = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#8c6d00', '#3f8fbf', '#5b4b8a', '#555555'];
const DARK = ['#56b4e9', '#ff9a4d', '#2fc99b', '#e59cc4', '#f0e442', '#9ad0f0', '#b7a6e6', '#c0c0c0'];
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle', 'emptyDiamond'];
const MOST_SERIES = 8;

const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
};
const palette = () => (isDark() ? DARK : LIGHT);
const colourOf = row => palette()[DATA.rows.indexOf(row) % LIGHT.length];
const symbolOf = row => SYMBOLS[Math.floor(DATA.rows.indexOf(row) / LIGHT.length) % SYMBOLS.length];

const axis = (name, more = {}) => ({
  name, nameLocation: 'middle', nameGap: 28, scale: true,
  nameTextStyle: { color: css('--soft') }, axisLabel: { color: css('--soft'), hideOverlap: true },
  axisLine: { show: true, lineStyle: { color: css('--line') } },
  splitLine: { lineStyle: { color: css('--line'), opacity: 0.6 } }, ...more,
});

// The name of a vertical axis is above it, so that it is read without turning the head.
const upright = (name, more = {}) => axis(name, { type: 'value', nameLocation: 'end', nameGap: 10,
  nameTextStyle: { color: css('--soft'), align: 'left' }, ...more });

const ruler = document.createElement('canvas').getContext('2d');
const widthOf = texts => {
  ruler.font = '12px ' + getComputedStyle(document.body).fontFamily;
  return Math.max(...texts.map(text => ruler.measureText(text).width));
};
// A vertical axis of names, and the margin that it needs: at most 45 % of the figure.
const namesAxis = (names, place) => {
  const room = Math.min(widthOf(names) + 16, 0.45 * place.clientWidth, 240);
  return { left: room, axis: axis('', { type: 'category', inverse: true, data: names, splitLine: { show: false }, axisTick: { show: false },
    axisLabel: { color: css('--ink'), width: room - 14, overflow: 'truncate', interval: 0 } }) };
};

const frame = option => ({
  animation: false,
  color: palette(),
  textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: css('--ink') },
  grid: { left: 12, right: 20, top: 34, bottom: 64, containLabel: true },
  tooltip: {
    // Drawn, not HTML: names cannot become elements.
    renderMode: 'richText', confine: true, backgroundColor: css('--band'),
    borderColor: css('--line'), textStyle: { color: css('--ink') }, ...option.tooltip,
  },
  legend: option.legend === null ? { show: false } : {
    type: 'scroll', bottom: 0, formatter: name => (name.length > 28 ? name.slice(0, 27) + '…' : name), textStyle: { color: css('--ink') }, pageTextStyle: { color: css('--soft') },
    pageIconColor: css('--accent'), pageIconInactiveColor: css('--line'), inactiveColor: css('--soft'),
    ...option.legend,
  },
  ...Object.fromEntries(Object.entries(option).filter(([key]) => key !== 'tooltip' && key !== 'legend')),
});

const FIGURES = [];

// A figure that is drawn again when its column, its own choice or the theme changes.
// draw(choice, figure) gives {option, height, note, head, lines}, or null where there is nothing to show.
const figure = (place, title, choices, draw, wide = false) => {
  const note = make('p', { class: 'note' });
  const chart = make('div', { class: 'chart', role: 'img' });
  const numbers = make('details', {}, make('summary', {}, 'The numbers as a table'));
  const select = make('select', { 'aria-label': title + ': what to show' });
  const own = make('figure', wide ? { class: 'wide' } : {}, make('figcaption', {}, make('h3', {}, title), note));
  if (choices !== null) own.append(make('div', { class: 'controls' }, select));
  own.append(chart, numbers);
  document.getElementById(place).append(own);
  let view = null;
  let drawn = null;
  const refresh = () => {
    if (choices !== null) {
      const before = select.value;
      const options = choices();
      select.replaceChildren(...options.map(([value, label]) => make('option', { value }, label)));
      if (options.some(([value]) => value === before)) select.value = before;
    }
    redraw();
  };
  const redraw = () => {
    drawn = draw(choices === null ? null : select.value, own);
    own.hidden = drawn === null;
    if (drawn === null) return;
    note.textContent = drawn.note || '';
    chart.style.height = drawn.height ? drawn.height + 'px' : '';
    chart.setAttribute('aria-label', title + '. ' + (drawn.note || '') + ' The numbers are in the table below.');
    if (view !== null) view.dispose();
    view = echarts.init(chart, null, { renderer: 'svg' });
    view.setOption(frame(drawn.option));
    if (numbers.open) fill();
  };
  const fill = () => {
    numbers.replaceChildren(numbers.firstChild, tableOf(title, drawn.head, drawn.lines));
  };
  numbers.addEventListener('toggle', () => { if (numbers.open && drawn !== null) fill(); });
  select.addEventListener('change', redraw);
  new ResizeObserver(() => { if (view !== null) view.resize(); }).observe(chart);
  FIGURES.push({ refresh, redraw });
};
