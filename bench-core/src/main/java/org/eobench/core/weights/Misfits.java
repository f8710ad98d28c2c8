package org.eobench.core.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What does not fit between a file and a model, by kind; a reader sees a few of each, counted. */
final class Misfits {
  private static final int SHOWN = 5;

  /** The ways in which a tensor does not fit. */
  enum Kind {
    MISSING("lacks tensors"),
    UNEXPECTED("has unexpected tensors"),
    SHAPE("has tensors of another shape"),
    FRACTIONS("has fractions instead of counts"),
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

  /** How many tensors do not fit, of all kinds but those that the model does not know. */
  int ofModel() {
    return found.values().stream().mapToInt(List::size).sum() - count(Kind.UNEXPECTED);
  }

  /** An indented block for each kind. */
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
