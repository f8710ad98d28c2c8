// Images, labels, predictions and errors of the best, median and worst samples of a run.
const gallery = document.getElementById('gallery');
if (DATA.gallery.length > 0) {
  gallery.hidden = false;
  const select = document.getElementById('gallery-run');
  const place = document.getElementById('gallery-samples');
  document.getElementById('gallery-note').textContent = DATA.galleryNote;
  select.append(...DATA.gallery.map((one, i) => make('option', { value: String(i) }, one.title)));
  const show = () => {
    const run = DATA.gallery[Number(select.value)];
    place.replaceChildren(...run.samples.flatMap(sample => [
      make('h3', {}, sample.title),
      make('div', { class: 'samples' }, ...sample.images.map(image => make('figure', {},
        make('img', { src: image.data, alt: image.name + ' of sample ' + sample.id }),
        make('figcaption', {}, image.name)))),
    ]));
  };
  select.addEventListener('change', show);
  show();
}
