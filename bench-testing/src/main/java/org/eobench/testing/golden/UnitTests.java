package org.eobench.testing.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;

/**
 * The unit tests that compare recorded cases which {@code verify golden} does not run, because
 * their inputs are no model or file of the program: the resource {@code golden/unit_tests.yaml}.
 */
final class UnitTests {
  private static final String FILE = "/golden/unit_tests.yaml";

  private final Map<String, String> tests = new LinkedHashMap<>();

  UnitTests() {
    try (InputStream in = Objects.requireNonNull(UnitTests.class.getResourceAsStream(FILE))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (MapNode.Entry entry : ((MapNode) ConfigNode.ofYaml(text, FILE)).entries()) {
        tests.put(entry.name(), String.valueOf(((ScalarNode) entry.value()).value()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The simple name of the test class that compares the cases of a component. */
  Optional<String> of(String component) {
    return Optional.ofNullable(tests.get(component));
  }
}
