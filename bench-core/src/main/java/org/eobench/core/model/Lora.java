package org.eobench.core.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.TensorPattern;

/**
 * Low-rank adaptation of an encoder (Hu et al. 2021, "LoRA", arXiv:2106.09685): its linear layers
 * stay as they are, and a change of low rank is trained for each of them.
 */
public record Lora(LoraConfig config) {
  /**
   * Adds a change without values to each layer that a target names.
   *
   * @throws BenchException {@code NoSuchLayers} if a target names none; the message lists the kinds
   *     of layers of the encoder
   */
  public void addTo(Encoder encoder) {
    Map<String, Linear> layers = encoder.named(Linear.class);
    Map<String, Linear> chosen = new LinkedHashMap<>();
    for (String target : config.targets()) {
      Map<String, Linear> matching = new LinkedHashMap<>(layers);
      matching.keySet().removeIf(name -> !new TensorPattern(target).matches(name));
      if (matching.isEmpty()) {
        throw noSuchLayers(target, layers);
      }
      chosen.putAll(matching);
    }
    chosen.values().forEach(layer -> layer.adapt(config.rank(), config.alpha()));
  }

  /** Adds the changes of an encoder to its weights for good; without any, nothing. */
  public static void merge(Encoder encoder) {
    encoder.parts(Linear.class).forEach(Linear::merge);
  }

  private static BenchException noSuchLayers(String target, Map<String, Linear> layers) {
    List<String> kinds = NameForms.of(layers.keySet());
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of("NoSuchLayers", "no linear layer of the encoder is called " + target)
            .at("lora.targets")
            .expecting(
                kinds.isEmpty()
                    ? "an encoder with linear layers; this one has none"
                    : "a pattern for some of " + kinds.stream().collect(Collectors.joining(", ")))
            .next(
                kinds.isEmpty()
                    ? "train its biases with `finetune=bias`, or all of it with `finetune=true`"
                    : "choose among them with `lora.targets=[\"" + kinds.get(0) + "\"]`"));
  }
}
