package org.eobench.core.preprocess;

/**
 * A step in which each band that comes out depends on the band of the same name alone: it picks,
 * fills, scales, crops or resizes bands, and mixes none.
 */
public abstract class BandwiseStep implements PreprocessStep {
  private final ImageSpec output;

  /**
   * @param output what is known of the images after this step
   */
  protected BandwiseStep(ImageSpec output) {
    this.output = output;
  }

  @Override
  public final ImageSpec output() {
    return output;
  }

  @Override
  public final boolean bandwise() {
    return true;
  }
}
