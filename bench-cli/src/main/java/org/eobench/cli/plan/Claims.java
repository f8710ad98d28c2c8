package org.eobench.cli.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eobench.cli.sweep.machine.Host;
import org.eobench.core.io.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * The claims on the lines of a plan, as files beside it that processes on several machines share.
 *
 * <p>The claims on a line are numbered. A process that wants the line creates the file of the next
 * number, which only one can do ({@code O_EXCL} is atomic, also on NFS), and only where the holder
 * of the last one is dead, has failed or has given it back. No claim is ever moved or deleted, and
 * only its holder writes it, so that a slow process cannot undo what a faster one did.
 *
 * <p>A holder is dead for processes of the same machine when its lock is gone, and for all others
 * when it has not written its claim for the time of a lease, by the clock of the storage alone.
 */
final class Claims {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration BETWEEN_BEATS = Duration.ofSeconds(30);

  private final Path folder;
  private final String host;
  private final @Nullable Duration staleAfter;
  private final Duration betweenBeats;

  /**
   * @param plan the file with the plan
   * @param host the name of this machine
   * @param staleAfter the time without a sign of life after which the holder of a claim is taken
   *     for dead; null for never
   */
  Claims(Path plan, String host, @Nullable Duration staleAfter) {
    this(plan, host, staleAfter, BETWEEN_BEATS);
  }

  Claims(Path plan, String host, @Nullable Duration staleAfter, Duration betweenBeats) {
    this.folder = plan.resolveSibling(plan.getFileName() + ".claims");
    this.host = host;
    this.staleAfter = staleAfter;
    this.betweenBeats = betweenBeats;
  }

  /** Claims a line, unless it has ended or another process has it. */
  Optional<Claim> tryClaim(int index) {
    try {
      Files.createDirectories(folder);
      if (ended(index).isPresent()) {
        return Optional.empty();
      }
      int last = last(index);
      return last == 0 || isFree(file(index, last)) ? create(index, last + 1) : Optional.empty();
    } catch (IOException failure) {
      throw AtomicFile.failed(folder, failure);
    }
  }

  private Optional<Claim> create(int index, int number) throws IOException {
    Path file = file(index, number);
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException lost) {
      return Optional.empty();
    }
    try {
      // First the lock, then the text: who reads the whole text can rely on the lock.
      boolean locked = lock(channel);
      String holder =
          JSON.createObjectNode()
              .put("host", host)
              .put("boot", Host.boot())
              .put("locked", locked)
              .put("pid", ProcessHandle.current().pid())
              .put("time", Instant.now().toString())
              .toString();
      channel.write(ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
      if (ended(index).isPresent()) { // since the first look
        channel.close();
        return Optional.empty();
      }
      int attempt = attempts(index, number);
      return Optional.of(
          new Claim(index, attempt, file, file(index, number + 1), channel, betweenBeats).held());
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  /** Whether the storage has locks; where it has none, only the lease tells of a dead holder. */
  private static boolean lock(FileChannel channel) {
    try {
      channel.lock();
      return true;
    } catch (IOException unsupported) {
      return false;
    }
  }

  /** How many of the first claims on a line were not given back. */
  private int attempts(int index, int number) {
    int attempts = number;
    for (int i = 1; i < number; i++) {
      Path left = left(file(index, i));
      if (Files.exists(left) && content(left).isEmpty()) {
        attempts--;
      }
    }
    return attempts;
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
    Path claim = file(index, last);
    if (last == 0 || isFree(claim)) {
      return Optional.empty();
    }
    if (Claim.isHeldHere(claim)) {
      return Optional.of("this process");
    }
    return Optional.of(
        content(claim)
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
    if (Claim.isHeldHere(claim)) {
      return false; // and its file must not be opened
    }
    if (Files.exists(left(claim))) {
      return true;
    }
    Optional<JsonNode> holder = content(claim);
    return holder.isPresent() && isSeenHere(holder.get()) ? isUnlocked(claim) : isStale(claim);
  }

  /** Whether the holder runs under the same kernel, whose locks tell whether it lives. */
  private boolean isSeenHere(JsonNode holder) {
    return holder.path("host").asText().equals(host)
        && holder.path("boot").asText().equals(Host.boot())
        && holder.path("locked").asBoolean();
  }

  private boolean isStale(Path claim) {
    if (staleAfter == null) {
      return false;
    }
    try {
      // A new file tells the clock of the storage, which may differ from that of this machine.
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

  /** The file that says that a claim was given back (empty) or how its run failed. */
  static Path left(Path claim) {
    return claim.resolveSibling(claim.getFileName() + ".left");
  }

  private Path file(int index, int number) {
    return folder.resolve(name(index) + ".claim." + number);
  }

  private static String name(int index) {
    return String.format(Locale.ROOT, "%05d", index);
  }
}
