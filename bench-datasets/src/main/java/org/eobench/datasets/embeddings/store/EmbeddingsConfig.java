package org.eobench.datasets.embeddings.store;

import java.nio.file.Path;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderKeys;
import org.jspecify.annotations.Nullable;

/**
 * Config of {@code embeddings}.
 *
 * @param keys the keys of every encoder
 * @param path what {@code embed} wrote, a folder of rasters or arrays, a raster, or a table
 * @param match how embeddings are found for a sample
 * @param decode how numbers are decoded that no description explains
 * @param axes order of the axes of arrays that no description explains
 * @param stride pixels of the image along one side of a position of a map; null: as the description
 *     says, otherwise 1
 */
public record EmbeddingsConfig(
    @Inline EncoderKeys keys,
    Path path,
    Matching match,
    Decoding decode,
    AxisOrder axes,
    @Range(min = 1, max = 10_000) @Nullable Integer stride)
    implements EncoderConfig {
  @Override
  public boolean readsMaps() {
    return true;
  }

  @Override
  public EoDataset samples(EoDataset samples) {
    return EmbeddedDataset.of(samples, EmbeddingSources.open(this, samples), path);
  }
}
