package org.eobench.serve.scenes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.serve.answer.PredictedMap;
import org.jspecify.annotations.Nullable;

/** Scenes that were predicted, of which those that nobody asked for the longest are forgotten. */
public final class SceneCache {
  private static final long MOST_BYTES = 128L << 20;

  private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Kept(Scene scene, EncodedScene encoded) {}

  /** The prediction of a scene that has not changed since; null if it is not known. */
  public synchronized @Nullable EncodedScene get(Scene scene) {
    Kept found = kept.get(scene.id());
    return found != null && found.scene.isSame(scene) ? found.encoded : null;
  }

  /**
   * Keeps a prediction.
   *
   * @param scratch a file that is written and removed
   */
  public EncodedScene put(Scene scene, PredictedMap map, Path scratch) throws IOException {
    EncodedScene encoded = EncodedScene.of(map, scratch);
    add(scene, encoded);
    return encoded;
  }

  private synchronized void add(Scene scene, EncodedScene encoded) {
    Kept before = kept.put(scene.id(), new Kept(scene, encoded));
    bytes += encoded.bytes() - (before == null ? 0 : before.encoded.bytes());
    Iterator<Kept> oldest = kept.values().iterator();
    while (bytes > MOST_BYTES && oldest.hasNext()) {
      bytes -= oldest.next().encoded.bytes();
      oldest.remove();
    }
  }
}
