package org.eobench.core.dataset.subset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TaskKind;
import org.jspecify.annotations.Nullable;

/** Targets without images, in every split the same. */
final class DrawnData implements EoDataset {
  private final TaskKind task;
  private final List<String> classes;
  private final List<? extends Target> targets;
  private final boolean indexed;

  /** The samples that were read. */
  final List<String> read = Collections.synchronizedList(new ArrayList<>());

  /**
   * @param indexed whether targets are known without reading
   */
  DrawnData(TaskKind task, List<String> classes, List<? extends Target> targets, boolean indexed) {
    this.task = task;
    this.classes = classes;
    this.targets = targets;
    this.indexed = indexed;
  }

  @Override
  public DatasetSpec spec() {
    return new DatasetSpec(
        "drawn",
        2,
        task,
        Quantity.PLAIN,
        Map.of("optical", List.of(new Band("B4", 0.665))),
        Map.of("optical", BandStats.UNKNOWN),
        classes,
        -1,
        List.of(),
        0,
        1,
        "none",
        "none");
  }

  @Override
  public List<SampleRef> samples(Split split) {
    return IntStream.range(0, targets.size())
        .mapToObj(i -> new SampleRef(split.key() + "-" + i, List.<Path>of()))
        .toList();
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    if (!bands.isEmpty()) {
      throw new AssertionError("a draw reads no image");
    }
    read.add(ref.id());
    return new Sample(Map.of(), target(ref), ref);
  }

  @Override
  public @Nullable Target indexedTarget(SampleRef ref) {
    return indexed ? target(ref) : null;
  }

  Target target(SampleRef ref) {
    return targets.get(Integer.parseInt(ref.id().substring(ref.id().indexOf('-') + 1)));
  }
}
