package org.eobench.core.run.plan;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Default;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code model_weights}: weights of a whole model, encoder and decoder, which are loaded
 * after those of the encoder.
 *
 * @param file run directory, weights file, or DeepSpeed ZeRO folder; null for none
 * @param allow how the file may differ from the model
 */
public record ModelWeightsConfig(@Nullable String file, @Default("[]") List<Difference> allow) {
  /** How a file may differ from a model. */
  public enum Difference {
    /** The file lacks tensors of the model, which start anew. */
    MISSING,
    /** The file has tensors that the model has not. */
    UNEXPECTED,
    /**
     * Tensors have another shape, such as a last layer for other classes; those of the model start
     * anew.
     */
    REPLACED;

    /** Its name in configurations. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ModelWeightsConfig {
    allow = List.copyOf(allow);
    if (file == null && !allow.isEmpty()) {
      throw new IllegalArgumentException("allow is of no use without file");
    }
  }

  /**
   * The weights from which a model starts, for people, such as {@code dofa.pth + head.safetensors}.
   *
   * @param encoder the weights of its encoder, or null for random ones
   */
  public String first(@Nullable String encoder) {
    if (file == null) {
      return encoder == null ? "random" : encoder;
    }
    return encoder == null ? file : encoder + " + " + file;
  }
}
