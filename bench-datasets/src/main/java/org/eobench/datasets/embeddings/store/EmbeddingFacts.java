package org.eobench.datasets.embeddings.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.provenance.FileHash;
import org.eobench.datasets.embeddings.format.Description;
import org.jspecify.annotations.Nullable;

/**
 * What is known of embeddings before they are read.
 *
 * @param description of a folder that {@code embed} wrote; null for others
 * @param sha256 hash of the description, or null
 * @param stride pixels of the image along one side of a position
 * @param format number format, as far as known
 */
record EmbeddingFacts(
    @Nullable Description description, @Nullable String sha256, int stride, String format) {
  static EmbeddingFacts of(EmbeddingsConfig config) {
    Integer asked = config.stride();
    Path file = config.path().resolve(Description.FILE);
    if (Files.isRegularFile(file)) {
      Description description = Description.read(config.path());
      return new EmbeddingFacts(
          description,
          FileHash.sha256(file),
          asked == null ? description.stride() : asked,
          description.components() == null
              ? description.type()
              : description.type() + " pca" + description.width());
    }
    return new EmbeddingFacts(null, null, asked == null ? 1 : asked, ForeignFormat.of(config));
  }

  /** Rows and columns of every map, or 0 if they differ or are unknown. */
  int side() {
    Description described = description;
    if (described == null || described.source().equals(Description.SCENES)) {
      return 0;
    }
    List<Description.Entry> images = described.images();
    int side = images.get(0).height();
    return images.stream().allMatch(e -> e.height() == side && e.width() == side) ? side : 0;
  }

  /** The record for a run. */
  Encoder.StoredMaps stored(int width) {
    Description described = description;
    return new Encoder.StoredMaps(
        described == null ? "" : described.encoder(),
        format,
        width,
        described == null ? ForeignFormat.bytes(format) * width : described.bytes(),
        sha256);
  }
}
