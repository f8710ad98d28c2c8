package org.eobench.testing.golden.model;

import java.util.List;
import java.util.Map;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.testing.golden.cases.Tolerance;
import org.jspecify.annotations.Nullable;

/**
 * How cases of one recorded component are run here: the content of {@code golden/<component>.yaml},
 * a resource beside the component. {@code docs/golden.md} explains it with an example.
 *
 * @param base another mapping that this one extends, such as {@code decoder/seg_upernet}
 * @param encoder the YAML of the encoder under test, {@code _target_} included; {@code ${key}}
 *     stands for what a case recorded under {@code config}
 * @param decoder the YAML of the decoder; with an encoder too, images go through both
 * @param numClasses output channels of the decoder; the recorded {@code num_classes} by default
 * @param frames dates per sample that the encoder is built for; 1 by default
 * @param defaults recorded keys that a case may leave out, with the value that they then have
 * @param translate by recorded key: our word for each of the original's
 * @param inputs by name of an input: the modality that the encoder knows it as, if it is another
 * @param weights how the case names the weights
 * @param maps which of the encoder's maps the case calls {@code layer0}
 * @param outputs recorded arrays that are no feature maps, and where they are found in the encoder
 * @param gradientOf the one of {@code outputs} that the recorded gradients start from; the feature
 *     maps by default
 * @param requires recorded keys of choices that our component has no key for, with the one value
 *     that it is built for
 * @param ignores recorded keys that describe and change no number
 * @param tolerance for the recorded arrays that have none of their own
 */
record GoldenMapping(
    @Nullable String base,
    @Nullable ConfigNode encoder,
    @Nullable ConfigNode decoder,
    @Nullable ConfigNode numClasses,
    @Nullable ConfigNode frames,
    @Nullable ConfigNode defaults,
    @Default("{}") Map<String, Map<String, String>> translate,
    @Default("{}") Map<String, String> inputs,
    @Default("{}") WeightNames weights,
    @Default("shallowest_first") MapOrder maps,
    @Default("{}") Map<String, InnerArray> outputs,
    @Nullable String gradientOf,
    @Nullable ConfigNode requires,
    @Default("[]") List<String> ignores,
    @Nullable Tolerance tolerance) {

  /** In which order a case counts feature maps. */
  enum MapOrder {
    SHALLOWEST_FIRST,
    DEEPEST_FIRST
  }

  /**
   * How a case names weights.
   *
   * @param prefix what stands before each name, such as {@code resnet.}
   * @param ignore beginnings of second names of the same tensors
   */
  record WeightNames(@Default("''") String prefix, @Default("[]") List<String> ignore) {}

  GoldenMapping {
    if (gradientOf != null && !outputs.containsKey(gradientOf)) {
      throw new IllegalArgumentException(
          "gradient_of=" + gradientOf + " is none of outputs " + outputs.keySet());
    }
  }

  /**
   * @param file for the message
   * @throws BenchException where there is nothing to run
   */
  GoldenMapping requireComponent(String file) {
    if (encoder == null && decoder == null) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("GoldenMapping", "the mapping names neither an encoder nor a decoder")
              .at(file)
              .expecting("`encoder:` or `decoder:` with its `_target_` and its keys below"));
    }
    return this;
  }
}
