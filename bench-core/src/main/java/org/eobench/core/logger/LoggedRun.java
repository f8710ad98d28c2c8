package org.eobench.core.logger;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The run that a logger shows.
 *
 * @param directory its directory, in which the logger may keep files of its own
 * @param name its name
 * @param parameters its resolved configuration, values by dotted key
 * @param tags what else is known about it, such as its fingerprint
 * @param message takes sentences for the user
 */
public record LoggedRun(
    Path directory,
    String name,
    Map<String, String> parameters,
    Map<String, String> tags,
    Consumer<String> message) {
  public LoggedRun {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }
}
