package org.eobench.core.encoder;

import org.jspecify.annotations.Nullable;

/** The keys that every encoder's config record has. */
public interface EncoderConfig {
  /** Path of the checkpoint, or null for random initialisation. */
  @Nullable String encoderWeights();

  /** Where the authors publish the checkpoint, or null. */
  @Nullable String downloadUrl();

  /** Whether a frozen encoder runs in evaluation mode (right) or in training mode (as Pangaea). */
  FrozenMode frozenMode();
}
