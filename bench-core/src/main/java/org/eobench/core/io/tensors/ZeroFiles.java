package org.eobench.core.io.tensors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * The files of a DeepSpeed ZeRO checkpoint: one with the model's names and shapes, and one for each
 * partition of the optimizer, which holds the weights in float32.
 *
 * @param model {@code mp_rank_00_model_states.pt}
 * @param partitions {@code zero_pp_rank_N_mp_rank_00_optim_states.pt} in order of N, which in mixed
 *     bfloat16 precision begin with {@code bf16_}
 */
record ZeroFiles(Path model, List<Path> partitions) {
  private static final String MODEL = "mp_rank_00_model_states.pt";
  private static final Pattern PARTITION =
      Pattern.compile("(?:bf16_)?zero_pp_rank_(\\d{1,6})_mp_rank_(\\d{1,6})_optim_states\\.pt");
  private static final Pattern TAG = Pattern.compile("[\\w.-]{1,200}");

  ZeroFiles {
    partitions = List.copyOf(partitions);
  }

  /**
   * Finds the files.
   *
   * @param folder the folder of a step, or that above it, whose file {@code latest} names the step
   * @throws BenchException {@code NoZeroCheckpoint} or {@code ZeroPartitionMissing}
   */
  static ZeroFiles in(Path folder) {
    Path step = step(folder);
    SortedMap<Integer, Path> found = new TreeMap<>();
    boolean parallel = false;
    try (Stream<Path> files = Files.list(step)) {
      for (Path file : files.sorted().toList()) {
        Matcher name = PARTITION.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          parallel |= Integer.parseInt(name.group(2)) > 0;
          found.put(Integer.parseInt(name.group(1)), file);
        }
      }
    } catch (IOException unreadable) {
      throw none(folder, "the folder cannot be read: " + unreadable.getMessage());
    }
    if (found.isEmpty()) {
      throw none(folder, "the folder has no partition of a DeepSpeed ZeRO checkpoint");
    }
    if (parallel) {
      throw none(folder, "the checkpoint is of several model-parallel ranks");
    }
    for (int rank = 0; rank <= found.lastKey(); rank++) {
      if (!found.containsKey(rank)) {
        throw missing(step, rank, found.lastKey() + 1);
      }
    }
    if (!Files.isRegularFile(step.resolve(MODEL))) {
      throw none(folder, "the checkpoint lacks " + MODEL);
    }
    return new ZeroFiles(step.resolve(MODEL), List.copyOf(found.values()));
  }

  private static Path step(Path folder) {
    Path latest = folder.resolve("latest");
    if (!Files.isRegularFile(latest)) {
      return folder;
    }
    try {
      String tag = Files.readString(latest).strip();
      boolean inside = TAG.matcher(tag).matches() && !tag.startsWith(".");
      if (!inside || !Files.isDirectory(folder.resolve(tag))) {
        throw none(folder, "the file latest names no folder beside it");
      }
      return folder.resolve(tag);
    } catch (IOException unreadable) {
      throw none(folder, "the file latest cannot be read: " + unreadable.getMessage());
    }
  }

  /** The error about a partition that is not there. */
  static BenchException missing(Path step, int rank, int count) {
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of(
                "ZeroPartitionMissing",
                String.format(
                    Locale.ROOT, "partition %d of %d (counted from 0) is missing", rank, count))
            .at(step.toString())
            .expecting(
                String.format(
                    Locale.ROOT,
                    "zero_pp_rank_%d_mp_rank_00_optim_states.pt, or the same with bf16_ before it",
                    rank))
            .next("copy the files of all " + count + " ranks into the folder"));
  }

  static BenchException none(Path folder, String what) {
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of("NoZeroCheckpoint", what)
            .at(folder.toString())
            .expecting(
                "a weights file, a run directory, or a folder with "
                    + MODEL
                    + " and zero_pp_rank_*_mp_rank_00_optim_states.pt (ZeRO stage 1 or 2)")
            .next(
                "give another path, or convert the checkpoint to one file with DeepSpeed's"
                    + " zero_to_fp32.py"));
  }
}
