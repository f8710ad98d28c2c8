package org.eobench.datasets.geobench;

/** Which names the bands have where the published names are not those of what they show. */
public enum BandNames {
  /** The bands that the values are of. */
  AS_FOUND,
  /** The names in the files, with which published scores were computed. */
  AS_PUBLISHED
}
