package org.eobench.core.run.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eobench.core.config.tree.ConfigNode;

/** What else a user could have chosen, for advice in messages; looked for when it is needed. */
public interface ConfigOptions {
  /** A configuration that was not composed of groups: there is nothing to choose. */
  ConfigOptions NONE =
      new ConfigOptions() {
        @Override
        public List<String> of(String group, Set<String> keys) {
          return List.of();
        }

        @Override
        public Map<String, ConfigNode> encoders() {
          return Map.of();
        }
      };

  /**
   * The options of a config group that stand for one of some components.
   *
   * @param group such as {@code decoder}
   * @param keys registry keys of components
   */
  List<String> of(String group, Set<String> keys);

  /**
   * A whole resolved configuration with each encoder that one can choose, by the encoder's name.
   * Composing them takes a second.
   */
  Map<String, ConfigNode> encoders();
}
