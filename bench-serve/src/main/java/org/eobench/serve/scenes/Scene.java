package org.eobench.serve.scenes;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A scene of the folder.
 *
 * @param id hash of its name, which URLs are made of
 * @param name path within the folder, with slashes
 * @param file the file
 * @param bytes size of the file
 * @param modified when it was last changed, in milliseconds since 1970
 * @param height rows, 0 if unknown
 * @param width columns, 0 if unknown
 * @param problem why it cannot be shown, or null
 */
public record Scene(
    String id,
    String name,
    Path file,
    long bytes,
    long modified,
    int height,
    int width,
    @Nullable String problem) {

  /** Whether both are the same content, as far as the file system tells. */
  boolean isSame(Scene other) {
    return id.equals(other.id) && bytes == other.bytes && modified == other.modified;
  }
}
