// Choices of every page: the theme, and printing; the links to the sections.
const root = document.documentElement;
root.classList.add('script');
const themeButton = document.getElementById('theme');
const nameTheme = () => { themeButton.textContent = isDark() ? 'Light' : 'Dark'; themeButton.setAttribute('aria-label', isDark() ? 'Use light colours' : 'Use dark colours'); };
const redrawAll = () => { nameTheme(); FIGURES.forEach(f => f.redraw()); };
themeButton.addEventListener('click', () => { root.dataset.theme = isDark() ? 'light' : 'dark'; redrawAll(); });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redrawAll);
let before = null;
addEventListener('beforeprint', () => { before = root.dataset.theme; root.dataset.theme = 'light'; redrawAll(); });
addEventListener('afterprint', () => {
  if (before === undefined) delete root.dataset.theme; else root.dataset.theme = before;
  redrawAll();
});

const sections = document.getElementById('sections');
for (const heading of document.querySelectorAll('main section:not([hidden]) > h2')) {
  sections.append(make('a', { href: '#' + heading.id }, heading.textContent));
}
