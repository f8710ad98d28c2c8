package org.eobench.datasets.embeddings.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.SampleRef;
import org.jspecify.annotations.Nullable;

/** Embeddings of a table in memory, found by the sample's name. */
final class EmbeddingTable implements EmbeddingSource {
  private final Path path;
  private final Map<String, Image> images;
  private final int width;

  /**
   * @param images embeddings by the name of the sample, {@code [D,1,h,w]}; at least one
   */
  EmbeddingTable(Path path, Map<String, Image> images) {
    this.path = path;
    this.images = images;
    this.width = images.values().iterator().next().channels();
  }

  private @Nullable Image image(SampleRef ref) {
    return NamedMaps.names(ref).stream()
        .map(images::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int side() {
    int side = images.values().iterator().next().height();
    return images.values().stream().allMatch(i -> i.height() == side && i.width() == side)
        ? side
        : 0;
  }

  @Override
  public boolean needsPlace() {
    return false;
  }

  @Override
  public List<String> remarks() {
    return List.of(
        String.format(Locale.ROOT, "embeddings of %d dimensions from the table %s", width, path));
  }

  @Override
  public void require(List<SampleRef> samples) {
    MissingEmbeddings.refuse(path, samples, ref -> image(ref) != null, images.keySet());
  }

  @Override
  public Image of(SampleRef ref, Acquisition acquisition) {
    return Objects.requireNonNull(image(ref), ref.id());
  }
}
