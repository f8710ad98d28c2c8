package org.eobench.testing.golden.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.dataset.Band;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.Suggest;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.testing.golden.cases.CheckContext;
import org.eobench.testing.golden.cases.ComponentBuilder;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.Mismatch;
import org.eobench.testing.golden.cases.RecordedArray;
import org.eobench.testing.golden.cases.Skipped;
import org.jspecify.annotations.Nullable;

/** Builds the encoder and the decoder of a case from its mapping. */
public final class MappedModel {
  private static final String TARGET = "_target_";

  /** Stands for every input that a mapping does not name. */
  private static final String ANY = "*";

  /** Images of models without dates are recorded as {@code [B,C,H,W]}. */
  private static final int DIMENSIONS_WITHOUT_DATES = 4;

  private final String file;
  private final GoldenMapping mapping;
  private final RecordedValues recorded;
  private final CheckContext context;

  /**
   * @param component component of the mapping
   * @param scopes objects with recorded keys, innermost first
   */
  public MappedModel(
      GoldenCase golden, String component, List<JsonNode> scopes, CheckContext context) {
    this.file = MappingFile.name(component);
    this.mapping = new MappingFile(context.resources()).read(component);
    this.recorded = new RecordedValues(golden, component, mapping, scopes);
    this.context = context;
  }

  GoldenMapping mapping() {
    return mapping;
  }

  /** The encoder, for data with exactly its bands and unknown wavelengths. */
  public Encoder encoder(TorchOps ops) {
    ObjectNode config = config("encoder", mapping.encoder());
    Map<String, List<Band>> bands = new LinkedHashMap<>();
    config
        .path("input_bands")
        .fields()
        .forEachRemaining(
            modality -> {
              List<Band> list = new ArrayList<>();
              modality.getValue().forEach(name -> list.add(new Band(name.asText(), null)));
              bands.put(modality.getKey(), list);
            });
    return ComponentBuilder.component(
        registered("encoder", context.components().encoders(), config),
        config,
        file,
        new EncoderContext(ops, bands, frames()));
  }

  private int frames() {
    return mapping.frames() == null ? 1 : recorded.resolved(mapping.frames()).asInt();
  }

  /** The recorded numbers of the maps, shallow to deep; empty for 0, 1, 2, … */
  List<Integer> levels() {
    List<Integer> numbers = new ArrayList<>();
    if (mapping.levels() != null) {
      recorded.resolved(mapping.levels()).forEach(number -> numbers.add(number.asInt()));
    }
    return numbers;
  }

  /**
   * The decoder, for the maps of an encoder.
   *
   * @param frames T, dates per sample
   */
  public Decoder decoder(EncoderSpec encoder, int frames) {
    return decoder(context.ops(), encoder, frames);
  }

  /** The same decoder with other operators. */
  Decoder decoder(TorchOps ops, EncoderSpec encoder, int frames) {
    ObjectNode config = config("decoder", mapping.decoder());
    JsonNode classes =
        mapping.numClasses() == null
            ? recorded.key("num_classes")
            : recorded.resolved(mapping.numClasses());
    return ComponentBuilder.component(
        registered("decoder", context.components().decoders(), config),
        config,
        file,
        new DecoderContext(ops, encoder, classes.asInt(), frames));
  }

  private ObjectNode config(String kind, @Nullable ConfigNode tree) {
    if (tree == null) {
      throw new Mismatch(file + " has no " + kind);
    }
    return (ObjectNode) recorded.resolved(tree);
  }

  private static <F> F registered(String kind, Map<String, F> factories, JsonNode config) {
    String key = config.path(TARGET).asText();
    F factory = factories.get(key);
    if (factory == null) {
      String nearest = Suggest.sentence(key, factories.keySet());
      throw new Skipped("no " + kind + " is registered as " + key + "; " + nearest);
    }
    return factory;
  }

  /** The layout of the decoder's recorded weights, under its own names. */
  public CheckpointLayout decoderLayout() {
    return ignoringAliases(CheckpointLayout.exact());
  }

  /** A layout that ignores aliases of the same tensors. */
  CheckpointLayout ignoringAliases(CheckpointLayout layout) {
    List<String> aliases = mapping.weights().ignore();
    return layout.ignoring(
        key -> layout.ignored().test(key) || aliases.stream().anyMatch(key::startsWith));
  }

  /** The inputs of a case by modality; images without a time axis get one. */
  EncoderInput input(GoldenCase golden, NDManager manager) {
    requireInputs(golden);
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    RecordedAcquisitions acquisitions = mapping.acquisitions();
    for (String name : golden.inputNames()) {
      if (acquisitions.inputs().contains(name) || name.endsWith(RecordedValues.MASK)) {
        continue;
      }
      RecordedArray input = golden.input(name);
      NDArray array = manager.create(input.floats(), new Shape(input.shape()));
      if (mapping.channelsLast()) {
        array = array.transpose(0, 4, 3, 1, 2);
      }
      boolean undated = array.getShape().dimension() == DIMENSIONS_WITHOUT_DATES;
      arrays.put(modality(name), undated ? dated(array) : array);
    }
    int samples = Math.toIntExact(arrays.values().iterator().next().getShape().get(0));
    return new EncoderInput(arrays, acquisitions.of(golden, samples));
  }

  private NDArray dated(NDArray image) {
    if (!mapping.datesStacked()) {
      return image.expandDims(2);
    }
    Shape shape = image.getShape();
    long dates = frames();
    NDArray apart =
        image.reshape(shape.get(0), dates, shape.get(1) / dates, shape.get(2), shape.get(3));
    return apart.swapAxes(1, 2);
  }

  /** The encoder's modality for an input. */
  String modality(String input) {
    String any = mapping.inputs().getOrDefault(ANY, input);
    return Objects.requireNonNull(mapping.inputs().getOrDefault(input, any));
  }

  private void requireInputs(GoldenCase golden) {
    for (String name : mapping.inputs().keySet()) {
      if (!name.equals(ANY) && !golden.hasInput(name)) {
        throw new Mismatch(
            String.format(
                Locale.ROOT,
                "%s: inputs.%s is not an input of the case, which has %s",
                file,
                name,
                golden.inputNames()));
      }
    }
  }

  /**
   * Sentences about options of the original that ours does not have; also marks keys without effect
   * as read.
   */
  public List<String> differences() {
    return recorded.differences();
  }
}
