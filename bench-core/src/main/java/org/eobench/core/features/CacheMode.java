package org.eobench.core.features;

import java.util.Locale;
import java.util.Optional;

/** The values of {@code feature_cache}. */
public enum CacheMode {
  /** Every image goes through the encoder. */
  OFF,
  /** Features are kept where that is exact and pays; otherwise the run says why not. */
  AUTO,
  /** Like {@link #AUTO}, but a run whose features cannot be kept is refused. */
  REQUIRE;

  /**
   * Parses the config value.
   *
   * @param text {@code off}, which YAML reads as {@code false}, {@code auto} or {@code require}
   */
  public static Optional<CacheMode> of(String text) {
    return switch (text) {
      case "off", "false" -> Optional.of(OFF);
      case "auto" -> Optional.of(AUTO);
      case "require" -> Optional.of(REQUIRE);
      default -> Optional.empty();
    };
  }

  /** The config value. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
