package org.eobench.encoders.olmoearth;

import ai.djl.ndarray.types.Shape;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;

/** The learned codes of band sets, {@code [sets,D/4]} under the name of each modality. */
final class SetTables extends Module {
  static final String NAME = "composite_encodings.per_modality_channel_embeddings";

  private final OlmoEarthConfig config;

  SetTables(OlmoEarthConfig config) {
    this.config = config;
  }

  /** Declares the codes of a modality. */
  Parameter of(String modality) {
    Shape rows = new Shape(config.sets(modality), config.codeWidth());
    return parameter(config.key(modality), rows, Inits.normal(0.02));
  }
}
