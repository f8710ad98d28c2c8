package org.eobench.core.run.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * {@code run.lock}: locked by the process that works on a run, and containing its process id. The
 * system releases the lock when the process ends for any reason; the id is only for messages.
 */
final class RunLock {
  static final String NAME = "run.lock";

  private RunLock() {}

  /** The locked channel, which releases the lock when closed; null if another process has it. */
  static @Nullable FileChannel tryHold(Path run) throws IOException {
    FileChannel channel =
        FileChannel.open(
            run.resolve(NAME),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      FileLock held = channel.tryLock();
      if (held != null) {
        channel.truncate(0);
        String pid = String.valueOf(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
        return channel;
      }
    } catch (OverlappingFileLockException sameProcess) {
      // held, as by any other process
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
    channel.close();
    return null;
  }

  /** The holder of the lock, as the subject of a sentence. */
  static String holder(Path run) {
    try {
      String pid = Files.readString(run.resolve(NAME), StandardCharsets.UTF_8).strip();
      return pid.matches("[0-9]{1,10}") ? "process " + pid : "another process";
    } catch (IOException unreadable) {
      return "another process";
    }
  }
}
