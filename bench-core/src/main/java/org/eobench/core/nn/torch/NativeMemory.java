package org.eobench.core.nn.torch;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.Map;
import java.util.Set;

/**
 * The allocator that libtorch takes a CPU's memory from. By default glibc asks the system for each
 * large block and gives it back as soon as it is free, so that in every training step the system
 * clears gigabytes of pages: up to a quarter of the step's processor time. Here, what one step
 * frees serves the next. The process holds its memory until it ends, and may need a fifth more.
 *
 * <p>For all threads but the first of the process, which Java does not use, glibc keeps blocks of
 * less than 64 MiB only. With {@code MALLOC_ARENA_MAX=1} in the environment, as {@code ./bench}
 * sets it, it keeps all. Scripts split large values at {@link #BLOCK}.
 */
public final class NativeMemory {
  /**
   * The most bytes of a block that is kept whatever the thread. glibc's heap of 64 MiB also holds
   * its own data.
   */
  public static final int BLOCK = (64 << 20) - (1 << 16);

  /** Variables by which a user sets the same; they win. */
  static final Set<String> SETTINGS =
      Set.of(
          "MALLOC_MMAP_MAX_", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_", "GLIBC_TUNABLES");

  /** Options of glibc's {@code mallopt}. */
  private static final int TRIM_THRESHOLD = -1;

  private static final int TOP_PAD = -2;

  private static final int MMAP_MAX = -4;

  /** Twice what glibc asks the system for at once; with less it gives back what is wholly free. */
  private static final int HEAP = 128 << 20;

  private NativeMemory() {}

  /**
   * Keeps freed memory, from now on and for the whole process. Does nothing where the C library has
   * no such options, or if {@code environment} has others.
   *
   * @return whether it does
   */
  static boolean keep(Map<String, String> environment) {
    if (!Platform.isLinux() || environment.keySet().stream().anyMatch(SETTINGS::contains)) {
      return false;
    }
    try {
      var mallopt = NativeLibrary.getInstance("c").getFunction("mallopt");
      // No limit, and no map of its own for any block.
      return mallopt.invokeInt(new Object[] {TRIM_THRESHOLD, -1}) == 1
          && mallopt.invokeInt(new Object[] {TOP_PAD, HEAP}) == 1
          && mallopt.invokeInt(new Object[] {MMAP_MAX, 0}) == 1;
    } catch (LinkageError otherLibrary) {
      return false;
    }
  }
}
