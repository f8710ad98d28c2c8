package org.eobench.core.dataset.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandNames;
import org.eobench.core.dataset.Image;
import org.eobench.core.error.Problem;
import org.eobench.core.error.ShellWord;

/**
 * Sentinel-2 measures four bands at 10 m and six at 20 m. Where these were enlarged by the nearest
 * neighbour, their pixels are repeated ({@link RepeatedPixels}). A band of 10 m with repeated
 * pixels beside a band of 20 m without has the name of another band; no other rule tells the near
 * infrared bands B8 and B8A apart. Of bands that were interpolated, the rule says nothing.
 *
 * <p>Bands of 60 m do not count: other sensors call bands of a high resolution {@code B1} or {@code
 * B9}, but none has one that is finer than the others and called as a band of 20 m.
 */
final class BandResolutionRule implements Rule {
  /** Metres of a pixel by Sentinel-2's name. */
  private static final Map<String, Integer> METRES =
      Map.of(
          "B2", 10, "B3", 10, "B4", 10, "B8", 10, "B5", 20, "B6", 20, "B7", 20, "B8A", 20, "B11",
          20, "B12", 20);

  private static final double CONFIDENCE = 0.95;

  private final String modality;
  private final List<String> names;
  private final int[] metres;
  private final List<RepeatedPixels> pixels = new ArrayList<>();
  private int samples;
  private String first = "";

  BandResolutionRule(String modality, List<Band> bands) {
    this.modality = modality;
    names = bands.stream().map(Band::name).toList();
    metres = bands.stream().mapToInt(BandResolutionRule::metres).toArray();
    names.forEach(name -> pixels.add(new RepeatedPixels()));
  }

  /** 0 if it is none of Sentinel-2's by its name, or has another wavelength. */
  private static int metres(Band band) {
    String meaning = BandNames.meaning(band.name());
    Double usual = BandNames.wavelength(new Band(meaning, null));
    Double own = band.wavelength();
    boolean other = own != null && usual != null && Math.abs(own - usual) > 0.02;
    return other ? 0 : METRES.getOrDefault(meaning, 0);
  }

  @Override
  public void add(ObservedSample sample) {
    Image image = sample.sample().images().get(modality);
    if (image == null || image.channels() != names.size()) {
      return;
    }
    first = samples++ == 0 ? sample.sample().ref().place() : first;
    int plane = image.height() * image.width();
    for (int layer = 0; layer < image.channels() * image.frames(); layer++) {
      int band = layer / image.frames();
      if (metres[band] > 0) {
        pixels.get(band).add(image.data(), layer * plane, image.height(), image.width());
      }
    }
  }

  @Override
  public List<Finding> findings() {
    List<Integer> coarse =
        IntStream.range(0, metres.length)
            .filter(band -> metres[band] == 10 && pixels.get(band).areRepeated())
            .boxed()
            .toList();
    List<Integer> fine =
        IntStream.range(0, metres.length)
            .filter(band -> metres[band] == 20 && pixels.get(band).areSingle())
            .boxed()
            .toList();
    return coarse.isEmpty() || fine.isEmpty()
        ? List.of()
        : List.of(Finding.warning(CONFIDENCE, problem(coarse, fine)));
  }

  private Problem problem(List<Integer> coarse, List<Integer> fine) {
    List<String> right = new ArrayList<>(names);
    boolean two = coarse.size() == 1 && fine.size() == 1;
    if (two) {
      right.set(coarse.get(0), names.get(fine.get(0)));
      right.set(fine.get(0), names.get(coarse.get(0)));
    }
    return Problem.of(
            "BandResolution",
            String.format(
                Locale.ROOT,
                "the bands of %s seem to have the names of others: the pixels of %s (10 m) are"
                    + " repeated, as after an enlargement from 20 m, and those of %s (20 m) are"
                    + " not",
                modality,
                list(coarse),
                list(fine)))
        .at(
            String.format(
                Locale.ROOT,
                "dataset.bands.%s, seen in %d samples, first %s",
                modality,
                samples,
                first))
        .expecting("the names of the bands in the order of the file's channels")
        .next(
            two
                ? "compare them with the files' description; if the two are exchanged, set `"
                    + ShellWord.of(
                        "dataset.bands." + modality + "=[" + String.join(",", right) + "]")
                    + '`'
                : "compare dataset.bands." + modality + " with the files' description");
  }

  private String list(List<Integer> bands) {
    return String.join(", ", bands.stream().map(names::get).toList());
  }
}
