package org.eobench.core.run.scene;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EmptyPixels;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.MissingPixels;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * Reads parts of a scene as samples of the run's data set, by its rules for pixels without data.
 */
final class SceneReader {
  private final SceneSource scene;
  private final Map<String, List<String>> bands;
  private final SampleRef ref;
  private final MaskedDataset masked;

  /**
   * @param spec facts of the run's data set
   * @param bands the bands that are needed, by modality
   */
  SceneReader(SceneSource scene, DatasetSpec spec, Map<String, List<String>> bands) {
    this.scene = scene;
    this.bands = bands;
    this.ref = new SampleRef(scene.id(), scene.files());
    this.masked = new MaskedDataset(new OneScene(shown(spec, scene.bands())));
  }

  /** The same facts about the bands that the scene has, which decide whether a pixel has data. */
  private static DatasetSpec shown(DatasetSpec spec, Map<String, List<String>> there) {
    Map<String, List<Band>> bands = new LinkedHashMap<>();
    spec.bands()
        .forEach(
            (modality, all) -> {
              List<String> names = there.getOrDefault(modality, List.of());
              List<Band> shown = all.stream().filter(band -> names.contains(band.name())).toList();
              if (!shown.isEmpty()) {
                bands.put(modality, shown);
              }
            });
    return new DatasetSpec(
        spec.name(),
        spec.version(),
        spec.task(),
        spec.quantity(),
        bands,
        Map.of(),
        spec.classes(),
        spec.ignoreIndex(),
        List.of(),
        0,
        spec.frames(),
        spec.citation(),
        spec.licence(),
        spec.missingPixels());
  }

  /**
   * Reads a part.
   *
   * @return raw images; its target is of {@link ScenePixels}
   */
  Sample read(ImagePart part) {
    return Objects.requireNonNull(masked.read(ref, bands, (height, width) -> part));
  }

  /** Cuts a window out of a part that was read. */
  Sample window(Sample part, ImagePart of, ImagePart window) {
    int top = window.row() - of.row();
    int left = window.column() - of.column();
    Map<String, Image> images = new LinkedHashMap<>();
    part.images()
        .forEach(
            (modality, image) ->
                images.put(modality, cut(image, top, left, window.height(), window.width())));
    ScenePixels pixels = ScenePixels.of(window.height(), window.width());
    return new Sample(images, pixels, ref, scene.acquisition(window));
  }

  private static Image cut(Image image, int top, int left, int height, int width) {
    int planes = image.channels() * image.frames();
    float[] data = new float[planes * height * width];
    for (int plane = 0; plane < planes; plane++) {
      for (int row = 0; row < height; row++) {
        int from = (plane * image.height() + top + row) * image.width() + left;
        System.arraycopy(image.data(), from, data, (plane * height + row) * width, width);
      }
    }
    return new Image(data, image.channels(), image.frames(), height, width);
  }

  /** The scene as a data set of one sample. */
  private final class OneScene implements EoDataset {
    private final DatasetSpec spec;

    OneScene(DatasetSpec spec) {
      this.spec = spec;
    }

    @Override
    public DatasetSpec spec() {
      return spec;
    }

    @Override
    public List<SampleRef> samples(Split split) {
      return List.of(ref);
    }

    @Override
    public Sample read(SampleRef asked, Map<String, List<String>> wanted) {
      return read(new ImagePart(0, 0, scene.grid().height(), scene.grid().width()), wanted);
    }

    @Override
    public Sample read(SampleRef asked, Map<String, List<String>> wanted, ImagePart.Choice choice) {
      return read(choice.of(scene.grid().height(), scene.grid().width()), wanted);
    }

    private Sample read(ImagePart part, Map<String, List<String>> wanted) {
      Map<String, Image> images = scene.read(wanted, part);
      images.forEach(this::requireDates);
      ScenePixels pixels = ScenePixels.of(part.height(), part.width());
      // Filled pixels count in a data set; on a map they would show what nobody measured.
      boolean fills = spec.missingPixels().rule() == MissingPixels.Rule.FILL;
      boolean[] empty = fills ? EmptyPixels.inAll(images.values()) : pixels.empty();
      return new Sample(images, new ScenePixels(part.height(), part.width(), empty), ref);
    }

    private void requireDates(String modality, Image image) {
      if (image.frames() != spec.frames()) {
        throw new BenchException(
            ExitCode.DATA,
            Problem.of(
                    "DateCount",
                    String.format(
                        Locale.ROOT, "%s has %d dates in this scene", modality, image.frames()))
                .at(ref.place())
                .expecting(
                    String.format(
                        Locale.ROOT,
                        "%d, as the samples of %s that the run was trained on",
                        spec.frames(),
                        spec.name()))
                .next("give one file for each date, with `--input " + modality + "=FILE`"));
      }
    }
  }
}
