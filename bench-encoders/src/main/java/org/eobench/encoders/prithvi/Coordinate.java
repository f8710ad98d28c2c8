package org.eobench.encoders.prithvi;

/** A metadata input of an encoder, in addition to the pixels. */
enum Coordinate {
  /** Year and day of the year of every frame. */
  TIME,
  /** Latitude and longitude of the chip's centre. */
  LOCATION
}
