package org.eobench.cli.sweep.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What the journal of a sweep tells about its past.
 *
 * @param planned the plan of the sweep, or null if it was never planned
 * @param ended the last end of each job, by number
 * @param begun processes of jobs whose end was not recorded, by number
 * @param writers ids of the processes that worked on the sweep, in order
 */
public record JournalHistory(
    @Nullable PlannedSweep planned,
    Map<Integer, Ended> ended,
    Map<Integer, Begun> begun,
    List<Long> writers) {
  /** Of a sweep that has not begun. */
  public static final JournalHistory NONE = new JournalHistory(null, Map.of(), Map.of(), List.of());

  private static final ObjectMapper JSON = new ObjectMapper();

  public JournalHistory {
    ended = Map.copyOf(ended);
    begun = Map.copyOf(begun);
    writers = List.copyOf(writers);
  }

  /**
   * How a job ended.
   *
   * @param state such as {@code done}
   * @param time how long its process ran
   * @param peakBytes most memory that it held; 0 if unknown
   */
  public record Ended(String state, Duration time, long peakBytes) {}

  /**
   * The process of a job.
   *
   * @param host name of its machine
   * @param pid its process id
   * @param start ISO 8601 instant at which it began, which tells it from a later process of that id
   */
  public record Begun(String host, long pid, String start) {}

  /** The most memory that a job held; 0 if unknown. */
  public long peakBytes() {
    return ended.values().stream().mapToLong(Ended::peakBytes).max().orElse(0);
  }

  /**
   * Reads a journal.
   *
   * @throws BenchException {@code UnreadableJournal} with the line that is no event
   */
  static JournalHistory of(Path file, String text) {
    PlannedSweep planned = null;
    Map<Integer, Ended> ended = new HashMap<>();
    Map<Integer, Begun> begun = new HashMap<>();
    List<Long> writers = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      JsonNode event = parsed(file, i + 1, lines.get(i));
      int job = event.path("job").asInt(-1);
      switch (event.path("event").asText()) {
        case "planned" -> planned = PlannedSweep.of(event);
        case "opened" -> writers.add(event.path("pid").asLong());
        case "started" ->
            begun.put(
                job,
                new Begun(
                    event.path("host").asText(),
                    event.path("pid").asLong(),
                    event.path("process_start").asText()));
        case "ended" -> {
          begun.remove(job);
          ended.put(
              job,
              new Ended(
                  event.path("state").asText(),
                  Duration.ofMillis(Math.round(1000 * event.path("seconds").asDouble())),
                  event.path("peak_bytes").asLong()));
        }
        default -> {
          // an event of a later version, which says nothing about these
        }
      }
    }
    return new JournalHistory(planned, ended, begun, writers);
  }

  private static JsonNode parsed(Path file, int number, String line) {
    try {
      JsonNode event = JSON.readTree(line);
      if (event.isObject()) {
        return event;
      }
    } catch (JsonProcessingException reported) {
      // reported below, like any other line that is no object
    }
    throw new BenchException(
        ExitCode.DATA,
        Problem.of("UnreadableJournal", "a line of the sweep's journal is no event")
            .at(String.format(Locale.ROOT, "%s, line %d", file, number))
            .expecting("a JSON object on each line")
            .next("remove the line, or choose another folder with `hydra.sweep.dir=FOLDER`"));
  }
}
