package org.eobench.core.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.eobench.core.decoder.LabelledFeatures;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.DeviceBatches;
import org.eobench.core.model.EoModel;
import org.eobench.core.progress.ProgressListener;
import org.jspecify.annotations.Nullable;

/**
 * The features of a split, batch by batch: the encoder runs when a batch is requested, and the
 * previous batch is freed.
 */
final class FeatureStream implements Iterator<LabelledFeatures>, AutoCloseable {
  private static final long NO_CLASS = -1;

  private final DataLoader loader;
  private final DeviceBatches<LabelledFeatures> features;
  private final ProgressListener progress;
  private final String stage;
  private final Runnable afterEach;
  private ProgressListener.@Nullable Bar bar;
  private int done;

  /**
   * @param loader is closed together with this
   * @param ignoreIndex class of ignored images
   * @param stage label shown next to the progress
   * @param afterEach runs after each batch and may throw to stop
   */
  FeatureStream(
      DataLoader loader,
      EoModel model,
      int ignoreIndex,
      NDManager owner,
      ProgressListener progress,
      String stage,
      Runnable afterEach) {
    this.loader = loader;
    this.features =
        new DeviceBatches<>(
            loader,
            owner,
            (batch, scope) ->
                new LabelledFeatures(
                    model.features(batch, scope),
                    counted(batch.targets().on(scope), ignoreIndex, scope)));
    this.progress = progress;
    this.stage = stage;
    this.afterEach = afterEach;
  }

  @Override
  public boolean hasNext() {
    if (bar == null) {
      bar = progress.bar(stage, loader.batches());
    }
    return features.hasNext();
  }

  @Override
  public LabelledFeatures next() {
    if (!hasNext()) {
      throw new NoSuchElementException(stage);
    }
    LabelledFeatures next = features.next();
    done++;
    if (bar != null) {
      bar.to(done, "");
    }
    afterEach.run();
    return next;
  }

  /**
   * Replaces the ignore index by a class that does not exist, even if it is the number of a class.
   */
  private static NDArray counted(NDArray targets, int ignoreIndex, NDManager scope) {
    if (targets.getDataType() != DataType.INT64) {
      return targets;
    }
    long[] labels = targets.toLongArray();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labels[i] == ignoreIndex ? NO_CLASS : labels[i];
    }
    return scope.create(labels, targets.getShape());
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
    features.close();
    loader.close();
  }
}
