package org.eobench.datasets.embeddings.store;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Band;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.weights.CheckpointLayout;

/**
 * Gives stored embeddings as the one level of a frozen encoder. Products such as AlphaEarth and
 * TESSERA, and what {@code embed} wrote, thus take part in any task.
 */
public final class EmbeddingsEncoder extends Encoder {
  private final EncoderSpec spec;
  private final StoredMaps stored;

  public EmbeddingsEncoder(EmbeddingsConfig config, EncoderContext context) {
    List<Band> bands =
        Objects.requireNonNull(
            context.bands().get(EmbeddedDataset.MODALITY), "the samples have no embeddings");
    EmbeddingFacts facts = EmbeddingFacts.of(config);
    stored = facts.stored(bands.size());
    spec =
        new EncoderSpec(
            Map.of(EmbeddedDataset.MODALITY, bands.stream().map(Band::name).toList()),
            Math.max(1, facts.side()) * facts.stride(),
            List.of(new EncoderSpec.Level(bands.size(), facts.stride())),
            false,
            false,
            false);
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public StoredMaps storedMaps() {
    return stored;
  }

  @Override
  public FeatureMaps encode(EncoderInput input) {
    NDArray maps = Objects.requireNonNull(input.images().get(EmbeddedDataset.MODALITY));
    return new FeatureMaps(List.of(maps.squeeze(2)));
  }

  @Override
  public CheckpointLayout checkpointLayout() {
    return CheckpointLayout.exact();
  }

  @Override
  public boolean isInputLayer(String name) {
    return false;
  }
}
