// The map: an image and its prediction above it, in the coordinates of the image.
'use strict';

const MAP_OPTIONS = { attributionControl: false, zoomSnap: 0.25, zoomDelta: 0.5, fadeAnimation: false, zoomAnimation: !matchMedia('(prefers-reduced-motion: reduce)').matches };

// West, south, east, north: longitudes and latitudes lie on a map of them; metres, and the pixels of an image without a
// georeference, on a plane.
class SceneMap {
  constructor(element, position) {
    this.element = element;
    this.position = position;
    this.map = null;
    this.opacity = 0.6;
  }

  show(place, imageUrl, predictionUrl, name) {
    const degrees = place.crs === 'EPSG:4326' && place.bounds !== null;
    const bounds = place.bounds ?? [0, 0, place.width, place.height];
    if (this.map) this.map.remove();
    this.position.textContent = '';
    this.map = L.map(this.element, { ...MAP_OPTIONS, crs: degrees ? L.CRS.EPSG4326 : L.CRS.Simple, minZoom: -30, maxZoom: 30 });
    this.corners = L.latLngBounds([bounds[1], bounds[0]], [bounds[3], bounds[2]]);
    L.imageOverlay(imageUrl, this.corners, { alt: name }).addTo(this.map);
    this.prediction = L.imageOverlay(predictionUrl, this.corners, { alt: 'Prediction for ' + name, opacity: this.opacity }).addTo(this.map);
    this.map.on('mousemove', event => this.locate(event.latlng, place));
    this.map.on('mouseout', () => { this.position.textContent = ''; });
    this.fit();
    // One image pixel may become at most 32 screen pixels.
    const zoom = this.map.getZoom();
    this.map.setMinZoom(zoom - 3);
    this.map.setMaxZoom(zoom + Math.max(2, Math.ceil(Math.log2(32 * Math.max(place.width, place.height) / 500))));
  }

  fit() {
    if (this.map) this.map.fitBounds(this.corners, { padding: [8, 8], animate: false });
  }

  setOpacity(share) {
    this.opacity = share;
    if (this.prediction) this.prediction.setOpacity(share);
  }

  locate(at, place) {
    if (place.bounds === null) {
      const column = Math.floor(at.lng);
      const row = Math.floor(place.height - at.lat);
      const inside = column >= 0 && row >= 0 && column < place.width && row < place.height;
      this.position.textContent = inside ? `column ${column}, row ${row}` : '';
    } else {
      const digits = place.crs === 'EPSG:4326' ? 5 : 0;
      this.position.textContent = `x ${at.lng.toFixed(digits)}, y ${at.lat.toFixed(digits)} (${place.crs ?? 'unknown system'})`;
    }
  }
}
