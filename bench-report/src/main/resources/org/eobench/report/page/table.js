// Sorting and filtering of the score table, and the dialog with the runs of a cell.
const scores = document.getElementById('scores');
const body = scores.tBodies[0];
const heads = [...scores.tHead.rows[0].cells];

const valueOf = (line, at) => {
  if (at === 0) return line.cells[0].textContent;
  const value = line.cells[at].dataset.value;
  return value === undefined ? null : Number(value);
};

const sortBy = at => {
  const head = heads[at];
  const column = DATA.columns[at - 1];
  const first = at === 0 ? 'ascending' : column.better === 'higher' ? 'descending' : 'ascending';
  const other = first === 'ascending' ? 'descending' : 'ascending';
  const order = head.getAttribute('aria-sort') === first ? other : first;
  heads.forEach(h => h.removeAttribute('aria-sort'));
  head.setAttribute('aria-sort', order);
  const sign = order === 'ascending' ? 1 : -1;
  const near = value => (at > 0 && column.better === 'nearer_to_zero' ? Math.abs(value) : value);
  const lines = [...body.rows];
  lines.sort((a, b) => {
    const left = valueOf(a, at);
    const right = valueOf(b, at);
    if (left === null || right === null) return (left === null) - (right === null);
    return sign * (at === 0 ? left.localeCompare(right, 'en', { numeric: true }) : near(left) - near(right));
  });
  body.append(...lines);
};

const filter = () => {
  const rows = document.getElementById('filter-rows').value.trim().toLowerCase();
  const columns = document.getElementById('filter-columns').value.trim().toLowerCase();
  let shown = 0;
  for (const line of body.rows) {
    line.hidden = !line.cells[0].textContent.toLowerCase().includes(rows);
    shown += line.hidden ? 0 : 1;
  }
  DATA.columns.forEach((column, i) => {
    const hide = !(column.label + ' ' + column.metric).toLowerCase().includes(columns);
    for (const line of scores.rows) line.cells[i + 1].hidden = hide;
  });
  document.getElementById('shown').textContent =
    rows || columns ? shown + ' of ' + body.rows.length + ' rows' : '';
};

// Small marks below the numbers: interval and mean on the common scale of the column.
const drawWhiskers = () => {
  DATA.columns.forEach((column, c) => {
    const cells = DATA.rows.map(row => row.cells[c]).filter(cell => cell !== null);
    const ends = cells.flatMap(cell => [cell.mean, cell.low, cell.high]).filter(v => v !== null);
    const low = Math.min(...ends);
    const span = Math.max(...ends) - low || 1;
    const percent = value => 100 * (value - low) / span + '%';
    DATA.rows.forEach((row, r) => {
      const cell = row.cells[c];
      if (cell === null) return;
      const mark = make('span', { class: 'whisker', 'aria-hidden': 'true' });
      if (cell.low !== null) {
        const line = make('i');
        line.style.left = percent(cell.low);
        line.style.width = 100 * (cell.high - cell.low) / span + '%';
        mark.append(line);
      }
      const dot = make('b');
      dot.style.left = percent(cell.mean);
      mark.append(dot);
      const td = body.querySelector('tr[data-row="' + r + '"]').cells[c + 1];
      td.querySelector('.cell').append(mark);
    });
  });
};

const dialog = document.getElementById('detail');

const runDetails = (run, column) => {
  const line = make('summary', {},
    make('span', {}, 'seed ' + run.seed),
    make('strong', {}, column.metric + ' ' + score(run.score, column)),
    make('span', {}, run.name));
  const content = make('details', { class: 'run' }, line);
  const fill = () => {
    if (content.childElementCount > 1) return;
    if (run.command !== undefined) {
      content.append(make('h3', {}, 'The command that repeats it'), make('pre', {}, run.command));
    }
    const list = make('dl');
    for (let i = 0; i < (run.facts || []).length; i += 2) {
      list.append(make('dt', {}, textOf(run.facts[i])), make('dd', {}, textOf(run.facts[i + 1])));
    }
    content.append(list);
    if (run.facts === undefined) {
      content.append(make('p', { class: 'note' }, 'This page has no room for the details of this run; they are in its run.json.'));
    }
  };
  content.addEventListener('toggle', fill);
  return content;
};

const openCell = (r, c) => {
  const row = DATA.rows[r];
  const column = DATA.columns[c];
  const cell = row.cells[c];
  document.getElementById('detail-title').textContent = row.label + ' on ' + column.label;
  const interval = cell.low === null ? 'no interval'
    : '95 % interval ' + score(cell.low, column) + ' to ' + score(cell.high, column) + ' (' + cell.basis + ')';
  const runs = cell.runs.map(i => DATA.runs[i]);
  document.getElementById('detail-body').replaceChildren(
    make('p', {}, column.legend + ': ' + score(cell.mean, column) + ', ' + interval + ', n = ' + cell.n
      + ', ' + column.samples + ' test samples.'),
    ...runs.map(run => runDetails(run, column)));
  if (runs.length === 1) document.querySelector('#detail-body details').open = true;
  dialog.showModal();
};

heads.forEach((head, i) => head.querySelector('button').addEventListener('click', () => sortBy(i)));
document.getElementById('filter-rows').addEventListener('input', filter);
document.getElementById('filter-columns').addEventListener('input', filter);
document.getElementById('detail-close').addEventListener('click', () => dialog.close());
dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
body.addEventListener('click', event => {
  const button = event.target.closest('button.cell');
  if (button) openCell(Number(button.dataset.row), Number(button.dataset.column));
});
