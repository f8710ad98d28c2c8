package org.eobench.core.loader;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.eobench.core.dataset.Sample;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.Stages;

/** Groups the samples of an epoch into batches. */
final class EpochIterator implements Iterator<Batch> {
  private final SampleSource source;
  private final IntFunction<Sample> again;
  private final int end;
  private final int batchSize;
  private final LongConsumer waited;
  private int position;

  /**
   * @param again decodes the sample at a position
   * @param waited gets the nanoseconds that a batch was waited for
   */
  EpochIterator(
      SampleSource source,
      IntFunction<Sample> again,
      int start,
      int end,
      int batchSize,
      LongConsumer waited) {
    this.source = source;
    this.again = again;
    this.position = start;
    this.end = end;
    this.batchSize = batchSize;
    this.waited = waited;
  }

  @Override
  public boolean hasNext() {
    return position < end;
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      int first = position;
      long before = System.nanoTime();
      List<LoadedSample> samples = Stages.call(Stage.WAIT, this::samples);
      waited.accept(System.nanoTime() - before);
      return Stages.call(Stage.COLLATE, () -> batch(samples, first));
    } catch (OutOfMemoryError full) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of("OutOfMemory", "the samples of a batch do not fit into Java's memory")
              .at(String.format(Locale.ROOT, "a batch of %d samples", batchSize))
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "enough heap for about three batches; it is limited to %d MiB",
                      Runtime.getRuntime().maxMemory() >> 20))
              .next(
                  "use a smaller batch_size or fewer num_workers, or give Java more: `java -Xmx8g"
                      + " -jar bench.jar ARGUMENTS`"),
          full);
    }
  }

  private List<LoadedSample> samples() {
    List<LoadedSample> samples = new ArrayList<>();
    int last = Math.min(end, position + batchSize);
    while (position < last) {
      samples.add(source.at(position++));
    }
    return samples;
  }

  /** Joins samples; all have their images, or none where the features of all are known. */
  private Batch batch(List<LoadedSample> samples, int first) {
    List<KnownSample> inputs = new ArrayList<>();
    for (LoadedSample sample : samples) {
      if (sample.known() != null) {
        inputs.add(sample.known());
      }
    }
    Supplier<Batch> decoded = () -> Collate.batch(decoded(samples, first));
    if (inputs.size() < samples.size()) {
      return decoded.get();
    }
    KnownBatch known = new KnownBatch(inputs, decoded);
    Batch batch =
        known.complete()
            ? Collate.withoutImages(samples.stream().map(LoadedSample::sample).toList())
            : decoded.get();
    return batch.with(known);
  }

  private List<Sample> decoded(List<LoadedSample> samples, int first) {
    List<Sample> decoded = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      LoadedSample sample = samples.get(i);
      decoded.add(sample.decoded() ? sample.sample() : again.apply(first + i));
    }
    return decoded;
  }
}
