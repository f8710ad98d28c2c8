package org.eobench.testing.golden.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.preprocess.CropPosition;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.PreprocessStep;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.StepContext;
import org.eobench.core.spi.StepFactory;
import org.eobench.core.task.segmentation.Segmentation;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentBuilder;
import org.eobench.testing.golden.cases.ComponentFactories;

/** Builds preprocessing chains from recorded configs. */
final class RecordedSteps {
  private static final String TARGET = "_target_";

  private RecordedSteps() {}

  /** Whether every step of a list is registered. */
  static boolean known(JsonNode steps, ComponentFactories components) {
    return steps.isArray()
        && StreamSupport.stream(steps.spliterator(), false)
            .allMatch(step -> components.steps().containsKey(step.path(TARGET).asText()));
  }

  /**
   * @param steps a list of step configs, each with its {@code _target_}
   * @param crop recorded {@code [row, column, height, width]} of the crop, or a missing node
   */
  static Preprocessor of(
      JsonNode steps,
      DatasetSpec dataset,
      EncoderSpec encoder,
      JsonNode crop,
      CheckContext context) {
    CropPosition position =
        crop.isArray()
            ? CropPosition.at(crop.get(0).asInt(), crop.get(1).asInt())
            : CropPosition.DRAWN;
    List<Function<StepContext, PreprocessStep>> makers = new ArrayList<>();
    for (JsonNode step : steps) {
      String target = step.path(TARGET).asText();
      StepFactory<?> factory = CheckContext.known(context.components().steps(), target);
      ObjectNode config = step.deepCopy();
      if (target.contains("Resize")) {
        // Recorded with torch's rule, as with protocol=pangaea.
        config.put("nearest_pixel", "floor");
      }
      makers.add(given -> ComponentBuilder.component(factory, config, given));
    }
    return new Preprocessor(new StepContext(ImageSpec.of(dataset), encoder, position), makers);
  }

  /** A spec with only the input of an encoder. */
  static EncoderSpec encoder(int inputSize, Map<String, List<String>> inputBands) {
    return new EncoderSpec(inputBands, inputSize, List.of(), false, false, false);
  }

  /**
   * A data set with recorded bands and statistics.
   *
   * @param modalities the recorded modalities that the samples have
   * @param statistics contains {@code data_mean} and so on, each by modality
   * @param distribution share of each class
   */
  static DatasetSpec dataset(
      JsonNode bands,
      List<String> modalities,
      JsonNode statistics,
      List<Double> distribution,
      int ignoreIndex,
      int imgSize) {
    Map<String, List<Band>> named = new LinkedHashMap<>();
    Map<String, BandStats> stats = new LinkedHashMap<>();
    names(bands)
        .forEach(
            (modality, names) -> {
              if (modalities.contains(modality)) {
                named.put(modality, names.stream().map(name -> new Band(name, null)).toList());
                stats.put(
                    modality,
                    new BandStats(
                        numbers(statistics.path("data_mean").path(modality)),
                        numbers(statistics.path("data_std").path(modality)),
                        numbers(statistics.path("data_min").path(modality)),
                        numbers(statistics.path("data_max").path(modality))));
              }
            });
    List<String> labels = new ArrayList<>();
    for (int label = 0; label < distribution.size(); label++) {
      labels.add("class " + label);
    }
    return new DatasetSpec(
        "golden",
        1,
        Segmentation.KIND,
        Quantity.PLAIN,
        named,
        stats,
        labels,
        ignoreIndex,
        distribution,
        imgSize,
        1,
        "",
        "");
  }

  /** Band names by modality. */
  static Map<String, List<String>> names(JsonNode bands) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    bands
        .fields()
        .forEachRemaining(
            field -> {
              List<String> list = new ArrayList<>();
              field.getValue().forEach(name -> list.add(name.asText()));
              names.put(field.getKey(), list);
            });
    return names;
  }

  private static List<Double> numbers(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false).map(JsonNode::asDouble).toList();
  }
}
