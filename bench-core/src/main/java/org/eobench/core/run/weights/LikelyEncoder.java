package org.eobench.core.run.weights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.describe.EncoderDescription;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.registry.Components;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.core.weights.CheckpointLikeness;
import org.eobench.core.weights.CheckpointSearch;

/**
 * The likely encoder of a weights file. Every available encoder with published weights is built
 * without values, and its tensors are compared with those of the file.
 *
 * @param families families with the best match; empty if nothing is similar, or nothing is more
 *     similar than the chosen encoder
 * @param options encoders of these families to choose from
 * @param sameKind whether the file has the tensors of the chosen encoder, so that a change of its
 *     sizes may help
 */
record LikelyEncoder(List<String> families, List<String> options, boolean sameKind) {
  /** Minimum share of common tensor kinds for a file to count as an encoder's. */
  private static final double ALIKE = 0.75;

  private static final int SHOWN = 3;
  private static final double EQUAL = 1e-9;

  private record Candidate(String option, String family, CheckpointLikeness likeness) {
    double names() {
      return likeness.names();
    }

    double shapes() {
      return likeness.shapes();
    }
  }

  /** Compares a file that does not match an encoder with all other encoders. */
  static LikelyEncoder of(
      Encoder chosen, TensorFile file, RunRequest request, Components components) {
    CheckpointLikeness own = likeness(chosen, file);
    List<Candidate> alike = new ArrayList<>();
    request
        .options()
        .encoders()
        .forEach((option, root) -> add(alike, option, root, file, components));
    double names = alike.stream().mapToDouble(Candidate::names).max().orElse(0);
    List<Candidate> nearest =
        alike.stream().filter(candidate -> candidate.names() > names - EQUAL).toList();
    double shapes = nearest.stream().mapToDouble(Candidate::shapes).max().orElse(0);
    boolean otherNames = names > own.names() + EQUAL;
    boolean otherSize = names > own.names() - EQUAL && shapes == 1 && own.shapes() < 1;
    if (names < ALIKE || !(otherNames || otherSize)) {
      return new LikelyEncoder(List.of(), List.of(), true);
    }
    nearest =
        nearest.stream()
            .filter(candidate -> candidate.shapes() > shapes - EQUAL)
            .sorted(Comparator.comparing(candidate -> candidate.option().length()))
            .toList();
    String option = request.choices().get("encoder");
    if (nearest.stream().anyMatch(candidate -> candidate.option().equals(option))) {
      // The file differs from this encoder only in keys that the user changed.
      return new LikelyEncoder(List.of(), List.of(), true);
    }
    List<String> options = nearest.stream().map(Candidate::option).toList();
    return new LikelyEncoder(
        nearest.stream().map(Candidate::family).distinct().limit(SHOWN).toList(),
        options.stream().filter(name -> !isVariant(name, options)).limit(SHOWN).toList(),
        !otherNames);
  }

  /** Whether an encoder's name extends that of another, as dofa_large extends dofa. */
  private static boolean isVariant(String name, List<String> options) {
    return options.stream().anyMatch(other -> name.startsWith(other + "_"));
  }

  private static void add(
      List<Candidate> into,
      String option,
      ConfigNode root,
      TensorFile file,
      Components components) {
    try {
      EncoderDescription facts = EncoderDescription.of(root, components);
      if (facts.keys().encoderWeights() != null) {
        Encoder encoder = EncoderDescription.build(root, components, TorchOps.declaring());
        into.add(new Candidate(option, facts.keys().card().family(), likeness(encoder, file)));
      }
    } catch (BenchException leavesKeysOpen) {
      // It requires further keys, so its name alone is not useful advice.
      return;
    }
  }

  private static CheckpointLikeness likeness(Encoder encoder, TensorFile file) {
    CheckpointLayout layout = encoder.checkpointLayout();
    String prefix = CheckpointSearch.nearest(encoder.tensors(), file, layout);
    return CheckpointLikeness.of(encoder.tensors(), file, layout, prefix, Set.of());
  }

  boolean isKnown() {
    return !options.isEmpty();
  }

  /** {@code these look like DOFA's weights (encoder=dofa); }, or empty. */
  String sentence() {
    return isKnown()
        ? "these look like "
            + families.stream().map(LikelyEncoder::possessive).collect(Collectors.joining(" or "))
            + " weights ("
            + choice()
            + "); "
        : "";
  }

  private static String possessive(String family) {
    return family.endsWith("s") ? family + "'" : family + "'s";
  }

  private String choice() {
    return options.stream().map(option -> "encoder=" + option).collect(Collectors.joining(", "));
  }

  /** The next steps; empty if unknown. */
  List<String> next() {
    return options.stream().map(option -> "choose `encoder=" + option + "`").toList();
  }
}
