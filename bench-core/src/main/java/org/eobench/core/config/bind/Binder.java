package org.eobench.core.config.bind;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.KeyPath;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.Naming;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.config.tree.YamlReader;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.FileNames;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/**
 * Turns a resolved configuration tree into typed records.
 *
 * <p>A key {@code input_size} fills the component {@code inputSize}. Components may be numbers,
 * booleans, strings, paths, enums (case ignored), lists, arrays, maps with string keys, {@code
 * Optional}, nested records or a raw {@link ConfigNode}. A component that is {@code @Nullable},
 * {@code Optional} or annotated with {@link Default} may be absent. {@code _target_} is skipped. An
 * {@link IllegalArgumentException} of a record's constructor becomes a problem at the place of the
 * first key that its message names. All problems are collected, not only the first.
 */
public final class Binder {
  private static final String TARGET = "_target_";

  private Binder() {}

  /**
   * Reads a mapping into a record; returns null when anything is wrong.
   *
   * @param node the mapping to read, with interpolations resolved
   * @param type the record to fill
   * @param problems collects every problem found
   */
  public static <R extends Record> @Nullable R bind(
      ConfigNode node, Class<R> type, Problems problems) {
    return bind(node, "", type, problems);
  }

  /**
   * Like {@link #bind(ConfigNode, Class, Problems)}, for the mapping at the dotted path {@code
   * path} of the whole configuration. Problems name keys as a user writes them.
   */
  public static <R extends Record> @Nullable R bind(
      ConfigNode node, String path, Class<R> type, Problems problems) {
    return bind(node, path, type, Integer.MAX_VALUE, problems);
  }

  /**
   * Like {@link #bind(ConfigNode, String, Class, Problems)}, for records whose integers are sizes
   * of what is built from them.
   *
   * @param largest largest value of an {@code int} whose component has no upper bound
   */
  public static <R extends Record> @Nullable R bind(
      ConfigNode node, String path, Class<R> type, int largest, Problems problems) {
    if (!(node instanceof MapNode map)) {
      problems.add(
          Problem.of("WrongType", name(path) + " must be a mapping, not " + node.describe())
              .at(node.origin().place()));
      return null;
    }
    refuseUnknown(map, path, type, problems);
    return fill(map, path, type, largest, problems);
  }

  /**
   * Like {@link #bind(ConfigNode, Class, Problems)}, but throws when anything is wrong.
   *
   * @throws BenchException with every problem found
   */
  public static <R extends Record> R bindOrThrow(ConfigNode node, Class<R> type) {
    Problems problems = new Problems();
    R bound = bind(node, type, problems);
    // A key that the record does not have is a problem, although the record could be filled.
    problems.throwIfAny(ExitCode.CONFIG);
    return Objects.requireNonNull(bound);
  }

  /**
   * Like {@link #bindOrThrow}, for YAML or JSON text.
   *
   * @param source name of the text in problems
   */
  public static <R extends Record> R bindText(String text, String source, Class<R> type) {
    ConfigNode node = YamlReader.read(text, source);
    return bindOrThrow(node == null ? new MapNode(Origin.file(source, 1)) : node, type);
  }

