package org.eobench.core.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.Segmentation;

/** Samples made from their number: a data set for tests that need no files. */
public class MemoryDataset implements EoDataset {
  public static final List<String> BANDS = List.of("B2", "B3", "B4");

  private final DatasetSpec spec;
  private final List<SampleRef> refs;
  private final int height;
  private final int width;

  /** Three optical bands and classes {@code 0..2} with ignore index -1. */
  public MemoryDataset(int samples, int height, int width) {
    this.height = height;
    this.width = width;
    this.spec =
        spec(
            Map.of("optical", BANDS),
            Map.of(
                "optical",
                new BandStats(
                    List.of(1.0, 2.0, 3.0),
                    List.of(2.0, 4.0, 8.0),
                    List.of(0.0, 0.0, 0.0),
                    List.of(10.0, 20.0, 40.0))));
    this.refs =
        IntStream.range(0, samples)
            .mapToObj(
                i ->
                    new SampleRef(
                        "chip" + i,
                        List.of(Path.of("img" + i + ".tif"), Path.of("mask" + i + ".tif"))))
            .toList();
  }

  /** Facts with these bands and three classes. */
  public static DatasetSpec spec(Map<String, List<String>> names, Map<String, BandStats> stats) {
    Map<String, List<Band>> bands = new LinkedHashMap<>();
    names.forEach(
        (modality, list) ->
            bands.put(modality, list.stream().map(name -> new Band(name, null)).toList()));
    return new DatasetSpec(
        "memory",
        1,
        Segmentation.KIND,
        Quantity.PLAIN,
        bands,
        stats,
        List.of("soil", "water", "cloud"),
        -1,
        List.of(),
        0,
        1,
        "",
        "");
  }

  @Override
  public DatasetSpec spec() {
    return spec;
  }

  @Override
  public List<SampleRef> samples(Split split) {
    return refs;
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    int number = refs.indexOf(ref);
    List<String> wanted = new ArrayList<>(bands.getOrDefault("optical", List.of()));
    float[] data = new float[wanted.size() * height * width];
    int plane = height * width;
    for (int c = 0; c < wanted.size(); c++) {
      for (int i = 0; i < plane; i++) {
        data[c * plane + i] = number * 1000 + BANDS.indexOf(wanted.get(c)) * 100 + i % 97;
      }
    }
    Random random = new Random(number);
    int[] labels = random.ints(plane, -1, 3).toArray();
    return new Sample(
        Map.of("optical", new Image(data, wanted.size(), 1, height, width)),
        new LabelMap(labels, height, width),
        ref);
  }
}
