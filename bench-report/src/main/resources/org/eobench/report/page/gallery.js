// Images, labels, predictions and errors of the best, median and worst samples of a run.
const gallery = document.getElementById('gallery');
if (DATA.gallery.length > 0) {
  gallery.hidden = false;
  const select = document.getElementById('gallery-run');
  const place = document.getElementById('gallery-samples');
  const legend = document.getElementById('gallery-classes');
  document.getElementById('gallery-note').textContent = DATA.galleryNote;
  select.append(...DATA.gallery.map((one, i) => make('option', { value: String(i) }, one.title)));
  const swatch = colour => {
    const box = make('span', { class: 'swatch', 'aria-hidden': 'true' });
    box.style.backgroundColor = colour;
    return box;
  };
  const show = () => {
    const run = DATA.gallery[Number(select.value)];
    // A quantity has one name and two colours, which do not explain its values.
    const classes = run.classes.length > 1 ? run.classes : [];
    legend.replaceChildren(...classes.map(one => make('li', {}, swatch(one.colour), one.name)));
    place.replaceChildren(...run.samples.map(sample => make('div', {},
      make('h3', {}, sample.title),
      make('div', { class: 'samples' }, ...sample.images.map(image => make('figure', {},
        make('img', { src: image.data, alt: image.name + ' of sample ' + sample.id }),
        make('figcaption', {}, image.name)))))));
  };
  select.addEventListener('change', show);
  show();
}
