package org.eobench.core.dataset.grouping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/** A data set whose classes are merged by name. */
public final class GroupedDataset implements EoDataset {
  /** The beginning of its remark on a data set. */
  public static final String REMARK = "dataset.grouping: ";

  private final EoDataset raw;
  private final ClassGroups groups;
  private final DatasetSpec spec;

  private GroupedDataset(EoDataset raw, ClassGroups groups) {
    DatasetSpec from = raw.spec();
    this.raw = raw;
    this.groups = groups;
    this.spec =
        new DatasetSpec(
            from.name(),
            from.version(),
            from.task(),
            from.quantity(),
            from.bands(),
            from.stats(),
            groups.names(),
            groups.ignored(),
            groups.shares(from.distribution()),
            from.imgSize(),
            from.frames(),
            from.citation(),
            from.licence(),
            from.missingPixels());
  }

  /**
   * Merges classes.
   *
   * @return the data set itself if the config changes nothing
   * @throws BenchException if a name is no class of the data set or listed twice, or the data set
   *     has no classes
   */
  public static EoDataset of(EoDataset raw, GroupingConfig config) {
    if (!config.active()) {
      return raw;
    }
    if (!raw.spec().task().classes()) {
      throw unsupported(raw.spec());
    }
    return new GroupedDataset(raw, new ClassGroups(config, raw.spec()));
  }

  private static BenchException unsupported(DatasetSpec spec) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of(
                "NoClassesToGroup",
                "targets of " + spec.task().key() + " have no single class that can be grouped")
            .at("dataset.grouping")
            .expecting("a data set with one class for each pixel or image")
            .next(
                "give `dataset.grouping.class_of_interest=null"
                    + " dataset.grouping.ignored_as_background=false`"));
  }

  @Override
  public DatasetSpec spec() {
    return spec;
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>(raw.remarks());
    remarks.add(REMARK + groups.remark(raw.spec().classes()));
    return remarks;
  }

  @Override
  public List<SampleRef> samples(Split split) {
    return raw.samples(split);
  }

  @Override
  public @Nullable Target indexedTarget(SampleRef ref) {
    Target target = raw.indexedTarget(ref);
    return target == null ? null : grouped(target);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    Sample sample = raw.read(ref, bands);
    return sample.with(grouped(sample.target()));
  }

  @Override
  public @Nullable Sample read(
      SampleRef ref, Map<String, List<String>> bands, ImagePart.Choice part) {
    Sample sample = raw.read(ref, bands, part);
    return sample == null ? null : sample.with(grouped(sample.target()));
  }

  private Target grouped(Target target) {
    Target grouped = target.relabelled(groups::label);
    if (grouped == null) {
      throw unsupported(raw.spec());
    }
    return grouped;
  }
}
