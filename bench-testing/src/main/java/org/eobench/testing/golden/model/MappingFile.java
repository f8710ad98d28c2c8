package org.eobench.testing.golden.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.testing.golden.cases.Skipped;

/**
 * Finds the mapping of a recorded component as {@code golden/<component>.yaml} on the class path,
 * which includes plug-in jars.
 */
final class MappingFile {
  private final ClassLoader resources;

  MappingFile(ClassLoader resources) {
    this.resources = resources;
  }

  /** The resource name of a component such as {@code encoder/dofa}. */
  static String name(String component) {
    return "golden/" + component + ".yaml";
  }

  boolean exists(String component) {
    return resources.getResource(name(component)) != null;
  }

  /**
   * The mapping, merged into the one that it extends.
   *
   * @throws Skipped if there is none
   * @throws BenchException with the file, line and key of an error in it
   */
  GoldenMapping read(String component) {
    if (!exists(component)) {
      throw new Skipped(
          "no " + name(component) + " on the class path says how " + component + " is run");
    }
    ObjectNode merged = merged(component, new LinkedHashSet<>());
    return Binder.bindText(merged.toString(), name(component), GoldenMapping.class)
        .requireComponent(name(component));
  }

  private ObjectNode merged(String component, Set<String> extending) {
    if (!extending.add(component)) {
      throw failure("mappings extend each other: " + extending, name(component));
    }
    if (!exists(component)) {
      throw failure("there is no " + name(component) + " to extend", extending.toString());
    }
    ConfigNode own = ConfigNode.ofYaml(text(component), name(component));
    String base = Binder.bindOrThrow(own, GoldenMapping.class).base();
    ObjectNode tree = (ObjectNode) ConfigJson.of(own);
    return base == null ? tree : merge(merged(base, extending), tree);
  }

  /** Merges mappings key by key; all other values are replaced. */
  private static ObjectNode merge(ObjectNode into, ObjectNode from) {
    from.fields()
        .forEachRemaining(
            field -> {
              JsonNode old = into.get(field.getKey());
              if (old instanceof ObjectNode map && field.getValue() instanceof ObjectNode fresh) {
                merge(map, fresh);
              } else {
                into.set(field.getKey(), field.getValue());
              }
            });
    return into;
  }

  private String text(String component) {
    try {
      List<URL> found = Collections.list(resources.getResources(name(component)));
      if (found.size() > 1) {
        throw failure("two mappings have the same name", found.toString());
      }
      try (InputStream in = found.get(0).openStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BenchException failure(String what, String where) {
    return new BenchException(ExitCode.CONFIG, Problem.of("GoldenMapping", what).at(where));
  }
}
