package org.eobench.analysis.images;

import java.util.Arrays;
import java.util.Map;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TargetVisitor;

/** The class of an image as a whole: its own, or that of more than half of its labelled pixels. */
public final class ImageLabel {
  /** An image without such a class. */
  public static final int NONE = -1;

  private ImageLabel() {}

  /** The class of a sample, whose images are not read; {@link #NONE} if none prevails. */
  public static int of(EoDataset dataset, SampleRef ref) {
    Target known = dataset.indexedTarget(ref);
    Target target = known == null ? dataset.read(ref, Map.of()).target() : known;
    Count count = new Count(dataset.spec().numClasses(), dataset.spec().ignoreIndex());
    target.report(count);
    return count.prevailing();
  }

  private static final class Count implements TargetVisitor {
    private final long[] pixels;
    private final int ignoreIndex;

    Count(int classes, int ignoreIndex) {
      pixels = new long[classes];
      this.ignoreIndex = ignoreIndex;
    }

    @Override
    public void label(int label) {
      if (label != ignoreIndex && label >= 0 && label < pixels.length) {
        pixels[label]++;
      }
    }

    @Override
    public void labels(boolean[] present) {}

    @Override
    public void value(float value) {}

    @Override
    public void ignored() {}

    int prevailing() {
      long all = Arrays.stream(pixels).sum();
      for (int label = 0; label < pixels.length; label++) {
        if (2 * pixels[label] > all) {
          return label;
        }
      }
      return NONE;
    }
  }
}
