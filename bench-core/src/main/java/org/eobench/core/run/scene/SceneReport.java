package org.eobench.core.run.scene;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The prediction of a scene.
 *
 * @param run name of the run
 * @param scene short name of the scene
 * @param width columns
 * @param height rows
 * @param empty pixels without data
 * @param classes pixels by name of the class; empty for a regression, or if no classes were written
 * @param windowsPredicted windows that the model saw; one that touches two blocks counts twice
 * @param windowsSkipped windows without data
 * @param blocksResumed blocks that an earlier call had computed; {@link #ALL_BLOCKS} if it had
 *     written everything
 * @param files the rasters by {@link SceneOutput#key}, in the order in which they were asked for
 * @param remarks what was changed, left out or guessed, as sentences
 */
public record SceneReport(
    String run,
    String scene,
    int width,
    int height,
    long empty,
    Map<String, Long> classes,
    long windowsPredicted,
    long windowsSkipped,
    int blocksResumed,
    Map<String, Path> files,
    List<String> remarks) {
  /** Nothing was left to do. */
  public static final int ALL_BLOCKS = -1;

  public SceneReport {
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    remarks = List.copyOf(remarks);
  }
}
