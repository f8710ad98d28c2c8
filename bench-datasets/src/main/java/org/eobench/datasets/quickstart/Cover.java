package org.eobench.datasets.quickstart;

import java.util.Set;

/** The land covers of a synthetic chip, in the order of the class labels. */
enum Cover {
  BARE(Spectrum.SOIL, Spectrum.DARK_SOIL),
  PLANTS(Spectrum.GRASS, Spectrum.FOREST),
  WATER(Spectrum.WATER),
  BURNT(Spectrum.BURN);

  private final Set<Spectrum> surfaces;

  Cover(Spectrum... surfaces) {
    this.surfaces = Set.of(surfaces);
  }

  /** The share of a pixel with this cover. */
  double shareOf(GroundMix mix) {
    return surfaces.stream().mapToDouble(mix::share).sum();
  }

  /** The cover with the largest share of a pixel. */
  static Cover most(GroundMix mix) {
    Cover most = BARE;
    for (Cover cover : values()) {
      most = cover.shareOf(mix) > most.shareOf(mix) ? cover : most;
    }
    return most;
  }
}
