package org.eobench.core.preprocess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.Sample;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A chain of steps that turns the samples of a data set into an encoder's input. Immutable and
 * thread-safe.
 */
public final class Preprocessor {
  private static final double GIGA = 1e9;

  /** A modality of which nothing is known, so that 0 replaces missing data. */
  private static final ImageSpec.Modality UNKNOWN =
      new ImageSpec.Modality(List.of(), BandStats.UNKNOWN, Set.of(), List.of());

  private final StepContext start;
  private final List<Function<StepContext, PreprocessStep>> makers;
  private final List<PreprocessStep> steps;

  /**
   * Builds the chain; each step receives the output of the previous one.
   *
   * @param start facts before the first step, see {@link ImageSpec#of}
   * @param makers one function for each step, in order
   * @throws BenchException if a step cannot process its input
   */
  public Preprocessor(
      StepContext start, List<? extends Function<StepContext, PreprocessStep>> makers) {
    this.start = start;
    this.makers = List.copyOf(makers);
    this.steps = new ArrayList<>();
    ImageSpec images = start.images();
    for (Function<StepContext, PreprocessStep> maker : this.makers) {
      PreprocessStep step = maker.apply(start.with(images));
      steps.add(step);
      images = step.output();
      requireRoom(images);
    }
  }

  /**
   * Refuses images that do not fit into one Java array, whose size in bytes DJL stores as an int.
   */
  private static void requireRoom(ImageSpec images) {
    double bands = images.modalities().values().stream().mapToInt(m -> m.bands().size()).sum();
    double bytes = bands * images.height() * images.width() * Float.BYTES;
    double most = Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory());
    if (bytes > most) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "ImageTooLarge",
                  String.format(
                      Locale.ROOT,
                      "preprocessing produces images of %d × %d pixels and %.0f bands, %,.1f GB"
                          + " each",
                      images.height(),
                      images.width(),
                      bands,
                      bytes / GIGA))
              .at("preprocessing")
              .expecting(String.format(Locale.ROOT, "at most %,.1f GB", most / GIGA))
              .next("reduce encoder.input_size, dataset.img_size or the size of the step"));
    }
  }

  /** The facts about images at the start of the chain; samples must have exactly these bands. */
  public ImageSpec input() {
    return start.images();
  }

  /** The facts about images at the end of the chain. */
  public ImageSpec output() {
    return steps.isEmpty() ? start.images() : steps.get(steps.size() - 1).output();
  }

  /** The steps in order. */
  public List<PreprocessStep> steps() {
    return List.copyOf(steps);
  }

  /**
   * The same chain for samples that contain only the bands which reach its end, so that the others
   * need not be read. Returns this chain if a step mixes bands.
   */
  public Preprocessor narrowed() {
    if (!steps.stream().allMatch(PreprocessStep::bandwise)) {
      return this;
    }
    Map<String, List<String>> last = output().bands();
    Map<String, ImageSpec.Modality> needed = new LinkedHashMap<>();
    start
        .images()
        .modalities()
        .forEach(
            (name, modality) -> {
              int[] kept =
                  last.getOrDefault(name, List.of()).stream()
                      .mapToInt(band -> start.channel(name, band, modality.bands()))
                      .filter(channel -> channel >= 0)
                      .distinct()
                      .sorted()
                      .toArray();
              if (kept.length > 0) {
                needed.put(name, modality.select(kept));
              }
            });
    ImageSpec images = start.images().with(needed);
    return new Preprocessor(start.with(images), makers);
  }

  /**
   * Refuses a chain whose output bands differ from the encoder's input bands.
   *
   * @throws BenchException with the modality and both lists of bands
   */
  public void requireFitForEncoder() {
    EncoderSpec encoder = start.encoder();
    Map<String, List<String>> given = output().bands();
    if (!given.equals(encoder.inputBands())) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("BandsDoNotFit", "the preprocessed images do not have the encoder's bands")
              .at("preprocessing")
              .expecting(String.format(Locale.ROOT, "%s, but got %s", encoder.inputBands(), given))
              .next("add BandFilter and, for bands the data lacks, BandPadding"));
    }
  }

  /**
   * A sample as it was read.
   *
   * @param cropped whether the first step of the chain was done by reading a part
   */
  public record Opened(Sample sample, boolean cropped) {}

  /**
   * Reads a sample. If the chain begins with a random crop, only the crop is read, where the data
   * set can.
   *
   * @param part reads a part; gives null if it cannot, and then has not asked which
   * @param whole reads a whole sample
   * @param random see {@link SampleRandom}
   */
  public Opened open(
      Function<ImagePart.Choice, @Nullable Sample> part,
      Supplier<Sample> whole,
      RandomGenerator random) {
    if (!steps.isEmpty() && steps.get(0) instanceof RandomCrop crop) {
      Sample cut = part.apply((height, width) -> crop.part(height, width, random));
      if (cut != null) {
        return new Opened(cut, PixelSize.of(cut).equals(crop.size()));
      }
    }
    return new Opened(whole.get(), false);
  }

  /** Applies the steps that are not done yet, as {@link #apply(Sample, RandomGenerator)} does. */
  public Sample apply(Opened opened, RandomGenerator random) {
    return apply(opened.sample, opened.cropped ? 1 : 0, random);
  }

  /**
   * Applies all steps, then replaces missing data by {@link ImageSpec.Modality#fill}.
   *
   * @param sample images with the bands of {@link #input()}
   * @param random see {@link SampleRandom}
   */
  public Sample apply(Sample sample, RandomGenerator random) {
    return apply(sample, 0, random);
  }

  /**
   * @param first the first step that is applied
   */
  private Sample apply(Sample sample, int first, RandomGenerator random) {
    input()
        .modalities()
        .forEach(
            (name, modality) -> {
              Image image = sample.images().get(name);
              if (image == null || image.channels() != modality.bands().size()) {
                throw new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "sample %s has %s channels of %s, but the preprocessing chain expects %s",
                        sample.ref().id(),
                        image == null ? "no" : image.channels(),
                        name,
                        modality.bands()));
              }
            });
    Sample current = sample;
    for (PreprocessStep step : steps.subList(first, steps.size())) {
      current = step.apply(current, random);
    }
    return filled(current);
  }

  private Sample filled(Sample sample) {
    Map<String, ImageSpec.Modality> known = output().modalities();
    Map<String, Image> images = new LinkedHashMap<>();
    sample
        .images()
        .forEach(
            (name, image) -> images.put(name, known.getOrDefault(name, UNKNOWN).filled(image)));
    return sample.with(images);
  }
}
