package org.eobench.testing.layouts.series;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.eobench.testing.NumpyFixture;
import org.eobench.testing.layouts.LayoutFixture;

/**
 * Crop type mapping in South Sudan: archives of series with the dates last, whose lengths differ,
 * numbers of six digits in file names and without zeros in the list.
 */
public final class SouthSudanFixture implements LayoutFixture {
  private static final int SAMPLES = 8;
  private static final BandValues OPTICAL =
      BandValues.of(2031, 1961, 1979, 2146, 2700, 3007, 2871, 3215, 2368, 1645);
  private static final BandValues SAR =
      new BandValues(new double[] {-9.4, -15.3, 1.16}, new double[] {4.1, 5.6, 0.001});

  @Override
  public String dataset() {
    return "croptypemapping_south_sudan";
  }

  @Override
  public List<String> overrides() {
    return List.of("dataset.img_size=" + BandValues.SIDE);
  }

  @Override
  public void write(Path root) {
    StringBuilder list = new StringBuilder("id,partition\n");
    for (int i = 0; i < SAMPLES; i++) {
      int id = 7 + 40 * i;
      String name = String.format(Locale.ROOT, "southsudan_%06d", id);
      int image = 100 * i;
      int optical = 8 + i % 2;
      int sar = 7 + i % 3;
      Map<String, byte[]> arrays = new LinkedHashMap<>();
      arrays.put("s1", series("<f8", SAR, sar, image));
      arrays.put("s2", series("<i8", OPTICAL, optical, image + 30));
      NumpyFixture.npz(BandValues.in(root, "southsudan/npy/" + name + ".npz"), arrays);
      int number = i;
      int[] shape = {BandValues.SIDE, BandValues.SIDE};
      NumpyFixture.npz(
          BandValues.in(root, "southsudan/truth/" + name + ".npz"),
          Map.of("truth", NumpyFixture.npy("<i8", shape, at -> BandValues.label(number, at, 6))));
      dates(root, "s1", name, sar, 12);
      dates(root, "s2", name, optical, 10);
      list.append(id).append(',').append(i < 4 ? 0 : i < 6 ? 1 : 2).append('\n');
    }
    BandValues.text(root, "southsudan/list_eval_partition.csv", list.toString());
  }

  /** An array {@code [C,H,W,T]}. */
  private static byte[] series(String type, BandValues values, int dates, int first) {
    int[] shape = {values.bands(), BandValues.SIDE, BandValues.SIDE, dates};
    return NumpyFixture.npy(
        type,
        shape,
        at ->
            values.at(
                first + at % dates,
                at / dates / BandValues.PIXELS,
                at / dates % BandValues.PIXELS));
  }

  private static void dates(Path root, String sensor, String name, int count, int days) {
    StringJoiner text = new StringJoiner(", ", "{\"dates\": [", "]}");
    for (int i = 0; i < count; i++) {
      text.add("\"" + LocalDate.of(2017, 1, 3).plusDays((long) days * i) + "\"");
    }
    BandValues.text(
        root, "southsudan/" + sensor + "/" + sensor + "_" + name + ".json", text.toString());
  }
}
