package org.eobench.core.dataset.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.Image;
import org.eobench.core.error.Problem;

/**
 * Bands that carry no information of their own: one value everywhere, or the same values as another
 * band. Such bands come from a failed download, from a placeholder for a band that a product lacks,
 * and from a band that was stacked twice.
 */
final class PlainBandsRule implements Rule {
  private static final int NAMED = 3;

  private final String modality;
  private final List<String> names;
  private final float[] value;
  private final boolean[] varies;
  private final boolean[][] differs;
  private final List<List<String>> plainIn = new ArrayList<>();
  private int samples;

  PlainBandsRule(String modality, List<Band> bands) {
    this.modality = modality;
    names = bands.stream().map(Band::name).toList();
    value = new float[names.size()];
    Arrays.fill(value, Float.NaN);
    varies = new boolean[names.size()];
    differs = new boolean[names.size()][names.size()];
    names.forEach(name -> plainIn.add(new ArrayList<>()));
  }

  @Override
  public void add(ObservedSample sample) {
    Image image = sample.sample().images().get(modality);
    if (image == null || image.channels() != names.size() || image.data().length == 0) {
      return;
    }
    samples++;
    int series = image.data().length / names.size();
    boolean[] plain = new boolean[names.size()];
    int varying = 0;
    for (int band = 0; band < names.size(); band++) {
      plain[band] = isPlain(image.data(), band * series, (band + 1) * series, band);
      varying += plain[band] ? 0 : 1;
    }
    for (int band = 0; band < names.size() && varying > 0; band++) {
      if (plain[band] && value[band] == 0) { // few shades of a dark band may be one by chance
        plainIn.get(band).add(sample.id());
      }
    }
    pairs(image.data(), series);
  }

  /** Whether the valid values of a band of an image are one; remembers whether all images agree. */
  private boolean isPlain(float[] data, int from, int to, int band) {
    float own = Float.NaN;
    for (int i = from; i < to; i++) {
      float now = data[i];
      if (Float.isNaN(now)) {
        continue;
      }
      own = Float.isNaN(own) ? now : own;
      if (now != own) {
        varies[band] = true;
        return false;
      }
    }
    if (Float.isNaN(own)) {
      return false; // The rule on missing data names bands without any.
    }
    varies[band] |= !Float.isNaN(value[band]) && value[band] != own;
    value[band] = own;
    return true;
  }

  private void pairs(float[] data, int series) {
    for (int a = 0; a < names.size(); a++) {
      for (int b = 0; b < a; b++) {
        if (!differs[a][b]) {
          differs[a][b] =
              Arrays.mismatch(
                      data, a * series, (a + 1) * series, data, b * series, (b + 1) * series)
                  >= 0;
        }
      }
    }
  }

  @Override
  public List<Finding> findings() {
    List<Finding> found = new ArrayList<>();
    for (int band = 0; band < names.size() && samples > 0; band++) {
      List<String> plain = plainIn.get(band);
      if (!varies[band] && !Float.isNaN(value[band])) {
        found.add(constant(names.get(band), "in all " + samples + " samples", value[band]));
      } else if (!plain.isEmpty()) {
        found.add(constant(names.get(band), "in " + some(plain), 0));
      }
      for (int other = 0; other < band; other++) {
        if (!differs[band][other] && varies[band]) {
          found.add(same(names.get(other), names.get(band)));
        }
      }
    }
    return found;
  }

  private String some(List<String> ids) {
    return String.format(
        Locale.ROOT,
        "%d of %d samples, such as %s",
        ids.size(),
        samples,
        String.join(", ", ids.subList(0, Math.min(NAMED, ids.size()))));
  }

  private Finding constant(String band, String where, float value) {
    return Finding.warning(
        1,
        Problem.of(
                "ConstantBand",
                String.format(
                    Locale.ROOT, "band %s of %s is %s at every pixel", band, modality, value))
            .at(where)
            .expecting("values that vary, or NaN where there is no data")
            .next(
                "check how the files were made; if the band was not measured there, mark it as"
                    + " missing with a nodata value"));
  }

  private Finding same(String one, String two) {
    return Finding.warning(
        1,
        Problem.of(
                "DuplicateBand",
                String.format(
                    Locale.ROOT,
                    "bands %s and %s of %s are equal at every pixel",
                    one,
                    two,
                    modality))
            .at("in all " + samples + " samples")
            .expecting("a band of its own for each name in dataset.bands." + modality)
            .next("check how the files were stacked"));
  }
}
