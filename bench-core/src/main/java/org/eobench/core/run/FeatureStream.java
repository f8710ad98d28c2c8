package org.eobench.core.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Iterator;
import org.eobench.core.decoder.LabelledFeatures;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.DeviceBatch;
import org.eobench.core.model.EoModel;
import org.eobench.core.progress.ProgressSink;
import org.jspecify.annotations.Nullable;

/**
 * The features of a split, batch by batch: the encoder runs when a batch is asked for, and the
 * batch before is freed then.
 */
final class FeatureStream implements Iterator<LabelledFeatures>, AutoCloseable {
  private static final long NO_CLASS = -1;

  private final DataLoader loader;
  private final EoModel model;
  private final int ignoreIndex;
  private final NDManager owner;
  private final ProgressSink sink;
  private final String stage;
  private final Runnable afterEach;
  private @Nullable Iterator<Batch> batches;
  private ProgressSink.Bar bar = ProgressSink.silent().bar("", 0);
  private @Nullable NDManager held;
  private int done;

  /**
   * @param loader is closed with this
   * @param ignoreIndex the class of images that do not count
   * @param stage what the user reads beside the progress
   * @param afterEach is run after each batch and may throw to stop
   */
  FeatureStream(
      DataLoader loader,
      EoModel model,
      int ignoreIndex,
      NDManager owner,
      ProgressSink sink,
      String stage,
      Runnable afterEach) {
    this.loader = loader;
    this.model = model;
    this.ignoreIndex = ignoreIndex;
    this.owner = owner;
    this.sink = sink;
    this.stage = stage;
    this.afterEach = afterEach;
  }

  private Iterator<Batch> batches() {
    Iterator<Batch> begun = batches;
    if (begun == null) {
      bar = sink.bar(stage, loader.batches());
      begun = loader.epoch(0).iterator();
      batches = begun;
    }
    return begun;
  }

  @Override
  public boolean hasNext() {
    return batches().hasNext();
  }

  @Override
  public LabelledFeatures next() {
    free();
    NDManager scope = owner.newSubManager();
    held = scope;
    DeviceBatch batch = DeviceBatch.of(batches().next(), scope);
    LabelledFeatures features =
        new LabelledFeatures(model.features(batch.input()), counted(batch.targets(), scope));
    bar.to(++done, "");
    afterEach.run();
    return features;
  }

  /** An ignored class becomes one that does not exist, also where its number is that of a class. */
  private NDArray counted(NDArray targets, NDManager scope) {
    if (targets.getDataType() != DataType.INT64) {
      return targets;
    }
    long[] labels = targets.toLongArray();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labels[i] == ignoreIndex ? NO_CLASS : labels[i];
    }
    return scope.create(labels, targets.getShape());
  }

  private void free() {
    if (held != null) {
      held.close();
    }
  }

  @Override
  public void close() {
    bar.close();
    free();
    loader.close();
  }
}
