// The page around the map: scenes, files, legend. Texts of the service are set as text, never as HTML.
'use strict';

const by = id => document.getElementById(id);
const scene = new SceneMap(by('map'), by('position'));
let model = null;
let urls = [];
let latest = 0;

function make(name, properties, ...children) {
  const element = document.createElement(name);
  Object.entries(properties).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children);
  return element;
}

// A coloured square. The policy of the page allows no style in the HTML, and SVG needs none.
function swatch(colour) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('class', 'swatch');
  svg.setAttribute('viewBox', '0 0 14 14');
  svg.setAttribute('aria-hidden', 'true');
  const square = document.createElementNS(space, 'rect');
  Object.entries({ x: 0.5, y: 0.5, width: 13, height: 13, fill: colour }).forEach(([key, value]) => square.setAttribute(key, value));
  svg.append(square);
  return svg;
}

function say(text, bad = false) {
  by('status').textContent = text;
  by('status').classList.toggle('bad', bad);
}

// What a problem of the service says, or that it cannot be reached.
async function answer(response) {
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({ detail: response.statusText }));
  throw new Error([problem.detail, problem.expected && 'expected: ' + problem.expected, problem.next].filter(Boolean).join('; '));
}

const fetched = async (url, options) => answer(await fetch(url, options).catch(() => { throw new Error('the service does not answer'); }));
const percent = share => (100 * share).toFixed(share > 0 && share < 0.001 ? 2 : 1) + ' %';

function legend(prediction) {
  const rows = by('legend').tBodies[0];
  rows.replaceChildren();
  const classes = prediction?.classes ?? (prediction ? [] : model.classes ?? []);
  by('legend').hidden = classes.length === 0;
  for (const one of classes) {
    rows.append(make('tr', {}, make('th', { scope: 'row' }, swatch(one.colour), one.name), make('td', {}, one.share === undefined ? '' : percent(one.share))));
  }
  const facts = [];
  if (prediction) {
    facts.push(`${prediction.width} × ${prediction.height} pixels`);
    if (prediction.no_data_pixels > 0) facts.push(`${prediction.no_data_pixels} without data`);
    if (prediction.confidence !== undefined && prediction.confidence !== null) facts.push(`mean confidence ${percent(prediction.confidence)}`);
    const values = prediction.values;
    if (values && values.mean !== undefined) {
      const number = value => Number(value.toPrecision(4)) + (values.unit ? ' ' + values.unit : '');
      facts.push(`${values.name}: mean ${number(values.mean)}, ${number(values.min)} to ${number(values.max)}; colours from dark (${number(values.first_colour)}) to light (${number(values.last_colour)})`);
    }
    facts.push(`${prediction.seconds.toFixed(2)} s`);
  }
  by('summary').textContent = facts.join(' · ');
  by('remarks').replaceChildren(...(prediction?.remarks ?? []).map(text => make('li', {}, text)));
}

function mark(id) {
  for (const button of by('scenes').querySelectorAll('button')) {
    if (button.dataset.id === id) button.setAttribute('aria-current', 'true'); else button.removeAttribute('aria-current');
  }
}

function download(url, name) {
  by('download').hidden = url === null;
  if (url !== null) {
    by('download-link').href = url;
    by('download-link').setAttribute('download', name);
  }
}

// The urls of pictures in memory live until the next image is shown.
function picture(base64) {
  const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
  urls.push(url);
  return url;
}

