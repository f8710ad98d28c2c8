package org.eobench.core.loader;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.eobench.core.dataset.Sample;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.Stages;

/** Groups the samples of an epoch into batches. */
final class EpochIterator implements Iterator<Batch> {
  private final SampleSource source;
  private final int end;
  private final int batchSize;
  private int position;

  EpochIterator(SampleSource source, int start, int end, int batchSize) {
    this.source = source;
    this.position = start;
    this.end = end;
    this.batchSize = batchSize;
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
      List<Sample> samples = Stages.call(Stage.WAIT, this::samples);
      return Stages.call(Stage.COLLATE, () -> Collate.batch(samples));
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

  private List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    int last = Math.min(end, position + batchSize);
    while (position < last) {
      samples.add(source.at(position++));
    }
    return samples;
  }
}
