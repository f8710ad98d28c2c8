package org.eobench.core.run.weights;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.Parameter;
import org.eobench.core.run.plan.ModelWeightsConfig;
import org.eobench.core.run.plan.ModelWeightsConfig.Difference;
import org.eobench.core.train.Checkpoints;
import org.eobench.core.train.FrozenOrigin;
import org.eobench.core.train.FrozenWeights;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.core.weights.CheckpointMatch;
import org.eobench.core.weights.CheckpointSearch;
import org.eobench.core.weights.LoadReport;
import org.eobench.core.weights.Weights;
import org.eobench.core.weights.WeightsPath;

/**
 * Loads the weights of a whole model, such as one trained for another task. Encoder and decoder may
 * have different prefixes, as in mmsegmentation's {@code backbone.}, {@code neck.} and {@code
 * decode_head.}. All that differs is reported, and is an error without permission.
 */
public final class ModelWeights {
  private static final int SHOWN = 8;
  private static final String OPTIMIZER = "optimizer.";

  private final ModelWeightsConfig config;
  private final Map<Difference, List<String>> differences = new EnumMap<>(Difference.class);
  private final Set<String> loaded = new HashSet<>();

  private ModelWeights(ModelWeightsConfig config) {
    this.config = config;
    for (Difference difference : Difference.values()) {
      differences.put(difference, new ArrayList<>());
    }
  }