// Only the latest choice is shown, whichever answer comes first.
async function show(name, id, work) {
  const mine = ++latest;
  say(`Predicting ${name} …`);
  mark(id);
  try {
    const shown = await work();
    if (mine !== latest) return;
    const old = urls;
    urls = [];
    const pictures = shown.pictures();
    scene.show(shown.prediction, pictures.image, pictures.prediction, name);
    old.forEach(url => URL.revokeObjectURL(url));
    legend(shown.prediction);
    download(shown.file, name.replace(/^.*\//, '').replace(/\.[^.]*$/, '') + '_prediction.tif');
    say(`${name} and its prediction`);
  } catch (failure) {
    if (mine === latest) say(failure.message, true);
  }
}

function showScene(one) {
  const path = `scenes/${one.id}/`;
  return show(one.name, one.id, async () => ({
    prediction: await (await fetched(path + 'prediction.json')).json(),
    pictures: () => ({ image: path + 'image.png', prediction: path + 'prediction.png' }),
    file: path + 'prediction.tif',
  }));
}

function showFile(file) {
  if (file.size > model.limits.body_bytes) {
    say(`${file.name} has ${file.size} bytes; the service takes ${model.limits.body_bytes}`, true);
    return Promise.resolve();
  }
  return show(file.name, '', async () => {
    const prediction = await (await fetched('predict?format=json&pictures=true', { method: 'POST', body: file, headers: { 'Content-Type': 'application/octet-stream' } })).json();
    return {
      prediction,
      pictures: () => ({ image: picture(prediction.pictures.image), prediction: picture(prediction.pictures.prediction) }),
      file: null,
    };
  });
}

async function listScenes() {
  const listing = await (await fetched('scenes')).json();
  by('scenes-note').textContent = listing.scenes.length === 0
    ? 'None: start the service with --scenes FOLDER to list the files of a folder here.'
    : `${listing.scenes.length} files` + (listing.left_out > 0 ? `; ${listing.left_out} more are not listed` : '');
  by('scenes').replaceChildren(...listing.scenes.map(one => {
    const size = one.width ? `${one.width} × ${one.height} pixels` : `${Math.ceil(one.bytes / 1024)} KiB`;
    const button = make('button', { type: 'button', 'data-id': one.id }, one.name, make('small', {}, one.problem ? `${size}: ${one.problem}` : size));
    button.disabled = Boolean(one.problem);
    button.addEventListener('click', () => showScene(one));
    return make('li', {}, button);
  }));
  return listing.scenes.find(one => !one.problem);
}

async function start() {
  model = await (await fetched('run')).json();
  by('title').textContent = 'Predictions of ' + model.run;
  document.title = model.run + ' – EO Bench';
  const scores = Object.entries(model.scores).slice(0, 3).map(([key, value]) => `${key} ${value.toFixed(3)}`);
  by('facts').textContent = [model.encoder, model.decoder, `${model.task} on ${model.dataset.name}`, ...scores].join(' · ');
  by('limits').textContent = `${model.limits.body_bytes / 1048576} MiB and ${model.limits.pixels.toLocaleString('en')} pixels`;
  for (const [modality, bands] of Object.entries(model.bands)) {
    by('bands').append(make('p', {}, `${modality}: ${bands.map(band => band.name).join(', ')}` + (model.dates > 1 ? `, ${model.dates} dates` : '')));
  }
  legend(null);
  const first = await listScenes();
  if (first) await showScene(first); else say('Drop a file to see its prediction.');
}

const isDark = () => document.documentElement.dataset.theme ? document.documentElement.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
const nameTheme = () => { by('theme').textContent = isDark() ? 'Light' : 'Dark'; by('theme').setAttribute('aria-label', isDark() ? 'Use light colours' : 'Use dark colours'); };
by('theme').addEventListener('click', () => { document.documentElement.dataset.theme = isDark() ? 'light' : 'dark'; nameTheme(); });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', nameTheme);
nameTheme();

by('opacity').addEventListener('input', event => {
  scene.setOpacity(event.target.value / 100);
  by('opacity-shown').textContent = event.target.value + ' %';
});
by('fit').addEventListener('click', () => scene.fit());
by('file').addEventListener('change', event => { if (event.target.files.length) showFile(event.target.files[0]); });
// A file that misses the field would otherwise replace the page.
for (const kind of ['dragover', 'drop']) addEventListener(kind, event => event.preventDefault());
addEventListener('dragover', () => by('drop').classList.add('over'));
addEventListener('dragleave', event => { if (!event.relatedTarget) by('drop').classList.remove('over'); });
addEventListener('drop', event => {
  by('drop').classList.remove('over');
  if (event.dataTransfer.files.length && model) showFile(event.dataTransfer.files[0]);
});

start().catch(failure => say(failure.message, true));
