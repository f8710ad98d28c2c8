package org.eobench.core.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A data set that excludes the targets of pixels without data, or fills these pixels with {@link
 * MissingPixels.Rule#FILL}.
 *
 * <p>Whether a pixel has data depends on all bands of the data set and not on the requested ones,
 * so that every encoder is trained and scored on the same pixels. The other bands are read only if
 * the requested ones do not decide it.
 */
public final class MaskedDataset implements EoDataset {
  private final EoDataset raw;
  private final MissingPixels missing;
  private final Map<String, List<String>> bands = new LinkedHashMap<>();

  /**
   * @param raw returns NaN for missing data
   */
  public MaskedDataset(EoDataset raw) {
    this.raw = raw;
    this.missing = raw.spec().missingPixels();
    raw.spec()
        .bands()
        .forEach((modality, all) -> bands.put(modality, all.stream().map(Band::name).toList()));
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
    return isOpen(sample, wanted) ? masked(sample, raw.read(ref, bands)) : masked(sample, sample);
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
      return sample == null ? null : masked(sample, sample);
    }
    ImagePart asked = Objects.requireNonNull(chosen.get());
    Sample all = raw.read(ref, bands, (height, width) -> asked);
    return masked(sample, Objects.requireNonNull(all));
  }

  /** Whether bands that were not asked for decide which pixels have data. */
  private boolean isOpen(Sample sample, Map<String, List<String>> wanted) {
    return missing.rule() == MissingPixels.Rule.IGNORE
        && !wanted.equals(bands)
        && !EmptyPixels.none(EmptyPixels.of(sample.images().values()));
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
    return masked(all, all);
  }

  private Sample masked(Sample sample, Sample all) {
    if (missing.rule() == MissingPixels.Rule.FILL) {
      return filled(sample);
    }
    boolean[] empty = EmptyPixels.of(all.images().values());
    Target target = EmptyPixels.without(sample.target(), empty, spec().ignoreIndex());
    return sample.with(target);
  }

  private Sample filled(Sample sample) {
    Map<String, Image> images = new LinkedHashMap<>();
    sample
        .images()
        .forEach(
            (modality, image) -> {
              Double value = missing.fill(modality);
              images.put(modality, filled(image, value == null ? 0 : value.floatValue()));
            });
    return sample.with(images);
  }

  private static Image filled(Image image, float value) {
    float[] data = image.data().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] = Float.isNaN(data[i]) ? value : data[i];
    }
    return new Image(data, image.channels(), image.frames(), image.height(), image.width());
  }
}
