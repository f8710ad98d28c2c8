package org.eobench.core.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.tensors.SafetensorsChecksum;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorFile;
import org.jspecify.annotations.Nullable;

/**
 * The checksum of a checkpoint. A version number next to it distinguishes checkpoints that must
 * have a checksum from those of earlier programs. No single changed byte can turn one kind into the
 * other.
 */
public final class CheckpointSeal {
  private static final String VERSION_KEY = "checkpoint_version";

  /**
   * Version 3 leaves out frozen weights; version 2 held all tensors; version 1 had neither checksum
   * nor version number.
   */
  private static final String VERSION = "3";

  private final Consumer<String> warnings;

  /**
   * @param warnings receives a warning about a checkpoint without a checksum
   */
  public CheckpointSeal(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  /** Writes a checkpoint, and returns its checksum. */
  public static String write(
      Path file, Collection<SafetensorsWriter.Entry> entries, Map<String, String> metadata) {
    Map<String, String> sealed = new TreeMap<>(metadata);
    sealed.put(VERSION_KEY, VERSION);
    return SafetensorsWriter.writeWithChecksum(file, entries, sealed);
  }

  /**
   * Opens a checkpoint that a run wrote and compares its bytes with its checksum.
   *
   * @throws BenchException {@code CheckpointDamaged} when they differ, or when the file cannot be
   *     read, as one that was cut off
   */
  public TensorFile open(Path file) {
    TensorFile checkpoint;
    try {
      checkpoint = TensorFile.open(file);
    } catch (BenchException unreadable) {
      throw Files.isRegularFile(file)
          ? damaged(file, unreadable.problems().get(0).what(), otherwise(file))
          : unreadable;
    }
    try {
      check(checkpoint);
      return checkpoint;
    } catch (RuntimeException damaged) {
      checkpoint.close();
      throw damaged;
    }
  }

  private void check(TensorFile checkpoint) {
    String stored = checkpoint.metadata().get(SafetensorsChecksum.KEY);
    if (stored == null && !checkpoint.metadata().containsKey(VERSION_KEY)) {
      warnings.accept(
          String.format(
                  Locale.ROOT,
                  "warning: %s was written by an earlier version and has no checksum;",
                  checkpoint.path())
              + " damaged bytes cannot be detected");
      return;
    }
    compare(checkpoint.path(), stored, otherwise(checkpoint.path()));
  }

  /**
   * Compares the bytes of weights that may or may not come from a run with their checksum.
   *
   * @throws BenchException {@code CheckpointDamaged} when they do and their bytes differ
   */
  static void checkWeights(TensorFile weights) {
    if (weights.metadata().containsKey(VERSION_KEY)) {
      String stored = weights.metadata().get(SafetensorsChecksum.KEY);
      compare(weights.path(), stored, "restore it from a copy, or give the weights of another run");
    }
  }

  private static void compare(Path file, @Nullable String stored, String next) {
    String found;
    try {
      found = SafetensorsChecksum.of(file, stored == null ? "" : stored);
    } catch (IOException unreadable) {
      throw damaged(file, String.valueOf(unreadable.getMessage()), next);
    }
    if (!found.equals(stored)) {
      throw damaged(file, "its SHA-256 is " + found + " instead of " + stored, next);
    }
  }

  private static BenchException damaged(Path file, String how, String next) {
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of(
                "CheckpointDamaged",
                "the checkpoint differs from what the run wrote, by at least one byte: " + how)
            .at(file.toString())
            .expecting("the bytes for which its checksum was computed")
            .next(next));
  }

  /** The next step for a user without this checkpoint. */
  static String otherwise(Path file) {
    return String.valueOf(file.getFileName()).startsWith("best")
        ? "restore it from a copy, or use the last weights: add `use_final_ckpt=true`"
        : "restore it from a copy, or train from the start: add `resume=false`";
  }
}
