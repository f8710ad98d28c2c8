package org.eobench.pretrain.method;

/**
 * How many crops of each sample a method asks for.
 *
 * @param global large crops, at least 1
 * @param local small crops, or 0
 */
public record CropCounts(int global, int local) {
  public CropCounts {
    if (global < 1 || local < 0) {
      throw new IllegalArgumentException(
          "a method needs at least one global crop, and not less than no local crop");
    }
  }
}
