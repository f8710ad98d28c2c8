package org.eobench.cli.cost;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Estimates from all that a user named; the first source that knows a run decides. */
public final class KnownCosts {
  /** Knows nothing. */
  public static final KnownCosts NONE = new KnownCosts(List.of());

  private final List<CostSource> sources;

  private KnownCosts(List<CostSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * Reads the value of {@code --costs}.
   *
   * @param names folders of runs and files of profiles, separated by commas
   * @throws org.eobench.core.error.BenchException if one of them is neither
   */
  public static KnownCosts of(String names) {
    List<CostSource> sources = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      Path path = Path.of(name.strip());
      sources.add(
          Files.isRegularFile(path) ? ProfiledCost.read(path) : EarlierRunCosts.below(path));
    }
    return new KnownCosts(sources);
  }

  /** The time of a run; empty if no source knows it. */
  public Optional<CostEstimate> estimate(Workload run) {
    return sources.stream()
        .map(source -> source.estimate(run))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
