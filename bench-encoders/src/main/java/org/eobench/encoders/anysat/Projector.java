package org.eobench.encoders.anysat;

import ai.djl.ndarray.NDArray;

/** The projector of a sensor to cells of 10 m. */
interface Projector {
  /**
   * Projects the images of a batch.
   *
   * @param image {@code [B,C,T,H,W]}; T is 1 for a sensor without series
   * @param days day of the year of each date, 1 to 366, {@code [B][T]}
   * @return {@code [B,h,w,D]} cells
   */
  NDArray forward(NDArray image, float[][] days);
}
