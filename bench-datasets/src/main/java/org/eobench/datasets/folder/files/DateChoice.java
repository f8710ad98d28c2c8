package org.eobench.datasets.folder.files;

/** Which dates of a sample are used if it has more than {@code multi_temporal}. */
public enum DateChoice {
  /** Evenly spread over the dates in order, including the first and the last. */
  SPREAD,
  /** The earliest. */
  FIRST,
  /** The latest. */
  LAST;

  /**
   * The chosen indices in ascending order; all if there are not more.
   *
   * @param dates number of dates of the sample
   * @param wanted number of dates to use, at least 1
   */
  public int[] of(int dates, int wanted) {
    int[] chosen = new int[Math.min(dates, wanted)];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] =
          switch (this) {
            case FIRST -> i;
            case LAST -> dates - chosen.length + i;
            case SPREAD ->
                chosen.length == 1
                    ? (dates - 1) / 2
                    : (int) Math.round((double) i * (dates - 1) / (chosen.length - 1));
          };
    }
    return chosen;
  }
}
