package org.eobench.encoders.prithvi;

/** What an encoder is told of an image besides its pixels. */
enum Coordinate {
  /** Year and day of the year of every frame. */
  TIME,
  /** Latitude and longitude of the chip's centre. */
  LOCATION
}
