package org.eobench.core.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.logger.LogLine;
import org.eobench.core.metrics.Scores;

/**
 * {@code metrics.jsonl}: one JSON object per line. Each line is flushed at once, so that a killed
 * run keeps every line that it wrote. A resumed run truncates the file to the length stored in its
 * checkpoint, so that no step appears twice.
 */
public final class MetricLog implements AutoCloseable {
  private final ObjectMapper json = new ObjectMapper();
  private final Path file;
  private final FileChannel channel;
  private Consumer<LogLine> observer = line -> {};

  /**
   * Opens the log for appending.
   *
   * @param length number of existing bytes to keep, if the file has that many; 0 starts an empty
   *     file
   */
  public MetricLog(Path file, long length) {
    this.file = file;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      channel.truncate(length);
      channel.position(channel.size());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Opens the log to append to the existing lines. */
  public static MetricLog append(Path file) {
    return new MetricLog(file, Long.MAX_VALUE);
  }

  /** Shows each line that is appended from now on. */
  public MetricLog observedBy(Consumer<LogLine> observer) {
    this.observer = observer;
    return this;
  }

  /**
   * The lines about an iteration.
   *
   * @param length bytes of the log that count
   * @return empty if there is no log
   */
  public static List<LogLine> linesAt(Path file, long length, long iteration) {
    ObjectMapper json = new ObjectMapper();
    List<LogLine> found = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(Math.toIntExact(length)), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        JsonNode fields = json.readTree(line);
        if (fields.path("iteration").asLong(-1) == iteration) {
          found.add(new LogLine(json.convertValue(fields, new TypeReference<>() {})));
        }
      }
      return found;
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /** Appends one line. Values that JSON cannot represent, such as NaN, are written as null. */
  public void append(Map<String, Object> fields) {
    try {
      ByteBuffer line =
          ByteBuffer.wrap(
              (json.writeValueAsString(Json.finite(fields)) + "\n")
                  .getBytes(StandardCharsets.UTF_8));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      observer.accept(new LogLine(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON value in " + fields, e);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** The length in bytes, which checkpoints store. */
  public long length() {
    try {
      return channel.position();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Converts the scores of a split to the fields of one line of {@code metrics.jsonl}. */
  public static Map<String, Object> scores(String kind, Scores scores) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", kind);
    fields.putAll(scores.fields());
    return fields;
  }

  /**
   * The numbers of finished epochs at which the runs of a log validated.
   *
   * @return ascending; empty if there is no log
   */
  public static List<Integer> validatedEpochs(Path file) {
    return LoggedLines.read(file).of("val").stream()
        .map(entry -> entry.path("epoch").asInt(-1))
        .filter(epoch -> epoch >= 0)
        .distinct()
        .sorted()
        .toList();
  }

  private BenchException failure(IOException e) {
    return new BenchException(
        ExitCode.FAILURE,
        Problem.of("CannotWrite", "cannot write the metric log: " + e.getMessage())
            .at(file.toString())
            .expecting("free disk space and permission to write")
            .next("free some space, then run the same command with `resume=true`"),
        e);
  }
}
