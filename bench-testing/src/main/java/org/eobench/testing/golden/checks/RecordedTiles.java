package org.eobench.testing.golden.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.LoaderOptions;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentBuilder;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.RecordedArray;

/** The tiles of a recorded training as a data set, on which the model was evaluated as well. */
final class RecordedTiles implements EoDataset {
  /** The label of pixels without data in all recorded trainings. */
  static final int IGNORED = -1;

  private static final String MODALITY = "optical";

  private final DatasetSpec spec;
  private final List<String> bands;
  private final List<SampleRef> refs;
  private final int height;
  private final int width;
  private final float[] pixels;
  private final int[] labels;

  RecordedTiles(GoldenCase golden, int classes) {
    JsonNode config = golden.config();
    RecordedArray images = golden.input("s2");
    this.height = images.size(2);
    this.width = images.size(3);
    this.pixels = images.floats();
    this.labels = golden.input("label").ints();
    this.spec =
        RecordedSteps.dataset(
            config.path("bands"),
            List.of(MODALITY),
            config.path("statistics"),
            Collections.nCopies(classes, 1.0 / classes),
            IGNORED,
            height);
    this.bands =
        Objects.requireNonNull(spec.bands().get(MODALITY)).stream().map(Band::name).toList();
    this.refs =
        IntStream.range(0, images.size(0))
            .mapToObj(tile -> new SampleRef("tile " + tile, List.of()))
            .toList();
  }

  /** Pangaea's seg_default; the tiles are already cut, so the crop leaves them unchanged. */
  private Preprocessor chain(EncoderSpec encoder, CheckContext context) {
    ArrayNode steps = ComponentBuilder.config().putArray("steps");
    for (String step :
        List.of("RandomCropToEncoder", "BandFilter", "NormalizeMeanStd", "BandPadding")) {
      steps.addObject().put("_target_", step);
    }
    return RecordedSteps.of(steps, spec, encoder, ComponentBuilder.config().path("crop"), context);
  }

  /** All tiles in order, in complete batches. */
  DataLoader loader(int batchSize, EncoderSpec encoder, CheckContext context) {
    LoaderOptions options = new LoaderOptions(batchSize, 0, false, true, 0);
    return new DataLoader(this, Split.TRAIN, chain(encoder, context), options);
  }

  /** All tiles in one batch. */
  Batch all(EncoderSpec encoder, CheckContext context) {
    try (DataLoader loader = loader(refs.size(), encoder, context)) {
      return loader.epoch(0).iterator().next();
    }
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
  public Sample read(SampleRef ref, Map<String, List<String>> wanted) {
    int tile = refs.indexOf(ref);
    int plane = height * width;
    List<String> names = wanted.getOrDefault(MODALITY, List.of());
    float[] data = new float[names.size() * plane];
    for (int c = 0; c < names.size(); c++) {
      int from = (tile * bands.size() + bands.indexOf(names.get(c))) * plane;
      System.arraycopy(pixels, from, data, c * plane, plane);
    }
    return new Sample(
        Map.of(MODALITY, new Image(data, names.size(), 1, height, width)),
        new LabelMap(Arrays.copyOfRange(labels, tile * plane, (tile + 1) * plane), height, width),
        ref);
  }
}
