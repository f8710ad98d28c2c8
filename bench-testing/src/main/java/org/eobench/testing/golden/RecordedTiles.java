package org.eobench.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.LabelMap;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.Collate;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.SampleRandom;

/** The tiles a recorded training was fed with, preprocessed as its config says. */
final class RecordedTiles {
  /** The label of pixels without data in all recorded trainings. */
  static final int IGNORED = -1;

  private static final String MODALITY = "optical";

  private final List<Sample> samples;

  private RecordedTiles(List<Sample> samples) {
    this.samples = samples;
  }

  static RecordedTiles of(GoldenCase golden, EncoderSpec encoder, int classes, Workbench bench) {
    JsonNode config = golden.config();
    Recorded images = golden.input("s2");
    Recorded labels = golden.input("label");
    int side = images.size(2);
    DatasetSpec dataset =
        Chain.dataset(
            config.path("bands"),
            List.of(MODALITY),
            config.path("statistics"),
            Collections.nCopies(classes, 1.0 / classes),
            IGNORED,
            side);
    // Pangaea's seg_default; the tiles were cut before, so the crop keeps them whole.
    ArrayNode steps = Build.config().putArray("steps");
    for (String step :
        List.of("RandomCropToEncoder", "BandFilter", "NormalizeMeanStd", "BandPadding")) {
      steps.addObject().put("_target_", step);
    }
    Preprocessor chain = Chain.of(steps, dataset, encoder, config.path("none"), bench);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < images.size(0); i++) {
      Image image =
          new Image(
              slice(images.floats(), images.size(0), i), images.size(1), 1, side, images.size(3));
      Target target = new LabelMap(slice(labels.ints(), labels.size(0), i), side, images.size(3));
      Sample raw =
          new Sample(Map.of(MODALITY, image), target, new SampleRef("tile " + i, List.of()));
      samples.add(chain.apply(raw, SampleRandom.of(0, 0, i)));
    }
    return new RecordedTiles(samples);
  }

  int count() {
    return samples.size();
  }

  /** All images one after the other. */
  float[] all() {
    return batch(0, samples.size()).images().values().iterator().next().data();
  }

  /** The tiles from one index to another, the latter excluded. */
  Batch batch(int from, int to) {
    return Collate.batch(samples.subList(from, to));
  }

  private static float[] slice(float[] values, int parts, int part) {
    int size = values.length / parts;
    return Arrays.copyOfRange(values, part * size, (part + 1) * size);
  }

  private static int[] slice(int[] values, int parts, int part) {
    int size = values.length / parts;
    return Arrays.copyOfRange(values, part * size, (part + 1) * size);
  }
}
