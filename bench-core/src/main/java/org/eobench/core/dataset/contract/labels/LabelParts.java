package org.eobench.core.dataset.contract.labels;

import java.util.Arrays;

/**
 * The pixels of a block by their label.
 *
 * @param parts number of the label of each pixel among those that count; -1 where none does
 * @param count number of labels that count
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LabelParts(int[] parts, int count) {
  /**
   * @param least labels of fewer pixels do not count
   */
  static LabelParts of(int[] labels, int ignoreIndex, int least) {
    int[] sorted = labels.clone();
    Arrays.sort(sorted);
    int[] kept = new int[sorted.length / least];
    int count = 0;
    int from = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[from]) {
        if (i - from >= least && sorted[from] != ignoreIndex) {
          kept[count++] = sorted[from];
        }
        from = i;
      }
    }
    int[] parts = new int[labels.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Math.max(-1, Arrays.binarySearch(kept, 0, count, labels[i]));
    }
    return new LabelParts(parts, count);
  }
}
