package org.eobench.core.dataset;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A data set that excludes the targets of pixels without data, or fills these pixels with {@link
 * MissingPixels.Rule#FILL}.
 *
 * <p>Whether a pixel has data depends on all bands that {@link MissingPixels.Extent} names and not
 * on the requested ones, so that every encoder is trained and scored on the same pixels. Other
 * bands are read only if the requested ones do not decide it.
 */
public final class MaskedDataset implements EoDataset {
  private final EoDataset raw;
  private final MissingPixels missing;
  private final Map<String, List<String>> decisive = new LinkedHashMap<>();
  private final Map<String, PixelCount> counts = new ConcurrentHashMap<>();

  /**
   * @param raw returns NaN for missing data
   */
  public MaskedDataset(EoDataset raw) {
    this.raw = raw;
    this.missing = raw.spec().missingPixels();
    raw.spec()
        .bands()
        .forEach(
            (modality, all) -> {
              if (decisive.isEmpty() || missing.extent() != MissingPixels.Extent.MAIN) {
                decisive.put(modality, all.stream().map(Band::name).toList());
              }
            });
  }

  /**
   * Pixels of samples that were read as a whole.
   *
   * @param empty those without data
   * @param all all of them
   * @param samples number of samples that were read
   */
  public record PixelCount(long empty, long all, int samples) {}

  /** The pixels without data of the samples of a split that were read so far, each counted once. */
  public PixelCount counted(Split split) {
    long empty = 0;
    long all = 0;
    int samples = 0;
    for (SampleRef ref : raw.samples(split)) {
      PixelCount one = counts.get(ref.id());
      if (one != null) {
        empty += one.empty;
        all += one.all;
        samples++;
      }
    }
    return new PixelCount(empty, all, samples);
  }

  @Override
  public DatasetSpec spec() {
    return raw.spec();
  }

  @Override
  public List<String> remarks() {
    return raw.remarks();
  }

  @Override
  public List<SampleRef> samples(Split split) {
    return raw.samples(split);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> wanted) {
    Sample sample = raw.read(ref, wanted);
    Sample deciding = isOpen(sample, wanted) ? raw.read(ref, decisive) : sample;
    count(ref, deciding);
    return masked(sample, wanted, deciding);
  }

  private void count(SampleRef ref, Sample deciding) {
    if (missing.rule() == MissingPixels.Rule.IGNORE) {
      boolean[] empty = empty(deciding);
      long missing = IntStream.range(0, empty.length).filter(i -> empty[i]).count();
      Image first = deciding.images().values().stream().findFirst().orElse(null);
      long pixels = first == null ? 0 : (long) first.height() * first.width();
      counts.put(ref.id(), new PixelCount(missing, pixels, 1));
    }
  }

  @Override
  public @Nullable Sample read(
      SampleRef ref, Map<String, List<String>> wanted, ImagePart.Choice part) {
    AtomicReference<ImagePart> chosen = new AtomicReference<>();
    Sample sample =
        raw.read(
            ref,
            wanted,
            (height, width) -> {
              ImagePart asked = part.of(height, width);
              chosen.set(asked);
              return asked;
            });
    if (sample == null || !isOpen(sample, wanted)) {
      return sample == null ? null : masked(sample, wanted, sample);
    }
    ImagePart asked = Objects.requireNonNull(chosen.get());
    Sample all = raw.read(ref, decisive, (height, width) -> asked);
    return masked(sample, wanted, Objects.requireNonNull(all));
  }

  /** Whether bands that were not asked for decide which pixels have data. */
  private boolean isOpen(Sample sample, Map<String, List<String>> wanted) {
    if (missing.rule() != MissingPixels.Rule.IGNORE) {
      return false;
    }
    boolean complete =
        decisive.entrySet().stream()
            .allMatch(
                entry ->
                    new HashSet<>(wanted.getOrDefault(entry.getKey(), List.of()))
                        .containsAll(entry.getValue()));
    if (complete || missing.extent() == MissingPixels.Extent.ANY) {
      return !complete;
    }
    List<Image> known = decisive(sample);
    return known.isEmpty() || !EmptyPixels.none(EmptyPixels.inAll(known));
  }

  /** The images of the modalities that decide which pixels have data. */
  private List<Image> decisive(Sample sample) {
    return sample.images().entrySet().stream()
        .filter(entry -> decisive.containsKey(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The data set as returned by its reader. */
  public EoDataset raw() {
    return raw;
  }

  /**
   * The sample that {@link #read} returns.
   *
   * @param all sample from the reader, with all bands
   */
  public Sample masked(Sample all) {
    Map<String, List<String>> bands = new LinkedHashMap<>();
    spec().bands().forEach((m, list) -> bands.put(m, list.stream().map(Band::name).toList()));
    return masked(all, bands, all);
  }

  private Sample masked(Sample sample, Map<String, List<String>> wanted, Sample all) {
    if (missing.rule() == MissingPixels.Rule.FILL) {
      return filled(sample, wanted);
    }
    Target target = EmptyPixels.without(sample.target(), empty(all), spec().ignoreIndex());
    return sample.with(target);
  }

  /** The pixels that do not count, {@code [H,W]}; of length 0 if all do. */
  private boolean[] empty(Sample deciding) {
    boolean any = missing.extent() == MissingPixels.Extent.ANY;
    List<Image> images = decisive(deciding);
    return any ? EmptyPixels.inAny(images) : EmptyPixels.inAll(images);
  }

  private Sample filled(Sample sample, Map<String, List<String>> wanted) {
    Map<String, Image> images = new LinkedHashMap<>();
    sample
        .images()
        .forEach(
            (modality, image) ->
                images.put(
                    modality, filled(image, modality, wanted.getOrDefault(modality, List.of()))));
    return sample.with(images);
  }

  private Image filled(Image image, String modality, List<String> bands) {
    float[] data = image.data().clone();
    int series = data.length / Math.max(1, image.channels());
    for (int band = 0; band < image.channels(); band++) {
      Double given = missing.fill(modality, bands.get(band));
      float value = given == null ? 0 : given.floatValue();
      for (int i = band * series; i < (band + 1) * series; i++) {
        data[i] = Float.isNaN(data[i]) ? value : data[i];
      }
    }
    return new Image(data, image.channels(), image.frames(), image.height(), image.width());
  }
}
