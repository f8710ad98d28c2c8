package org.eobench.cli.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eobench.core.io.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * The claims on the lines of a plan, as files beside it that processes on several machines share.
 *
 * <p>The claims on a line are numbered. A process that wants the line creates the file of the next
 * number, which only one can do ({@code O_EXCL} is atomic, also on NFS), and only where the holder
 * of the last one is dead or has given it back. No claim is ever moved, changed or deleted, so that
 * a slow process cannot undo what a faster one did.
 */
final class Claims {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RELEASED = ".released";

  private final Path folder;
  private final String host;
  private final @Nullable Duration staleAfter;

  /**
   * @param plan the file with the plan
   * @param host the name of this machine
   * @param staleAfter the time without a sign of life after which the holder of a claim on another
   *     machine is taken for dead; null for never
   */
  Claims(Path plan, String host, @Nullable Duration staleAfter) {
    this.folder = plan.resolveSibling(plan.getFileName() + ".claims");
    this.host = host;
    this.staleAfter = staleAfter;
  }

  /** Claims a line, unless it has ended or another process has it. */
  Optional<Claim> tryClaim(int index) {
    try {
      Files.createDirectories(folder);
      int last = last(index);
      if (ended(index).isPresent() || (last > 0 && !isFree(file(index, last)))) {
        return Optional.empty();
      }
      return create(index, file(index, last + 1));
    } catch (IOException failure) {
      throw AtomicFile.failed(folder, failure);
    }
  }

  private Optional<Claim> create(int index, Path file) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException lost) {
      return Optional.empty();
    }
    try {
      // First the lock, then the text: who reads the whole text can rely on the lock.
      channel.lock();
      String holder =
          JSON.createObjectNode()
              .put("host", host)
              .put("pid", ProcessHandle.current().pid())
              .put("time", Instant.now().toString())
              .toString();
      channel.write(ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
      if (ended(index).isPresent()) { // since the first look
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new Claim(index, file, channel));
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  /** Records how a line ended; it is open no more. */
  void end(int index, String state, int exit) {
    String text =
        JSON.createObjectNode()
            .put("state", state)
            .put("exit", exit)
            .put("host", host)
            .put("time", Instant.now().toString())
            .toString();
    AtomicFile.writeString(folder.resolve(name(index) + ".ended"), text + "\n");
  }

  /** The state that a line ended with; empty if it has not. */
  Optional<String> ended(int index) {
    return content(folder.resolve(name(index) + ".ended")).map(text -> text.path("state").asText());
  }

  /** Who holds a line that has not ended, such as {@code process 7 on node3}; empty if nobody. */
  Optional<String> holder(int index) {
    int last = last(index);
    return last == 0 || isFree(file(index, last))
        ? Optional.empty()
        : Optional.of(
            content(file(index, last))
                .map(c -> "process " + c.path("pid").asText() + " on " + c.path("host").asText())
                .orElse("another process"));
  }

  /** The number of the last claim on a line; 0 for none. */
  private int last(int index) {
    int last = 0;
    while (Files.exists(file(index, last + 1))) {
      last++;
    }
    return last;
  }

  private boolean isFree(Path claim) {
    if (Files.exists(released(claim)) || isStale(claim)) {
      return true;
    }
    Optional<JsonNode> holder = content(claim);
    return holder.isPresent()
        && holder.get().path("host").asText().equals(host)
        && isUnlocked(claim);
  }

  private boolean isStale(Path claim) {
    if (staleAfter == null) {
      return false;
    }
    try {
      // A new file tells the clock of the file system, which may differ from that of this machine.
      Path clock = Files.createTempFile(folder, ".clock-", "");
      Instant now = Files.getLastModifiedTime(clock).toInstant();
      Files.delete(clock);
      Instant sign = Files.getLastModifiedTime(claim).toInstant();
      return Duration.between(sign, now).compareTo(staleAfter) > 0;
    } catch (IOException unknown) {
      return false;
    }
  }

  /** Whether no living process of this machine holds the lock. */
  private static boolean isUnlocked(Path claim) {
    try (FileChannel channel = FileChannel.open(claim, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException ours) {
      return false;
    } catch (IOException unknown) {
      return false;
    }
  }

  private static Optional<JsonNode> content(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return text.endsWith("\n") ? Optional.of(JSON.readTree(text)) : Optional.empty();
    } catch (JsonProcessingException foreign) {
      return Optional.empty();
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  /** The file that says that a claim was given back. */
  static Path released(Path claim) {
    return claim.resolveSibling(claim.getFileName() + RELEASED);
  }

  private Path file(int index, int number) {
    return folder.resolve(name(index) + ".claim." + number);
  }

  private static String name(int index) {
    return String.format(Locale.ROOT, "%05d", index);
  }
}
