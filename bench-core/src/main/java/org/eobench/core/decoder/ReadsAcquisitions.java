package org.eobench.core.decoder;

import org.eobench.core.dataset.Acquisition;
import org.eobench.core.error.BenchException;

/** A part of a decoder that may need to know when or where images were taken. */
public interface ReadsAcquisitions {
  /**
   * Refuses what it could not work with.
   *
   * @param acquisition of one sample
   * @param frames T, dates of a sample
   * @param sample what to call the sample
   * @throws BenchException if the acquisition lacks what is needed
   */
  void require(Acquisition acquisition, int frames, String sample);
}
