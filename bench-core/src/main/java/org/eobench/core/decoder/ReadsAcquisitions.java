package org.eobench.core.decoder;

import org.eobench.core.dataset.Acquisition;
import org.eobench.core.error.BenchException;

/** A part of a decoder that may need the dates or places of acquisition. */
public interface ReadsAcquisitions {
  /**
   * Checks that an acquisition contains the required facts.
   *
   * @param acquisition acquisition of one sample
   * @param frames T, dates per sample
   * @param sample name of the sample in error texts
   * @throws BenchException if the acquisition lacks a required fact
   */
  void require(Acquisition acquisition, int frames, String sample);
}
