package org.eobench.core.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.SampleRandom;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.Stages;
import org.jspecify.annotations.Nullable;

/** Reads, checks and preprocesses a sample. Every failure names the sample and its files. */
final class SampleReader {
  private final EoDataset dataset;
  private final List<SampleRef> refs;
  private final Preprocessor preprocessor;
  private final SampleCheck check;
  private final LoaderOptions options;
  private final @Nullable SampleMemory memory;

  /**
   * @param memory what is known of samples, or null
   */
  SampleReader(
      EoDataset dataset,
      List<SampleRef> refs,
      Preprocessor preprocessor,
      LoaderOptions options,
      @Nullable SampleMemory memory) {
    this.dataset = dataset;
    this.refs = refs;
    this.preprocessor = preprocessor.narrowed();
    this.check = new SampleCheck(dataset.spec());
    this.options = options;
    this.memory = memory;
  }

  /**
   * Reads a sample, or what is known in its place.
   *
   * @param draw the epoch whose random numbers it has, see {@link LoaderOptions#draw}
   */
  LoadedSample read(int draw, int index) {
    LoadedSample known = memory == null ? null : memory.recall(draw, index);
    if (known != null) {
      return known;
    }
    RandomGenerator random = SampleRandom.of(options.seed(), draw, index);
    Sample decoded = decode(index, random);
    // The generators of a sample give different numbers after different numbers of draws.
    boolean drawn = random.nextLong() != SampleRandom.of(options.seed(), draw, index).nextLong();
    if (options.draws() > 0 && !drawn) {
      throw nothingDrawn();
    }
    return memory == null
        ? new LoadedSample(decoded, null)
        : memory.remember(decoded, draw, index, drawn);
  }

  private BenchException nothingDrawn() {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of(
                "NothingRandom",
                "the preprocessing of the training images draws no random number, so there are no"
                    + " random crops to repeat")
            .at("crops_per_image=" + options.draws())
            .expecting("a random step in the preprocessing of training images")
            .next("leave out crops_per_image, or crop at random: `preprocessing=seg_default`"));
  }

  /** Reads a sample, as {@link #read} does. */
  Sample decode(int draw, int index) {
    return decode(index, SampleRandom.of(options.seed(), draw, index));
  }

  private Sample decode(int index, RandomGenerator random) {
    SampleRef ref = refs.get(index);
    try {
      Map<String, List<String>> bands = preprocessor.input().bands();
      Preprocessor.Opened raw =
          Stages.call(
              Stage.READ,
              () ->
                  preprocessor.open(
                      part -> dataset.read(ref, bands, part),
                      () -> dataset.read(ref, bands),
                      random));
      List<Problem> problems = check.problems(raw.sample());
      if (!problems.isEmpty()) {
        throw new BenchException(ExitCode.DATA, problems);
      }
      Sample ready = Stages.call(Stage.PREPROCESS, () -> preprocessor.apply(raw, random));
      requireFinite(ready);
      return ready;
    } catch (BenchException failure) {
      throw located(failure, ref);
    } catch (RuntimeException failure) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "SampleFailed",
                  String.format(Locale.ROOT, "sample %s could not be read: %s", ref.id(), failure))
              .at(ref.place())
              .next("check these files; if they are valid, this is a bug in the data set's reader"),
          failure);
    }
  }

  private void requireFinite(Sample sample) {
    for (Map.Entry<String, Image> entry : sample.images().entrySet()) {
      Image image = entry.getValue();
      float[] data = image.data();
      for (int i = 0; i < data.length; i++) {
        if (!Float.isFinite(data[i])) {
          throw notFinite(sample, entry.getKey(), image, i);
        }
      }
    }
  }

  private BenchException notFinite(Sample sample, String modality, Image image, int at) {
    int column = at % image.width();
    int row = at / image.width() % image.height();
    int channel = at / image.width() / image.height() / image.frames();
    List<String> bands = preprocessor.output().bands().getOrDefault(modality, List.of());
    String band = channel < bands.size() ? bands.get(channel) : "channel " + channel;
    return new BenchException(
        ExitCode.DATA,
        Problem.of(
                "NotFinite",
                String.format(
                    Locale.ROOT,
                    "after preprocessing, sample %s has the value %s in %s band %s at row %d,"
                        + " column %d",
                    sample.ref().id(),
                    image.data()[at],
                    modality,
                    band,
                    row,
                    column))
            .at(sample.ref().place())
            .expecting("finite numbers, or NaN where there is no data")
            .next("declare the nodata value in the files or in the data set's config"));
  }

  /** Adds the sample to problems that name neither the sample nor one of its files. */
  private static BenchException located(BenchException failure, SampleRef ref) {
    List<Problem> problems = new ArrayList<>();
    for (Problem problem : failure.problems()) {
      String text = problem.what() + problem.where();
      boolean named =
          text.contains(ref.id())
              || ref.files().stream().anyMatch(file -> text.contains(file.toString()));
      String place = String.format(Locale.ROOT, "sample %s: %s", ref.id(), ref.place());
      problems.add(
          named
              ? problem
              : problem.at(problem.where().isEmpty() ? place : problem.where() + "; " + place));
    }
    BenchException located = new BenchException(failure.exitCode(), problems);
    located.addSuppressed(failure);
    return located;
  }
}
