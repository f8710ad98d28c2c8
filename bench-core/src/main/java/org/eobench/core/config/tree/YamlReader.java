package org.eobench.core.config.tree;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads a YAML document into a tree with line numbers.
 *
 * <p>It uses the parser's events, because higher layers lose the line numbers. {@link YamlScalars}
 * determines the types of scalars. A duplicate key is refused. Aliases become copies of their
 * anchor.
 */
public final class YamlReader {
  private final String file;
  private final ParserImpl parser;
  private final Map<String, Anchor> anchors = new HashMap<>();
  private int values;
  private int depth;

  /** A named value and its number of values, including all below it. */
  private record Anchor(ConfigNode node, int values) {}

  private YamlReader(String text, String file) {
    this.file = file;
    this.parser =
        new ParserImpl(
            new StreamReader(new StringReader(withoutTopComment(text))), new LoaderOptions());
  }

  /**
   * Returns the document in {@code text}, or null if it is empty.
   *
   * @param file name shown in origins and errors
   * @throws BenchException with id {@code YamlSyntax}, {@code YamlTag} or {@code YamlDuplicateKey},
   *     or that of a {@linkplain Bounds bound}, and the line
   */
  public static @Nullable ConfigNode read(String text, String file) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return new YamlReader(text, file).document();
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      String what = Objects.requireNonNullElse(e.getProblem(), "not YAML");
      throw failure("YamlSyntax", what, mark == null ? 0 : mark.getLine() + 1, file);
    } catch (YAMLException e) {
      throw failure("YamlSyntax", String.valueOf(e.getMessage()), 0, file);
    }
  }

  /**
   * The text with empty lines for the comment at its top, since the parser takes long to skip
   * characters. A comment with anything but printable ASCII is left to it.
   */
  private static String withoutTopComment(String text) {
    int start = 0;
    int lines = 0;
    for (int at = 0; at < text.length() && text.charAt(start) == '#'; at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        lines++;
        start = at + 1;
        if (start == text.length()) {
          break;
        }
      } else if (c < ' ' || c > '~') {
        break;
      }
    }
    return lines == 0 ? text : "\n".repeat(lines) + text.substring(start);
  }

  private @Nullable ConfigNode document() {
    parser.getEvent();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return null;
    }
    parser.getEvent();
    ConfigNode root = node(parser.getEvent(), 0);
    parser.getEvent();
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      throw failure("YamlSyntax", "a second document begins", line(parser.peekEvent()), file);
    }
    return root;
  }

  private ConfigNode node(Event event, int keyLine) {
    int line = keyLine > 0 ? keyLine : line(event);
    if (event instanceof AliasEvent alias) {
      Anchor anchor = anchors.get(alias.getAnchor());
      if (anchor == null) {
        throw failure("YamlSyntax", "found undefined alias " + alias.getAnchor(), line, file);
      }
      count(anchor.values(), line);
      return anchor.node().copy();
    }
    int before = values;
    count(1, line);
    ConfigNode node;
    if (event instanceof ScalarEvent scalar) {
      requireShort(scalar, line);
      node = new ScalarNode(value(scalar), Origin.file(file, line), spelling(scalar));
    } else if (event instanceof SequenceStartEvent list) {
      requireTag(YamlTags.fault(list.getTag(), "seq"), line);
      node = list(line);
    } else if (event instanceof MappingStartEvent map) {
      requireTag(YamlTags.fault(map.getTag(), "map"), line);
      node = map(line);
    } else {
      throw failure("YamlSyntax", "a value is missing", line, file);
    }
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, new Anchor(node, values - before));
    }
    return node;
  }

  private void count(int more, int line) {
    values += more;
    if (values > Bounds.VALUES) {
      throw refusal(
          Bounds.tooMany(
              file + " has too many values once its aliases are expanded",
              Bounds.VALUES,
              "values in a file"),
          line);
    }
  }

  private void requireShort(ScalarEvent scalar, int line) {
    int length = scalar.getValue().length();
    if (length > Bounds.TEXT) {
      throw refusal(Bounds.tooLong("a value", length), line);
    }
  }

  /** Enters a nested level. */
  private void enter(int line) {
    if (++depth > Bounds.DEPTH) {
      throw refusal(Bounds.tooDeep("lists and mappings are nested"), line);
    }
  }

  private ListNode list(int line) {
    enter(line);
    ListNode list = new ListNode(Origin.file(file, line));
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      list.add(node(parser.getEvent(), 0));
    }
    parser.getEvent();
    depth--;
    return list;
  }

  private MapNode map(int line) {
    enter(line);
    MapNode own = new MapNode(Origin.file(file, line));
    List<ConfigNode> merged = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Event event = parser.getEvent();
      int keyLine = line(event);
      if (event instanceof SequenceStartEvent) {
        put(own, keyOf(list(keyLine)), keyLine, seen);
        continue;
      }
      if (!(event instanceof ScalarEvent scalar)) {
        throw failure("YamlSyntax", "a key must be a scalar or a list of scalars", keyLine, file);
      }
      if (scalar.isPlain() && scalar.getValue().equals("<<")) {
        merged.add(node(parser.getEvent(), keyLine));
        continue;
      }
      requireShort(scalar, keyLine);
      Object key = value(scalar);
      if (key == null) {
        throw failure("YamlKey", "the key null is not allowed", keyLine, file);
      }
      put(own, key, keyLine, seen);
    }
    parser.getEvent();
    depth--;
    return merged.isEmpty() ? own : withMerged(own, merged);
  }

  /** Reads the value of a key into a mapping. */
  private void put(MapNode own, Object key, int keyLine, Set<String> seen) {
    if (key instanceof String name && !seen.add(name)) {
      throw failure("YamlDuplicateKey", "found duplicate key " + name, keyLine, file);
    }
    own.put(key, node(parser.getEvent(), keyLine));
  }

  /** A list of scalars as a key, such as {@code [3, 4]}, which is kept as this text. */
  private String keyOf(ListNode list) {
    List<String> items = new ArrayList<>();
    for (ConfigNode item : list.items()) {
      if (!(item instanceof ScalarNode scalar) || scalar.value() == null) {
        throw failure(
            "YamlSyntax",
            "a key must be a scalar or a list of scalars",
            list.origin().number(),
            file);
      }
      items.add(PythonText.of(scalar.value()));
    }
    return "[" + String.join(", ", items) + "]";
  }

  /** Keys merged with {@code <<} come first, and the mapping's own keys override them. */
  private MapNode withMerged(MapNode own, List<ConfigNode> merged) {
    MapNode result = new MapNode(own.origin());
    for (ConfigNode source : merged) {
      List<ConfigNode> parts = source instanceof ListNode list ? list.items() : List.of(source);
      for (int i = parts.size() - 1; i >= 0; i--) {
        if (!(parts.get(i) instanceof MapNode map)) {
          throw failure("YamlSyntax", "<< needs a mapping", own.origin().number(), file);
        }
        map.entries().forEach(entry -> result.put(entry.key(), entry.value().copy()));
      }
    }
    own.entries().forEach(entry -> result.put(entry.key(), entry.value()));
    return result;
  }

  private @Nullable Object value(ScalarEvent scalar) {
    YamlTags.Read read = YamlTags.scalar(scalar);
    requireTag(read.fault().isEmpty() ? Optional.empty() : Optional.of(read.fault()), line(scalar));
    return read.value();
  }

  private void requireTag(Optional<String> fault, int line) {
    if (fault.isPresent()) {
      throw failure("YamlTag", fault.get(), line, file);
    }
  }

  /** The unquoted word in the file, or null if it was quoted. */
  private static @Nullable String spelling(ScalarEvent scalar) {
    return scalar.isPlain() ? scalar.getValue() : null;
  }

  private static int line(Event event) {
    Mark mark = event.getStartMark();
    return mark == null ? 0 : mark.getLine() + 1;
  }

  private BenchException refusal(Problem problem, int line) {
    return new BenchException(ExitCode.CONFIG, problem.at(Origin.file(file, line).place()));
  }

  private static BenchException failure(String id, String what, int line, String file) {
    String place = Origin.file(file, line).place();
    return new BenchException(
        ExitCode.CONFIG, Problem.of(id, file + ": " + what).at(place).next("correct the YAML"));
  }
}
