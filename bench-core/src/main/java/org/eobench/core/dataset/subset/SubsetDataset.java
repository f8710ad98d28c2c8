package org.eobench.core.dataset.subset;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.Target;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A data set of which some splits are reduced to the samples of an index. */
public final class SubsetDataset implements EoDataset {
  private static final Logger LOG = LoggerFactory.getLogger(SubsetDataset.class);

  private final EoDataset whole;
  private final SubsetIndex index;
  private final List<String> warnings;

  private SubsetDataset(EoDataset whole, SubsetIndex index, List<String> warnings) {
    this.whole = whole;
    this.index = index;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Draws a subset, or reads its index.
   *
   * @param seed seed of the run
   * @return the data set itself if the config reduces nothing
   * @throws org.eobench.core.error.BenchException if the index does not fit, or labels cannot be
   *     read
   */
  public static EoDataset of(EoDataset whole, SubsetConfig config, long seed) {
    if (!config.active()) {
      return whole;
    }
    Path file = config.index();
    if (file != null) {
      SubsetIndex index = SubsetIndexFile.read(file);
      SubsetIndexFile.requireFit(index, file, whole);
      LOG.info("subset: {}, from {}", index.text(), file);
      return new SubsetDataset(whole, index, List.of());
    }
    SubsetDraw draw = new SubsetDraw(whole, config, seed);
    SubsetIndex index = draw.index();
    int read = index.drawn() == null ? 0 : index.drawn().labelsRead();
    LOG.info(
        "subset: {}; {}",
        index.text(),
        read == 0
            ? "no file was read"
            : String.format(Locale.ROOT, "the labels of %d samples were read, no images", read));
    return new SubsetDataset(whole, index, draw.warnings());
  }

  /** The subset that a run uses; empty if it uses all samples. */
  public static Optional<SubsetDataset> in(MaskedDataset data) {
    return data.raw() instanceof SubsetDataset subset ? Optional.of(subset) : Optional.empty();
  }

  /** The samples. */
  public SubsetIndex index() {
    return index;
  }

  /** Sentences about what could not be drawn as wanted. */
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public DatasetSpec spec() {
    return whole.spec();
  }

  @Override
  public List<String> remarks() {
    return whole.remarks();
  }

  @Override
  public List<SampleRef> samples(Split split) {
    SubsetIndex.Part part = index.splits().get(split.key());
    if (part == null) {
      return whole.samples(split);
    }
    Set<String> ids = new HashSet<>(part.ids());
    return whole.samples(split).stream().filter(ref -> ids.contains(ref.id())).toList();
  }

  @Override
  public @Nullable Target indexedTarget(SampleRef ref) {
    return whole.indexedTarget(ref);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    return whole.read(ref, bands);
  }

  @Override
  public @Nullable Sample read(
      SampleRef ref, Map<String, List<String>> bands, ImagePart.Choice part) {
    return whole.read(ref, bands, part);
  }
}