  /** The keys that a record reads, including those of its inlined records. */
  static List<String> keys(Class<? extends Record> type) {
    List<String> keys = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.isAnnotationPresent(Inline.class)) {
        keys.addAll(keys(component.getType().asSubclass(Record.class)));
      } else {
        keys.add(Naming.toKey(component.getName()));
      }
    }
    return keys;
  }

  private static void refuseUnknown(
      MapNode map, String path, Class<? extends Record> type, Problems problems) {
    List<String> known = keys(type);
    for (MapNode.Entry entry : map.entries()) {
      if (!known.contains(entry.name()) && !entry.name().equals(TARGET)) {
        String key = KeyPath.join(path, entry.name());
        problems.add(
            Problem.of("UnknownKey", key + " is not a key " + of(path))
                .at(entry.value().origin().place())
                .expecting(Suggest.sentence(entry.name(), known)));
      }
    }
  }

  private static <R extends Record> @Nullable R fill(
      MapNode map, String path, Class<R> type, int largest, Problems problems) {
    int before = problems.list().size();
    Map<String, Class<?>> parameters = new LinkedHashMap<>();
    List<@Nullable Object> arguments = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      parameters.put(component.getName(), component.getType());
      if (component.isAnnotationPresent(Inline.class)) {
        Class<? extends Record> inlined = component.getType().asSubclass(Record.class);
        arguments.add(fill(map, path, inlined, largest, problems));
      } else {
        Values values = new Values(problems, component.getAnnotation(Range.class), largest);
        arguments.add(component(map, path, component, type, values, problems));
      }
    }
    return problems.list().size() > before
        ? null
        : construct(map, path, type, parameters, arguments, problems);
  }

  private static @Nullable Object component(
      MapNode map,
      String path,
      RecordComponent component,
      Class<?> owner,
      Values values,
      Problems problems) {
    String key = Naming.toKey(component.getName());
    String full = KeyPath.join(path, key);
    boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    ConfigNode node = map.get(key);
    Default fallback = component.getAnnotation(Default.class);
    if (node == null && fallback != null) {
      node = YamlReader.read(fallback.value(), owner.getSimpleName() + "." + key);
      node = node == null ? new ScalarNode(null, Origin.defaultOf(owner.getSimpleName())) : node;
    }
    if (node == null) {
      if (!nullable && !Values.isOptional(component.getType())) {
        problems.add(
            Problem.of("MissingKey", full + " is not set")
                .at(map.origin().place())
                .expecting(Values.describe(component.getGenericType()))
                .next("set it with `+" + full + "=VALUE` or in the file"));
      }
      return Values.isOptional(component.getType()) ? java.util.Optional.empty() : null;
    }
    return values.convert(node, full, component.getGenericType(), nullable);
  }

  private static <R extends Record> @Nullable R construct(
      MapNode map,
      String path,
      Class<R> type,
      Map<String, Class<?>> parameters,
      List<@Nullable Object> arguments,
      Problems problems) {
    try {
      Constructor<R> constructor =
          type.getDeclaredConstructor(parameters.values().toArray(new Class<?>[0]));
      constructor.setAccessible(true);
      return constructor.newInstance(arguments.toArray());
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof BenchException failure) {
        problems.addAll(failure);
        return null;
      }
      if (cause instanceof InvalidPathException refused) {
        problems.add(FileNames.refused(refused));
        return null;
      }
      if (cause instanceof IllegalArgumentException) {
        problems.add(
            Problem.of("InvalidConfig", prefix(path) + cause.getMessage())
                .at(blamed(map, String.valueOf(cause.getMessage())).place()));
        return null;
      }
      throw new IllegalStateException("cannot construct " + type.getName(), cause);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "cannot construct " + type.getName() + Arrays.toString(parameters.keySet().toArray()), e);
    }
  }

  /**
   * The origin of the key that an error message names. If it names several, a key that was set by
   * an argument comes first; if it names none, this is the origin of the mapping.
   */
  private static Origin blamed(MapNode map, String refusal) {
    List<Origin> named = new ArrayList<>();
    for (String word : refusal.split("[^\\w.]+")) {
      ConfigNode at = map;
      for (String key : word.split("\\.")) {
        ConfigNode next = KeyPath.exactChild(at, key);
        if (next == null) {
          break;
        }
        at = next;
      }
      if (at != map) {
        named.add(at.origin());
      }
    }
    return named.stream()
        .filter(origin -> origin.kind() == Origin.Kind.ARGUMENT)
        .findFirst()
        .orElse(named.isEmpty() ? map.origin() : named.get(0));
  }

  private static String name(String path) {
    return path.isEmpty() ? "the configuration" : path;
  }

  private static String of(String path) {
    return path.isEmpty() ? "here" : "of " + path;
  }

  private static String prefix(String path) {
    return path.isEmpty() ? "" : path + ": ";
  }
}
