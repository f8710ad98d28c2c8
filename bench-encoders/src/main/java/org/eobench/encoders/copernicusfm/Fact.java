package org.eobench.encoders.copernicusfm;

/** A fact about an image, in addition to the pixels. */
enum Fact {
  /** Longitude and latitude of the centre. */
  LOCATION,
  /** The area of a patch on the ground. */
  AREA,
  /** The day on which it was taken. */
  TIME
}
