package org.eobench.core.run;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.run.scene.SceneGrid;
import org.eobench.core.run.scene.SceneSource;

/**
 * A scene in memory, of unknown date.
 *
 * @param id a short name, for messages
 * @param grid its pixels and their place
 * @param bands names of the bands of each image, in channel order, by modality
 * @param images {@code [C,T,H,W]} by modality, NaN where there is no data
 */
record ArrayScene(
    String id, SceneGrid grid, Map<String, List<String>> bands, Map<String, Image> images)
    implements SceneSource {
  public ArrayScene {
    bands = Collections.unmodifiableMap(new LinkedHashMap<>(bands));
    images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    for (Map.Entry<String, Image> entry : images.entrySet()) {
      Image image = entry.getValue();
      List<String> names = bands.getOrDefault(entry.getKey(), List.of());
      if (image.height() != grid.height()
          || image.width() != grid.width()
          || image.channels() != names.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s has %d bands of %d x %d pixels, not %s of %d x %d",
                entry.getKey(),
                image.channels(),
                image.height(),
                image.width(),
                names,
                grid.height(),
                grid.width()));
      }
    }
  }

  @Override
  public List<Path> files() {
    return List.of();
  }

  @Override
  public Map<String, Image> read(Map<String, List<String>> wanted, ImagePart part) {
    Map<String, Image> parts = new LinkedHashMap<>();
    wanted.forEach((modality, names) -> parts.put(modality, cut(modality, names, part)));
    return parts;
  }

  private Image cut(String modality, List<String> names, ImagePart part) {
    Image image = images.get(modality);
    if (image == null) {
      throw lacking("the modality " + modality, modality, List.copyOf(images.keySet()));
    }
    List<String> own = bands.getOrDefault(modality, List.of());
    float[] data = new float[names.size() * image.frames() * part.height() * part.width()];
    int at = 0;
    for (String name : names) {
      int channel = own.indexOf(name);
      if (channel < 0) {
        throw lacking("the band " + name + " of " + modality, name, own);
      }
      for (int frame = 0; frame < image.frames(); frame++) {
        for (int row = part.row(); row < part.row() + part.height(); row++) {
          int plane = (channel * image.frames() + frame) * image.height();
          int from = (plane + row) * image.width() + part.column();
          System.arraycopy(image.data(), from, data, at, part.width());
          at += part.width();
        }
      }
    }
    return new Image(data, names.size(), image.frames(), part.height(), part.width());
  }

  private BenchException lacking(String what, String wanted, List<String> there) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("UnknownBand", "the scene lacks " + what)
            .at(id)
            .expecting(Suggest.sentence(wanted, there)));
  }

  @Override
  public Acquisition acquisition(ImagePart part) {
    return Acquisition.UNKNOWN;
  }

  @Override
  public void close() {
    // It holds no files.
  }
}
