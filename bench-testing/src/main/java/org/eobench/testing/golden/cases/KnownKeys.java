package org.eobench.testing.golden.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of cases that no check needs to read, and why. Some are descriptive: they follow from
 * other keys or describe the original. Others are options of the original that are fixed in EO
 * Bench and must have that value. Any other unread key means that the check ran a different case.
 */
final class KnownKeys {
  /**
   * A key of all cases whose component has this prefix, with its allowed values; none allows any
   * value.
   */
  private record Known(String component, String key, List<String> values) {
    boolean covers(String component, String key) {
      return component.startsWith(this.component)
          && (key.equals(this.key) || key.startsWith(this.key + "."));
    }
  }

  private static final String ALL = "";
  private static final List<Known> KNOWN = new ArrayList<>();

  static {
    any(ALL, "id", "component", "title", "peer", "notes", "metrics", "generated_with");
    any(ALL, "inputs.what", "inputs.shape", "inputs.dtype", "inputs.first8");
    any(ALL, "expected.what", "expected.shape", "expected.dtype", "expected.max_abs");
    any(ALL, "expected.loss", "expected.loss_fp64", "expected.fp64_losses");
    any(ALL, "expected.params_entries", "expected.params_without_gradient");
    any(ALL, "expected.fp64_max_abs_diff", "expected.fp64_max_abs_diff_small_rows");
    any(ALL, "expected.fp64_max_diff_over_row_norm");
    any(ALL, "expected.summary.indices", "expected.summary.n");
    only(ALL, "inputs.formula", "\"INPUT\"");
    for (String part : List.of("weights", "weights.encoder", "weights.decoder")) {
      any(ALL, part + ".entries", part + ".layout", part + ".loader_warnings");
      any(ALL, part + ".aliases", part + ".sub_dicts");
    }
    any(ALL, "config.note", "config.parameters", "config.image_hw", "config.input_hw");

    any("encoder/", "config.output_dim", "config.in_chans", "config.size");
    any("encoder/", "expected.lengths", "weights.published_layout");
    // The file, if any, belongs to the case.
    any("encoder/", "config.encoder_weights", "config.download_url");
    any("decoder/", "config.encoder.output_dim", "config.encoder.output_shape");
    any("decoder/", "config.dropout_modules_set_to_0_in_train", "config.output_shape");
    // Both follow from the maps, which are inputs of the case.
    any("decoder/", "config.encoder.multi_temporal", "config.encoder.multi_temporal_output");
    any("decoder/", "config.multi_temporal", "config.pyramid_output", "config.pyramid_dims");
    only("loss/", "config.reduction", "\"mean\"");
    // They follow from the distribution.
    any("loss/weighted_cross_entropy", "config.weights");
    any("lr_schedule/", "config.milestones_used");
    any("metrics/", "config.batches", "config.binary", "config.accuracy", "config.average");
    only("metrics/", "config.inference_mode", "\"whole\"");
    any("optimizer/", "config._target_");
    any("pos_embed", "config.embed_dim", "config.mode", "config.positions");
    any("preprocessing/", "config.dataset.multi_modal", "config.picked");
    only("preprocessing/", "config.dataset.multi_temporal", "false");
    any("sliding_inference", "config.col_starts", "config.row_starts", "config.windows");
    any("sliding_inference", "config.model_batches", "config.peer_error");
    any("training/", "config.best_metric_mIoU", "config.chip", "config.crop");
    any("training/", "config.crop_positions_row_col", "config.dropout_set_to_0");
    any("training/", "config.distribution", "config.statistics");
    only("training/", "config.criterion", "\"cross_entropy, ignore_index -1\"");
    only("training/", "config.drop_last", "true");
    only("training/", "config.shuffle", "false");
    only("training/", "config.evaluator.batch", "1");
    only("training/", "config.evaluator.inference_mode", "\"sliding\"");
    only("training/", "config.preprocessing", "\"seg_default\"");
    only("training/finetune", "config.finetune", "true");
    only("training/frozen", "config.finetune", "false");
  }

  private KnownKeys() {}

  private static void any(String component, String... keys) {
    for (String key : keys) {
      KNOWN.add(new Known(component, key, List.of()));
    }
  }

  private static void only(String component, String key, String value) {
    KNOWN.add(new Known(component, key, List.of(value)));
  }

  /**
   * Whether an unread key is allowed in a case.
   *
   * @param key dotted path of the key
   */
  static boolean allows(String component, String key, JsonNode value) {
    boolean says = !value.isNull() && !(value.isContainerNode() && value.isEmpty());
    return !says
        || KNOWN.stream()
            .filter(known -> known.covers(component, key))
            .anyMatch(
                known ->
                    known.values().isEmpty()
                        || known.values().stream().anyMatch(right -> isEqual(value, right)));
  }

  private static boolean isEqual(JsonNode value, String right) {
    return value.isNumber()
        ? Double.compare(value.doubleValue(), Double.parseDouble(right)) == 0
        : value.toString().equals(right);
  }
}
