package org.eobench.core.run.gallery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TargetVisitor;
import org.eobench.core.loader.ImageBatch;
import org.eobench.core.preprocess.ImageSpec;

/**
 * A sample of a data set as it is in its files: the image and, beside it, its target where that is
 * a map, in the colours of the gallery.
 *
 * @param png the file
 * @param shows what is drawn, in words
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SamplePicture(byte[] png, String shows) {

  /**
   * Reads and draws a sample.
   *
   * @throws org.eobench.core.error.BenchException if it cannot be read
   */
  public static SamplePicture of(EoDataset dataset, SampleRef ref) {
    DatasetSpec spec = dataset.spec();
    Composite composite = Composite.of(spec, ImageSpec.of(spec));
    Map<String, List<String>> bands = new LinkedHashMap<>();
    bands.put(
        composite.modality(),
        spec.bands().getOrDefault(composite.modality(), List.of()).stream()
            .map(Band::name)
            .toList());
    Sample sample = dataset.read(ref, bands);
    Image image = Objects.requireNonNull(sample.images().get(composite.modality()));
    Picture shown =
        composite.picture(
            new ImageBatch(
                image.data(), 1, image.channels(), image.frames(), image.height(), image.width()));
    String words =
        ref.id()
            + ", "
            + String.join(", ", composite.bands())
            + (image.frames() == 1 ? "" : " of the first date");
    Target target = sample.target();
    if (!target.dense()) {
      return new SamplePicture(bytes(shown), words);
    }
    Picture map = Picture.of(target.height(), target.width(), colours(target, spec));
    return new SamplePicture(bytes(shown.beside(map)), words + ", and its labels");
  }

  /** The colour of each pixel of a target: of its class, or of its value among all. */
  private static IntUnaryOperator colours(Target target, DatasetSpec spec) {
    if (spec.task().classes()) {
      int[] labels = target.labels();
      return pixel ->
          labels[pixel] == spec.ignoreIndex() ? Palette.NONE : Palette.ofClass(labels[pixel]);
    }
    List<Float> values = new ArrayList<>();
    target.report(new Values(values));
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Float.isNaN(value) ? least : Math.min(least, value);
      most = Float.isNaN(value) ? most : Math.max(most, value);
    }
    float low = least;
    float range = most > least ? most - least : 1;
    return pixel ->
        Float.isNaN(values.get(pixel))
            ? Palette.NONE
            : Palette.ofValue((values.get(pixel) - low) / range);
  }

  private static byte[] bytes(Picture picture) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      picture.png(png);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return png.toByteArray();
  }

  /** Collects the values of a map in C order. */
  private record Values(List<Float> values) implements TargetVisitor {
    @Override
    public void label(int label) {}

    @Override
    public void labels(boolean[] present) {}

    @Override
    public void value(float value) {
      values.add(value);
    }

    @Override
    public void ignored() {}
  }
}
