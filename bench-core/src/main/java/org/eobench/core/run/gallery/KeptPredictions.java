package org.eobench.core.run.gallery;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.eval.SampleSink;
import org.eobench.core.loader.Batch;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.images.ScoredImage;
import org.eobench.core.metrics.images.ScoredLabels;
import org.eobench.core.metrics.pixels.PixelValues;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the predictions of a test in small, because only at its end it is known which samples are
 * the best and the worst. When they take {@link #MOST_BYTES}, later samples are not kept, and so
 * not shown.
 */
public final class KeptPredictions implements SampleSink {
  private static final long MOST_BYTES = 64L << 20;

  private final DatasetSpec dataset;
  private final Map<String, Kept> kept = new HashMap<>();
  private long bytes;

  /**
   * What is kept of a sample.
   *
   * @param maps its maps, or null if its target is of the whole image
   * @param target the target in words, or null
   * @param prediction the prediction in words, or null
   */
  record Kept(@Nullable PackedMaps maps, @Nullable String target, @Nullable String prediction) {}

  /**
   * @param dataset names of the classes
   */
  public KeptPredictions(DatasetSpec dataset) {
    this.dataset = dataset;
  }

  @Override
  public void accept(Batch batch, List<String> ids, List<?> samples) {
    for (int i = 0; i < ids.size() && bytes < MOST_BYTES; i++) {
      Kept one = kept(batch, samples.get(i));
      if (one != null) {
        kept.put(ids.get(i), one);
        bytes += one.maps() == null ? ids.get(i).length() : one.maps().packed().length;
      }
    }
  }

  private @Nullable Kept kept(Batch batch, Object sample) {
    if (sample instanceof PixelClasses pixels) {
      return new Kept(PackedMaps.of(pixels, dataset.ignoreIndex()), null, null);
    }
    if (sample instanceof PixelValues values && values.length() > 1) {
      int height = batch.targets().height();
      int width = batch.targets().width();
      return new Kept(PackedMaps.of(values, height, width), null, null);
    }
    if (sample instanceof PixelValues value) {
      int at = value.offset();
      return new Kept(null, number(value.measured()[at]), number(value.predicted()[at]));
    }
    if (sample instanceof ScoredImage scored) {
      List<String> classes = dataset.classes();
      return new Kept(null, classes.get(scored.label()), classes.get(scored.predicted()));
    }
    if (sample instanceof ScoredLabels labels) {
      return new Kept(null, names(labels.actual()), names(labels.predicted()));
    }
    return null; // a task of a plug-in, whose predictions cannot be drawn
  }

  /** Ids of the samples that are kept. */
  Set<String> ids() {
    return kept.keySet();
  }

  @Nullable Kept of(String id) {
    return kept.get(id);
  }

  private String names(boolean[] labels) {
    return String.join(
        ", ",
        IntStream.range(0, labels.length)
            .filter(label -> labels[label])
            .mapToObj(dataset.classes()::get)
            .toList());
  }

  private String number(float value) {
    String unit = dataset.quantity().unit();
    return String.format(Locale.ROOT, "%.4g%s", value, unit.isEmpty() ? "" : " " + unit);
  }
}
