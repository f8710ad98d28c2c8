package org.eobench.testing.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Folders of synthetic runs: every encoder with every decoder on every data set, several times.
 *
 * @param encoders names of encoders
 * @param decoders names of decoders
 * @param datasets names of data sets
 * @param seeds runs of each combination, with the seeds 0, 1, …
 * @param epochs validations of each run
 */
public record SyntheticRuns(
    List<String> encoders, List<String> decoders, List<String> datasets, int seeds, int epochs) {

  /** Four encoders, two of them floors, two decoders, two data sets and three seeds: 48 runs. */
  public static SyntheticRuns small() {
    return new SyntheticRuns(
        List.of("dofa_tiny", "prithvi_tiny", "image_stats", "rcf"),
        List.of("seg_linear", "seg_upernet"),
        List.of("quickstart", "hlsburnscars"),
        3,
        5);
  }

  /**
   * At least so many runs, in a grid of 20 encoders, 5 decoders and as many data sets as needed.
   */
  public static SyntheticRuns many(int runs, int seeds) {
    int datasets = Math.max(1, (int) Math.ceil(runs / (20.0 * 5 * seeds)));
    return new SyntheticRuns(
        names("encoder_", 20), names("decoder_", 5), names("dataset_", datasets), seeds, 20);
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
  }

  /** The runs, each later than the one before. */
  public List<SyntheticRun> runs() {
    List<SyntheticRun> runs = new ArrayList<>();
    for (String dataset : datasets) {
      for (String decoder : decoders) {
        for (String encoder : encoders) {
          for (int seed = 0; seed < seeds; seed++) {
            runs.add(
                SyntheticRun.of(encoder, decoder, dataset, seed).epochs(epochs).later(runs.size()));
          }
        }
      }
    }
    return runs;
  }

  /** Writes all runs below a folder, each as a job of a sweep, and returns their directories. */
  public List<Path> write(Path folder) {
    List<Path> written = new ArrayList<>();
    for (SyntheticRun run : runs()) {
      written.add(run.write(folder.resolve(String.valueOf(written.size()))));
    }
    return written;
  }

  /**
   * Writes a folder of runs, for measurements by hand.
   *
   * @param arguments the folder; for more than {@link #small()}, the number of runs, and of seeds
   */
  public static void main(String[] arguments) {
    SyntheticRuns runs =
        arguments.length == 1
            ? small()
            : many(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    runs.write(Path.of(arguments[0]));
  }
}
