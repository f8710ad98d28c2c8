package org.eobench.testing.golden.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.spi.ComponentFactory;

/**
 * Builds components like a run: it binds a config to the factory's record and calls the factory.
 */
public final class ComponentBuilder {
  private ComponentBuilder() {}

  public static ObjectNode config() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Copies existing keys; other keys of {@code into} are kept. */
  public static ObjectNode copy(JsonNode from, ObjectNode into, String... keys) {
    for (String key : keys) {
      JsonNode value = from.get(key);
      if (value != null) {
        into.set(key, value);
      }
    }
    return into;
  }

  public static <C extends Record, X, T> T component(
      ComponentFactory<C, X, T> factory, ObjectNode config, X context) {
    return component(factory, config, GoldenCase.FILE, context);
  }

  /**
   * @param file file with the keys of the config, for error messages
   */
  public static <C extends Record, X, T> T component(
      ComponentFactory<C, X, T> factory, ObjectNode config, String file, X context) {
    C bound = Binder.bindText(config.toString(), file, factory.configType());
    return factory.create(bound, context);
  }
}
