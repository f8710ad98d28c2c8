package org.eobench.core.run;

import ai.djl.ndarray.NDManager;
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
  private final DataLoader loader;
  private final EoModel model;
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
   * @param stage what the user reads beside the progress
   * @param afterEach is run after each batch and may throw to stop
   */
  FeatureStream(
      DataLoader loader,
      EoModel model,
      NDManager owner,
      ProgressSink sink,
      String stage,
      Runnable afterEach) {
    this.loader = loader;
    this.model = model;
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
        new LabelledFeatures(model.features(batch.input()), batch.targets());
    bar.to(++done, "");
    afterEach.run();
    return features;
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
