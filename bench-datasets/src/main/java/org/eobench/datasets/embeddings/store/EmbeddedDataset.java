package org.eobench.datasets.embeddings.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.MissingPixels;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.Target;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a data set with their embeddings in place of their images. What has no embedding
 * has no target.
 */
final class EmbeddedDataset implements EoDataset {
  /** Name of the modality. */
  static final String MODALITY = "embeddings";

  private final EoDataset samples;
  private final EmbeddingSource source;
  private final Path path;
  private final DatasetSpec spec;
  private final Map<String, Integer> missing = new ConcurrentHashMap<>();
  private final Map<String, Integer> positions = new ConcurrentHashMap<>();

  private EmbeddedDataset(EoDataset samples, EmbeddingSource source, Path path) {
    this.samples = samples;
    this.source = source;
    this.path = path;
    DatasetSpec of = samples.spec();
    List<Band> bands =
        IntStream.range(0, source.width())
            .mapToObj(d -> new Band(String.format(Locale.ROOT, "e%03d", d), null))
            .toList();
    this.spec =
        new DatasetSpec(
            of.name(),
            of.version(),
            of.task(),
            of.quantity(),
            Map.of(MODALITY, bands),
            Map.of(),
            of.classes(),
            of.ignoreIndex(),
            of.distribution(),
            source.side(),
            1,
            of.citation(),
            of.licence(),
            MissingPixels.IGNORED,
            true);
  }

  /**
   * Joins samples with embeddings.
   *
   * @param path the embeddings, for messages
   * @throws org.eobench.core.error.BenchException {@code MissingEmbeddings}
   */
  static EmbeddedDataset of(EoDataset samples, EmbeddingSource source, Path path) {
    List<SampleRef> all = new ArrayList<>();
    for (Split split : Split.values()) {
      all.addAll(samples.samples(split));
    }
    source.require(all);
    return new EmbeddedDataset(samples, source, path);
  }

  @Override
  public DatasetSpec spec() {
    return spec;
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>(samples.remarks());
    remarks.addAll(source.remarks());
    return remarks;
  }

  @Override
  public List<String> findings() {
    long empty = missing.values().stream().mapToLong(Integer::longValue).sum();
    long all = positions.values().stream().mapToLong(Integer::longValue).sum();
    if (empty == 0) {
      return List.of();
    }
    long whole =
        missing.entrySet().stream()
            .filter(one -> one.getValue().equals(positions.get(one.getKey())))
            .count();
    return List.of(
        String.format(
            Locale.ROOT,
            "%,d of %,d positions of the samples that were read have no embedding in %s, so that"
                + " they have no target; %d samples have none at all",
            empty,
            all,
            path,
            whole));
  }

  @Override
  public List<SampleRef> samples(Split split) {
    return samples.samples(split);
  }

  @Override
  public @Nullable Target indexedTarget(SampleRef ref) {
    return samples.indexedTarget(ref);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    Sample sample = samples.read(ref, source.needsPlace() ? anyBand() : Map.of());
    Image image = source.of(ref, sample.acquisition());
    boolean[] empty = empty(image);
    int count = (int) IntStream.range(0, empty.length).filter(i -> empty[i]).count();
    missing.put(ref.id(), count);
    positions.put(ref.id(), empty.length);
    Target target =
        count == 0 ? sample.target() : without(sample.target(), empty, image, spec.ignoreIndex());
    List<String> wanted = bands.getOrDefault(MODALITY, List.of());
    boolean whole = wanted.size() == spec.bands().getOrDefault(MODALITY, List.of()).size();
    if (!whole && !wanted.isEmpty()) {
      throw new IllegalArgumentException("embeddings are read with all their dimensions");
    }
    Map<String, Image> images = wanted.isEmpty() ? Map.of() : Map.of(MODALITY, image);
    return new Sample(images, target, ref, new Acquisition(List.of(), null, null));
  }

  /** One band of the images, which shows where they are. */
  private Map<String, List<String>> anyBand() {
    Map.Entry<String, List<Band>> first = samples.spec().bands().entrySet().iterator().next();
    return Map.of(first.getKey(), List.of(first.getValue().get(0).name()));
  }

  /** The positions without an embedding, {@code [h,w]}. */
  private static boolean[] empty(Image image) {
    boolean[] empty = new boolean[image.height() * image.width()];
    for (int p = 0; p < empty.length; p++) {
      empty[p] = Float.isNaN(image.data()[p]);
    }
    return empty;
  }

  /** A target without the pixels of positions that have no embedding. */
  private static Target without(Target target, boolean[] empty, Image map, int ignoreIndex) {
    if (!target.dense()) {
      return target.without(empty, ignoreIndex);
    }
    boolean[] pixels = new boolean[target.height() * target.width()];
    for (int r = 0; r < target.height(); r++) {
      int row = (int) ((long) r * map.height() / target.height());
      for (int c = 0; c < target.width(); c++) {
        int column = (int) ((long) c * map.width() / target.width());
        pixels[r * target.width() + c] = empty[row * map.width() + column];
      }
    }
    return target.without(pixels, ignoreIndex);
  }
}
