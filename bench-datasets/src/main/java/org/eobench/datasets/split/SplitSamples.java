package org.eobench.datasets.split;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * The samples of the three splits.
 *
 * @param root folder of the samples, for the message about an empty split
 */
public record SplitSamples(
    Path root, List<SampleRef> train, List<SampleRef> val, List<SampleRef> test) {

  private static final double VALIDATION_SHARE = 0.1;
  private static final int RANDOM_STATE = 23;

  public SplitSamples {
    train = List.copyOf(train);
    val = List.copyOf(val);
    test = List.copyOf(test);
  }

  /**
   * The splits of data sets with the folders {@code training} and {@code validation}, as Pangaea
   * defines them for HLS Burn Scars: {@code validation} is the test split, and a fixed random tenth
   * of {@code training} is the validation split.
   *
   * @param list lists the samples of a folder below the root
   */
  public static SplitSamples ofTwoParts(Path root, Function<String, List<SampleRef>> list) {
    List<SampleRef> training = list.apply("training");
    List<SampleRef> test = list.apply("validation");
    TrainTestSplit split = TrainTestSplit.of(training.size(), VALIDATION_SHARE, RANDOM_STATE);
    return new SplitSamples(
        root, pick(training, split.train()), pick(training, split.test()), test);
  }

  /** The samples at the given indices, in the order of the indices. */
  private static List<SampleRef> pick(List<SampleRef> all, int[] indices) {
    List<SampleRef> picked = new ArrayList<>();
    for (int index : indices) {
      picked.add(all.get(index));
    }
    return picked;
  }

  /**
   * The samples of a split.
   *
   * @throws BenchException if there are none
   */
  List<SampleRef> of(Split split) {
    List<SampleRef> samples =
        switch (split) {
          case TRAIN -> train;
          case VAL -> val;
          case TEST -> test;
        };
    if (samples.isEmpty()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "EmptySplit",
                  String.format(Locale.ROOT, "the %s split has no samples", split.key()))
              .at(root.toString())
              .expecting(
                  String.format(
                      Locale.ROOT,
                      "samples in each split; there are %d in train, %d in val, %d in test",
                      train.size(),
                      val.size(),
                      test.size()))
              .next("check the files in the folder and the keys of the split"));
    }
    return samples;
  }
}
