package org.eobench.core.preprocess.corrupt;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.io.PictureFiles;

/**
 * A sample under a corruption: the clean image and each severity side by side, in colours of the
 * bands nearest to red, green and blue. All are stretched as the clean image is, between its 2nd
 * and 98th percentile.
 */
public final class CorruptionPicture {
  private static final double[] COLOURS = {0.665, 0.56, 0.49};
  private static final int GAP = 2;
  private static final int WHITE = 0xFFFFFF;

  private final EoDataset dataset;
  private final SampleRef ref;
  private final long seed;

  /**
   * @param seed seed of what is drawn
   */
  public CorruptionPicture(EoDataset dataset, SampleRef ref, long seed) {
    this.dataset = dataset;
    this.ref = ref;
    this.seed = seed;
  }

  /** Writes a PNG, whose panels are the clean image and the severities. */
  public void write(Corruption corruption, List<Integer> severities, OutputStream out)
      throws IOException {
    Map<String, List<String>> bands = new LinkedHashMap<>();
    dataset
        .spec()
        .bands()
        .forEach((modality, list) -> bands.put(modality, list.stream().map(Band::name).toList()));
    List<Map<String, Image>> panels = new ArrayList<>();
    for (int severity : IntStream.concat(IntStream.of(0), of(severities)).toArray()) {
      double strength = severity == 0 ? 0 : corruption.strengths().get(severity - 1);
      panels.add(
          new CorruptedDataset(dataset, corruption, strength, seed).read(ref, bands).images());
    }
    String shown = shown(panels);
    Image clean = panels.get(0).getOrDefault(shown, new Image(new float[0], 0, 0, 0, 0));
    int[] channels = channels(shown, clean.channels());
    BufferedImage picture =
        new BufferedImage(
            panels.size() * (clean.width() + GAP) - GAP,
            clean.height(),
            BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < picture.getWidth(); x++) {
      for (int y = 0; y < picture.getHeight(); y++) {
        picture.setRGB(x, y, WHITE);
      }
    }
    for (int i = 0; i < panels.size(); i++) {
      draw(panels.get(i).getOrDefault(shown, clean), clean, channels, picture, i);
    }
    PictureFiles.png(picture, out);
  }

  private static IntStream of(List<Integer> severities) {
    return severities.stream().mapToInt(severity -> severity);
  }

  /** The first modality that changes; the first of all if none does. */
  private static String shown(List<Map<String, Image>> panels) {
    Map<String, Image> clean = panels.get(0);
    Map<String, Image> worst = panels.get(panels.size() - 1);
    for (String modality : clean.keySet()) {
      Image before = clean.get(modality);
      Image after = worst.get(modality);
      if (before != null && after != null && !Arrays.equals(before.data(), after.data())) {
        return modality;
      }
    }
    return clean.keySet().iterator().next();
  }

  private int[] channels(String modality, int count) {
    List<Band> bands = dataset.spec().bands().getOrDefault(modality, List.of());
    boolean known = bands.stream().allMatch(band -> band.wavelength() != null);
    return Arrays.stream(COLOURS)
        .mapToInt(
            colour ->
                IntStream.range(0, count)
                    .boxed()
                    .min(
                        Comparator.comparingDouble(
                            c -> {
                              Double wavelength = bands.get(c).wavelength();
                              return known && wavelength != null
                                  ? Math.abs(wavelength - colour)
                                  : c;
                            }))
                    .orElse(0))
        .toArray();
  }

  private static void draw(
      Image image, Image clean, int[] channels, BufferedImage picture, int panel) {
    int size = clean.height() * clean.width();
    for (int colour = 0; colour < channels.length; colour++) {
      int from = channels[colour] * clean.frames() * size;
      float[] sorted = Arrays.copyOfRange(clean.data(), from, from + size);
      Arrays.sort(sorted);
      float low = sorted[(int) (0.02 * (size - 1))];
      float high = sorted[(int) (0.98 * (size - 1))];
      for (int i = 0; i < size; i++) {
        float share = high > low ? (image.data()[from + i] - low) / (high - low) : 0.5f;
        int level = Float.isNaN(share) ? 0 : Math.round(255 * Math.max(0, Math.min(1, share)));
        int x = panel * (clean.width() + GAP) + i % clean.width();
        int y = i / clean.width();
        int before = colour == 0 ? 0 : picture.getRGB(x, y);
        picture.setRGB(x, y, before | level << (16 - 8 * colour));
      }
    }
  }
}
