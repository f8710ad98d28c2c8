package org.eobench.core.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The mismatches between a file and a model, by kind. Messages show a few of each kind and their
 * number.
 */
final class Misfits {
  private static final int SHOWN = 5;

  /** The kinds of mismatches. */
  enum Kind {
    MISSING("lacks tensors"),
    UNEXPECTED("has unexpected tensors"),
    SHAPE("has tensors of another shape"),
    FRACTIONS("has fractions instead of integers"),
    TWICE("has two tensors for one");

    private final String verb;

    Kind(String verb) {
      this.verb = verb;
    }
  }

  private final Map<Kind, List<String>> found = new LinkedHashMap<>();

  void add(Kind kind, String tensor) {
    found.computeIfAbsent(kind, unused -> new ArrayList<>()).add(tensor);
  }

  int count(Kind kind) {
    return found.getOrDefault(kind, List.of()).size();
  }

  /** The number of mismatches, except tensors that the model does not know. */
  int ofModel() {
    return found.values().stream().mapToInt(List::size).sum() - count(Kind.UNEXPECTED);
  }

  /** Formats an indented block for each kind. */
  String text() {
    StringBuilder text = new StringBuilder();
    found.forEach(
        (kind, tensors) -> {
          text.append("\n  the file " + kind.verb + " (" + tensors.size() + "):");
          tensors.stream().limit(SHOWN).forEach(tensor -> text.append("\n    ").append(tensor));
          if (tensors.size() > SHOWN) {
            text.append("\n    and " + (tensors.size() - SHOWN) + " more");
          }
        });
    return text.toString();
  }
}
