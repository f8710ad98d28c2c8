package org.eobench.core.registry;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;

/**
 * The components of one kind by registry key, which is what {@code _target_} names in a YAML file.
 *
 * @param <F> the factory
 */
public final class Registry<F> {
  private final String kind;
  private final Map<String, F> factories;

  /**
   * @param kind what the components are, in the singular, such as {@code encoder}
   */
  public Registry(String kind, Map<String, F> factories) {
    this.kind = kind;
    this.factories = Collections.unmodifiableMap(new TreeMap<>(factories));
  }

  /** The registry keys, sorted. */
  public Set<String> names() {
    return factories.keySet();
  }

  /** The factories by registry key, sorted. */
  public Map<String, F> all() {
    return factories;
  }

  /** What the components are, in the singular. */
  public String kind() {
    return kind;
  }

  /**
   * The factory of a key.
   *
   * @param where file and line, or argument, that asked for it; goes into the error
   * @throws BenchException {@code UnknownEncoder} (or the like), with the nearest keys and all
   *     known ones
   */
  public F get(String name, String where) {
    F factory = factories.get(name);
    if (factory == null) {
      throw new BenchException(ExitCode.CONFIG, unknown(name, where));
    }
    return factory;
  }

  private Problem unknown(String name, String where) {
    String title = kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    return Problem.of("Unknown" + title, "there is no " + kind + " with the key `" + name + "`")
        .at(where)
        .expecting(
            factories.isEmpty()
                ? "no " + kind + " is installed"
                : Suggest.sentence(name, factories.keySet()))
        .next(
            "put the jar that offers it into plugins/, or list what is there: `java -jar bench.jar"
                + " list`");
  }
}
