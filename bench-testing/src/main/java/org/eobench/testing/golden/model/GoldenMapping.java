package org.eobench.testing.golden.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Parameter;
import org.eobench.testing.golden.cases.GoldenCase;
import org.eobench.testing.golden.cases.Tolerance;
import org.jspecify.annotations.Nullable;

/**
 * Describes how the cases of one recorded component are run: the content of the resource {@code
 * golden/<component>.yaml} next to the component. {@code docs/golden.md} explains it with an
 * example.
 *
 * @param base another mapping that this one extends, such as {@code decoder/seg_upernet}
 * @param encoder YAML of the encoder under test including {@code _target_}; {@code ${key}} is
 *     replaced by the case's value under {@code config}
 * @param decoder YAML of the decoder; if there is an encoder too, images pass through both
 * @param numClasses output channels of the decoder; the recorded {@code num_classes} by default
 * @param frames dates per sample of the encoder; 1 by default
 * @param datesStacked whether images are recorded as {@code [B,T·C,H,W]}, all bands of one date
 *     after those of another
 * @param channelsLast whether images are recorded as {@code [B,H,W,T,C]}
 * @param defaults values of recorded keys that a case may omit
 * @param translate our value for each of the original's values, by recorded key
 * @param inputs the encoder's modality by input name, if they differ; {@code *} names every other
 *     input
 * @param acquisitions inputs with the dates and places of the images
 * @param weights naming of the weights in the case
 * @param maps which of the encoder's maps is {@code layer0} in the case
 * @param outputs recorded arrays that are not feature maps, and their positions in the model
 * @param levels the recorded numbers of the maps and class tokens, shallow to deep, if they are not
 *     0, 1, 2, …
 * @param names our name of a recorded array, if it differs
 * @param gradientOf the arrays whose mean squares add up to the scalar of the recorded gradients;
 *     {@code *} stands for any characters; the feature maps by default
 * @param requires required values of recorded options that our component does not have
 * @param ignores recorded keys that are descriptive and change no number
 * @param tolerance tolerance of recorded arrays that have none
 */
record GoldenMapping(
    @Nullable String base,
    @Nullable ConfigNode encoder,
    @Nullable ConfigNode decoder,
    @Nullable ConfigNode numClasses,
    @Nullable ConfigNode frames,
    @Default("false") boolean datesStacked,
    @Default("false") boolean channelsLast,
    @Nullable ConfigNode defaults,
    @Default("{}") Map<String, Map<String, String>> translate,
    @Default("{}") Map<String, String> inputs,
    @Default("{}") RecordedAcquisitions acquisitions,
    @Default("{}") WeightNames weights,
    @Default("shallowest_first") MapOrder maps,
    @Default("{}") Map<String, InnerArray> outputs,
    @Nullable ConfigNode levels,
    @Default("{}") Map<String, String> names,
    @Default("['layer*']") List<String> gradientOf,
    @Nullable ConfigNode requires,
    @Default("[]") List<String> ignores,
    @Nullable Tolerance tolerance) {

  /** The order in which a case numbers feature maps. */
  enum MapOrder {
    SHALLOWEST_FIRST,
    DEEPEST_FIRST
  }

  /**
   * The naming of weights in a case.
   *
   * @param prefix prefix of each name, such as {@code resnet.}
   * @param ignore name prefixes of aliases of the same tensors
   */
  record WeightNames(@Default("''") String prefix, @Default("[]") List<String> ignore) {}

  /** The arrays inside a model with these tensors that the case contains. */
  Map<String, InnerArray> recordedOutputs(GoldenCase golden, Map<String, Parameter> tensors) {
    Map<String, InnerArray> recorded = new LinkedHashMap<>();
    outputs.forEach(
        (name, array) -> {
          boolean there = !array.optional() || tensors.keySet().stream().anyMatch(array::isOf);
          if (there && golden.expects(name)) {
            recorded.put(name, array);
          }
        });
    return recorded;
  }

  /**
   * @param file file for error messages
   * @throws BenchException if there is nothing to run
   */
  GoldenMapping requireComponent(String file) {
    if (encoder == null && decoder == null) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("GoldenMapping", "the mapping has neither an encoder nor a decoder")
              .at(file)
              .expecting("`encoder:` or `decoder:` with its `_target_` and its keys below"));
    }
    return this;
  }
}
