package org.eobench.core.weights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.nn.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Finds a model's tensors in a file. Training frameworks wrap weights: {@code module.}, {@code
 * _orig_mod.}, {@code state_dict.model.}, {@code model_ema.}, {@code backbone.}, and any nesting of
 * them. There is no list of such words: the text before the model's own names is the prefix. It is
 * removed only if all names match without it.
 */
public final class CheckpointSearch {
  /** The maximum number of parts of a prefix; wrappers have two or three. */
  private static final int DEEPEST = 8;

  /** The number of prefixes that are examined closely: those with most of the model's names. */
  private static final int MOST = 8;

  private static final String DOT = ".";
  private static final String OPTIMIZER = "optim";

  private final Map<String, Parameter> tensors;
  private final TensorFile file;
  private final CheckpointLayout layout;

  private CheckpointSearch(
      Map<String, Parameter> tensors, TensorFile file, CheckpointLayout layout) {
    this.tensors = tensors;
    this.file = file;
    this.layout = isOfOwnRun(file) ? layout.asSaved() : layout;
  }

  /** Whether a run of this program wrote the file, so that names and values are the model's. */
  static boolean isOfOwnRun(TensorFile file) {
    return file.metadata().containsKey("run") && file.metadata().containsKey("fingerprint");
  }

  /**
   * Returns the match under the only prefix that makes all names match. If there is none, returns
   * the match under the closest prefix, and {@link CheckpointMatch#fits} is false.
   *
   * @param chosen prefix that the user requires, with or without the last dot; null to search
   * @throws BenchException if several prefixes match (it names them), or no name has the chosen
   *     prefix
   */
  public static CheckpointMatch match(
      Map<String, Parameter> tensors,
      TensorFile file,
      CheckpointLayout layout,
      @Nullable String chosen) {
    CheckpointSearch search = new CheckpointSearch(tensors, file, layout);
    return chosen == null ? search.search() : search.under(chosen);
  }

  /** The prefix with most of a model's names in a file, whether they match or not. */
  public static String nearest(
      Map<String, Parameter> tensors, TensorFile file, CheckpointLayout layout) {
    List<String> candidates = new CheckpointSearch(tensors, file, layout).candidates();
    return candidates.isEmpty() ? "" : candidates.get(0);
  }

  private CheckpointMatch search() {
    CheckpointMatch root = at("", List.of());
    if (root.fits()) {
      return root;
    }
    List<String> candidates = candidates();
    List<String> complete = complete(candidates);
    List<CheckpointMatch> fitting =
        complete.stream()
            .map(prefix -> at(prefix, complete))
            .filter(CheckpointMatch::fits)
            .toList();
    if (fitting.isEmpty()) {
      return candidates.isEmpty() ? root : at(candidates.get(0), complete);
    }
    int best = fitting.stream().mapToInt(this::rank).min().orElseThrow();
    List<CheckpointMatch> first = fitting.stream().filter(match -> rank(match) == best).toList();
    if (first.size() > 1) {
      throw ambiguous(first);
    }
    return first.get(0);
  }

  private CheckpointMatch under(String chosen) {
    String prefix = chosen.isEmpty() || chosen.endsWith(DOT) ? chosen : chosen + DOT;
    List<String> candidates = candidates();
    if (file.tensors().stream().noneMatch(info -> info.name().startsWith(prefix))) {
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of("UnknownPrefix", "no name in the file begins with '" + prefix + "'")
              .at("encoder.weights_prefix, " + file.path())
              .expecting(
                  candidates.isEmpty()
                      ? "names of this model, of which the file has none"
                      : "one of "
                          + candidates.stream()
                              .map(CheckpointSearch::quoted)
                              .collect(Collectors.joining(", ")))
              .next("search for the prefix with `encoder.weights_prefix=null`"));
    }
    return at(prefix, complete(candidates));
  }

  private CheckpointMatch at(String prefix, List<String> copies) {
    return new CheckpointMatch(tensors, file, layout, prefix, copies);
  }

  private List<String> complete(List<String> candidates) {
    return candidates.stream().filter(prefix -> at(prefix, List.of()).isComplete()).toList();
  }

  /**
   * The rank of a prefix in the layout's order of preference; unlisted prefixes share the last
   * rank.
   */
  private int rank(CheckpointMatch match) {
    return rank(match.prefix());
  }

  private int rank(String prefix) {
    List<String> preferred = layout.prefixes();
    for (int i = 0; i < preferred.size(); i++) {
      String suffix = preferred.get(i);
      if (prefix.equals(suffix) || prefix.endsWith(DOT + suffix)) {
        return i;
      }
    }
    return preferred.size();
  }

  /** Prefixes before names of the model, those with most names first. */
  private List<String> candidates() {
    Map<String, Set<String>> hits = new HashMap<>();
    for (TensorInfo info : file.tensors()) {
      String name = info.name();
      int start = 0;
      for (int depth = 0; depth <= DEEPEST && start >= 0 && start < name.length(); depth++) {
        String prefix = name.substring(0, start);
        String own = layout.rename().apply(name.substring(start));
        if (tensors.containsKey(own)) {
          hits.computeIfAbsent(prefix, unused -> new HashSet<>()).add(own);
        }
        int dot = name.indexOf(DOT, start);
        start = dot < 0 ? -1 : dot + 1;
      }
    }
    return hits.entrySet().stream()
        .filter(entry -> !isOfOptimizer(entry.getKey()))
        .sorted(
            Comparator.comparingInt((Map.Entry<String, Set<String>> e) -> -e.getValue().size())
                .thenComparingInt(e -> rank(e.getKey()))
                .thenComparingInt(e -> e.getKey().length())
                .thenComparing(Map.Entry::getKey))
        .limit(MOST)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Whether names belong to an optimizer's state, which has the names and shapes of the weights.
   */
  private static boolean isOfOptimizer(String prefix) {
    return Stream.of(prefix.split("\\.", -1))
        .anyMatch(part -> part.toLowerCase(Locale.ROOT).startsWith(OPTIMIZER));
  }

  private BenchException ambiguous(List<CheckpointMatch> fitting) {
    List<String> prefixes = new ArrayList<>();
    fitting.forEach(match -> prefixes.add(quoted(match.prefix())));
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of(
                "AmbiguousWeights",
                "the file contains weights of this model "
                    + prefixes.size()
                    + " times: below "
                    + String.join(" and below ", prefixes))
            .at(file.path().toString())
            .expecting("a choice between them, because they differ")
            .next(
                fitting.stream()
                    .map(match -> "add `encoder.weights_prefix=" + match.prefix() + "`")
                    .collect(Collectors.joining("\nor "))));
  }

  private static String quoted(String prefix) {
    return prefix.isEmpty() ? "''" : "'" + prefix + "'";
  }
}
