package org.eobench.testing.golden.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.preprocess.PreprocessStep;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.Resize;
import org.eobench.core.preprocess.SampleRandom;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.eobench.testing.golden.cases.ComputedArrays;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.GoldenCheck;
import org.eobench.testing.golden.cases.Mismatch;
import org.eobench.testing.golden.cases.RecordedArray;

/**
 * Cases of single preprocessing steps and of whole chains, with crops at their recorded positions.
 */
final class PreprocessingCheck implements GoldenCheck {
  private static final String TARGET = "target";

  @Override
  public boolean covers(GoldenCase golden, ComponentFactories components) {
    return golden.component().startsWith("preprocessing/")
        && RecordedSteps.known(golden.config().path("steps"), components);
  }

  @Override
  public void run(GoldenCase golden, CheckContext context, ComputedArrays computed) {
    JsonNode config = golden.config();
    run(golden, chain(golden, config.path("steps"), config.path("crop_ijhw"), context), computed);
  }

  /** A chain of {@code steps} for the data set and the encoder of a case. */
  static Preprocessor chain(
      GoldenCase golden, JsonNode steps, JsonNode crop, CheckContext context) {
    JsonNode data = golden.config().path("dataset");
    JsonNode encoder = golden.config().path("encoder");
    List<Double> distribution = new ArrayList<>();
    data.path("distribution").forEach(share -> distribution.add(share.asDouble()));
    return RecordedSteps.of(
        steps,
        RecordedSteps.dataset(
            data.path("bands"),
            modalities(golden),
            data,
            distribution,
            data.path("ignore_index").asInt(),
            data.path("img_size").asInt()),
        RecordedSteps.encoder(
            encoder.path("input_size").asInt(), RecordedSteps.names(encoder.path("input_bands"))),
        crop,
        context);
  }

  /** Adds the output of a chain for the images and the target of a case. */
  static void run(GoldenCase golden, Preprocessor chain, ComputedArrays computed) {
    RecordedArray target = golden.input(TARGET);
    boolean labels = golden.isIntegerInput(TARGET);
    Sample processed = chain.apply(sample(golden), SampleRandom.of(0, 0, 0));
    processed.images().forEach((name, image) -> computed.put(name, image.data()));
    computed.put(
        TARGET, labels ? wide(LabelMap.of(processed).labels()) : resized(target, chain.steps()));
  }

  /** The images and the target of a case; the labels are 0 if the target is real-valued. */
  static Sample sample(GoldenCase golden) {
    Map<String, Image> images = new LinkedHashMap<>();
    modalities(golden).forEach(name -> images.put(name, image(golden.input(name))));
    RecordedArray target = golden.input(TARGET);
    int[] values = golden.isIntegerInput(TARGET) ? target.ints() : new int[target.values().length];
    return new Sample(
        images,
        new LabelMap(values, target.size(0), target.size(1)),
        new SampleRef(golden.id(), List.of()));
  }

  private static List<String> modalities(GoldenCase golden) {
    return golden.inputNames().stream().filter(name -> !name.equals(TARGET)).toList();
  }

  static Image image(RecordedArray image) {
    return new Image(image.floats(), image.size(0), image.size(1), image.size(2), image.size(3));
  }

  static double[] wide(int[] labels) {
    double[] wide = new double[labels.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = labels[i];
    }
    return wide;
  }

  /** A real-valued target is resized like an image with one band. */
  private static double[] resized(RecordedArray target, List<PreprocessStep> steps) {
    Image image = new Image(target.floats(), 1, 1, target.size(0), target.size(1));
    for (PreprocessStep step : steps) {
      if (!(step instanceof Resize resize)) {
        throw new Mismatch("only Resize supports a real-valued target");
      }
      image = resize.resize(image);
    }
    return RecordedArray.of(new long[] {image.height(), image.width()}, image.data()).values();
  }
}
