package org.eobench.testing.golden.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eobench.core.nn.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of a model under the names in a case: the model's own names, or those of the
 * published checkpoint.
 *
 * @param own tensors by the model's names
 * @param prefix prefix of each name in the case
 * @param rename maps a checkpoint name to the model's name
 */
public record TensorNames(Map<String, Parameter> own, String prefix, UnaryOperator<String> rename) {
  /** Tensors with the same names in the case and in the model. */
  public static TensorNames same(Map<String, Parameter> own) {
    return new TensorNames(own, "", name -> name);
  }

  @Nullable Parameter find(String recorded) {
    Parameter same = own.get(recorded);
    if (same != null) {
      return same;
    }
    String key = recorded.startsWith(prefix) ? recorded.substring(prefix.length()) : recorded;
    return own.get(rename.apply(key));
  }

  /** The float buffers by the model's names. */
  public Map<String, float[]> buffers() {
    Map<String, float[]> buffers = new LinkedHashMap<>();
    own.forEach(
        (name, tensor) -> {
          if (tensor.isBuffer() && tensor.dataType().isFloating()) {
            buffers.put(name, tensor.array().toFloatArray());
          }
        });
    return buffers;
  }
}