  /**
   * Loads the weights into a model whose tensors have their first values.
   *
   * @param file path in {@code config}
   * @throws BenchException {@code ModelWeightsDiffer} with everything that differs without
   *     permission; and if the file cannot be read
   */
  public static ModelWeights load(
      String file, ModelWeightsConfig config, EoModel model, NDManager manager) {
    ModelWeights weights = new ModelWeights(config);
    if (!Files.exists(WeightsPath.of(file))) {
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of("MissingWeights", "the weights of the whole model do not exist")
              .at("model_weights.file, " + Path.of(file).toAbsolutePath().normalize())
              .expecting("a run directory, a weights file or a DeepSpeed ZeRO folder")
              .next("give `model_weights.file=RUN_DIR` of a finished run, or null for none"));
    }
    try (TensorFile tensors = TensorFile.open(WeightsPath.of(file))) {
      Checkpoints.requireIntact(tensors);
      weights.load(tensors, model, manager);
    }
    return weights;
  }

  /** The tensors that received values from the file, by their names in the model. */
  public Set<String> loaded() {
    return Set.copyOf(loaded);
  }

  private void load(TensorFile file, EoModel model, NDManager manager) {
    Map<String, Parameter> leftOut = FrozenWeights.leftOut(model.tensors(), file);
    FrozenWeights.originIn(file).ifPresent(origin -> require(origin, leftOut, file, manager));
    Part encoder =
        part(model.encoder().tensors(), file, model.encoder().checkpointLayout(), EoModel.ENCODER);
    Part decoder = part(model.decoder().tensors(), file, CheckpointLayout.exact(), "");
    load(encoder, file, leftOut, manager);
    load(decoder, file, leftOut, manager);
    for (TensorInfo info : file.tensors()) {
      String name = info.name();
      if (!encoder.holds(name) && !decoder.holds(name) && !name.startsWith(OPTIMIZER)) {
        add(Difference.UNEXPECTED, info.toString());
      }
    }
    requirePermission(file);
  }

  /** Compares the frozen weights that a run's checkpoint leaves out, or draws random ones again. */
  private void require(
      FrozenOrigin origin, Map<String, Parameter> leftOut, TensorFile file, NDManager manager) {
    if (origin.file() == null) {
      Weights.draw(leftOut, manager, origin.seed());
      loaded.addAll(leftOut.keySet());
    }
    FrozenWeights.requireHash(leftOut, file, "those of this run");
  }

  /**
   * The encoder or the decoder.
   *
   * @param prefix of its tensors in the file
   * @param own prefix of its tensors in the model
   */
  private record Part(
      Map<String, Parameter> tensors, CheckpointLayout layout, String prefix, String own) {
    /** Whether a tensor of the file belongs to it. */
    boolean holds(String name) {
      if (!name.startsWith(prefix)) {
        return false;
      }
      return tensors.containsKey(of(name))
          || layout.ignored().test(name.substring(prefix.length()));
    }

    /** The name in the model of a tensor of the file below the prefix. */
    String of(String name) {
      String key = name.substring(prefix.length());
      return tensors.containsKey(key) ? key : layout.rename().apply(key);
    }
  }

  private static Part part(
      Map<String, Parameter> tensors, TensorFile file, CheckpointLayout layout, String own) {
    return new Part(tensors, layout, CheckpointSearch.nearest(tensors, file, layout), own);
  }

  private void load(Part part, TensorFile file, Map<String, Parameter> leftOut, NDManager manager) {
    Map<String, String> shapes = new LinkedHashMap<>();
    CheckpointLayout layout = part.layout();
    CheckpointLayout lenient =
        layout
            .allowingMissing(name -> true)
            .ignoring(name -> true)
            .reshaping(
                layout
                    .reshape()
                    .or(
                        (name, values, from, to) -> {
                          shapes.put(name, shapes(from, to));
                          return CheckpointLayout.FIRST_VALUES;
                        }));
    CheckpointMatch match = CheckpointSearch.match(part.tensors(), file, lenient, part.prefix());
    match.require("", "use the weights of a model with this encoder and decoder");
    LoadReport report = Weights.load(match, file, manager);
    report.loaded().forEach(name -> loaded.add(part.own() + name));
    // The search has looked below other prefixes, too.
    Set<String> unused = report.unexpected().stream().map(part::of).collect(Collectors.toSet());
    shapes.keySet().retainAll(unused);
    for (String name : report.missing()) {
      String full = part.own() + name;
      String other = shapes.get(name);
      if (other != null) {
        add(Difference.REPLACED, full + " " + other);
      } else if (!leftOut.containsKey(full) && !layout.mayBeMissing().test(name)) {
        add(Difference.MISSING, full);
      }
    }
  }

  private static String shapes(long[] from, long[] to) {
    return String.format(
        Locale.ROOT, "%s in the file, %s here", Arrays.toString(from), Arrays.toString(to));
  }

  private void add(Difference difference, String text) {
    differences.computeIfAbsent(difference, unused -> new ArrayList<>()).add(text);
  }

  private List<String> of(Difference difference) {
    return differences.getOrDefault(difference, List.of());
  }

  private void requirePermission(TensorFile file) {
    List<Difference> needed =
        Arrays.stream(Difference.values())
            .filter(each -> !of(each).isEmpty() && !config.allow().contains(each))
            .toList();
    if (needed.isEmpty() && !loaded.isEmpty()) {
      return;
    }
    Set<Difference> all = new HashSet<>(config.allow());
    all.addAll(needed);
    String allow = all.stream().sorted().map(Difference::key).collect(Collectors.joining(","));
    throw new BenchException(
        ExitCode.WEIGHTS,
        Problem.of(
                "ModelWeightsDiffer",
                loaded.isEmpty()
                    ? "no tensor of the file fits the model"
                    : "the file differs from the model\n  " + String.join("\n  ", lines(needed)))
            .at("model_weights.file, " + file.path())
            .expecting("all tensors of the model, and no others")
            .next(
                loaded.isEmpty()
                    ? "give the weights of a model with this encoder and decoder"
                    : "choose the encoder, decoder and classes of the file, or permit these"
                        + " differences with `'model_weights.allow=["
                        + allow
                        + "]'`"));
  }

  /** The report: the numbers in one line, then the names of each kind. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "model weights: %d tensors loaded, %d missing, %d unexpected, %d replaced",
            loaded.size(),
            of(Difference.MISSING).size(),
            of(Difference.UNEXPECTED).size(),
            of(Difference.REPLACED).size()));
    lines(List.of(Difference.values())).forEach(line -> lines.add("  " + line));
    return lines;
  }

  private List<String> lines(List<Difference> kinds) {
    List<String> lines = new ArrayList<>();
    for (Difference kind : kinds) {
      List<String> names = of(kind);
      if (!names.isEmpty()) {
        String what =
            switch (kind) {
              case MISSING -> "missing in the file, so they start anew: ";
              case UNEXPECTED -> "in the file but not in the model: ";
              case REPLACED -> "of another shape, so they start anew: ";
            };
        String some = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        int more = names.size() - SHOWN;
        lines.add(what + some + (more > 0 ? " and " + more + " more" : ""));
      }
    }
    return lines;
  }
}
