'use strict';
// What the page shows; every text of it is set with textContent, never as HTML.
const DATA = JSON.parse(document.getElementById('report-data').textContent);
const textOf = i => DATA.texts[i];

const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'class') element.className = value;
    else if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
};

const digits = value => {
  if (value === null || value === undefined) return '–';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential(3);
  return size === 0 ? '0' : value.toFixed(Math.max(0, 3 - Math.floor(Math.log10(size))));
};
const score = (value, column) =>
  value === null || value === undefined ? '–'
    : column.percent ? (100 * value).toFixed(2) : digits(value);
const large = value => {
  if (value === null || value === undefined) return '–';
  const prefixes = ['', ' k', ' M', ' G', ' T'];
  let i = 0;
  while (Math.abs(value) >= 1000 && i < prefixes.length - 1) { value /= 1000; i++; }
  return value.toFixed(i === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2) + prefixes[i];
};
const mean = values => values.reduce((a, b) => a + b, 0) / values.length;
const isFloor = row => row.kind !== 'method';
// Whether a is better than b by the metric of a column.
const better = (a, b, column) =>
  column.better === 'higher' ? a > b
    : column.better === 'lower' ? a < b : Math.abs(a) < Math.abs(b);

// A table of texts, for those who cannot see a chart or want its numbers.
const tableOf = (caption, head, lines) => {
  const table = make('table', {}, make('caption', { class: 'note' }, caption));
  table.append(make('thead', {}, make('tr', {}, ...head.map(h => make('th', { scope: 'col' }, h)))));
  table.append(make('tbody', {}, ...lines.map(line => make('tr', {}, ...line.map((cell, i) =>
    i === 0 ? make('th', { scope: 'row' }, String(cell)) : make('td', {}, String(cell)))))));
  return make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, table);
};
