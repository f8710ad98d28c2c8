package org.eobench.cli.sweep.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * What a sweep was asked to do: what its journal begins with.
 *
 * @param words the command line without the flags that say how to run it
 * @param jobs the jobs in order; for a search, one for each study
 */
public record PlannedSweep(List<String> words, List<Job> jobs) {
  private static final int MOST_SHOWN = 5;

  public PlannedSweep {
    words = List.copyOf(words);
    jobs = List.copyOf(jobs);
  }

  /**
   * A job.
   *
   * @param label what tells it from the others
   * @param fingerprint identity of its configuration
   */
  public record Job(String label, String fingerprint) {}

  static PlannedSweep of(JsonNode event) {
    List<String> words = new ArrayList<>();
    event.path("words").forEach(word -> words.add(word.asText()));
    List<Job> jobs = new ArrayList<>();
    event
        .path("jobs")
        .forEach(
            job -> jobs.add(new Job(job.path("label").asText(), job.path("fingerprint").asText())));
    return new PlannedSweep(words, jobs);
  }

  /** The event of the journal. */
  public ObjectNode event() {
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("event", "planned");
    ArrayNode typed = event.putArray("words");
    words.forEach(typed::add);
    ArrayNode list = event.putArray("jobs");
    for (int i = 0; i < jobs.size(); i++) {
      list.addObject()
          .put("job", i)
          .put("label", jobs.get(i).label())
          .put("fingerprint", jobs.get(i).fingerprint());
    }
    return event;
  }

  /**
   * Refuses another list of jobs in the directory of this sweep.
   *
   * @throws BenchException {@code OtherSweep} with what differs
   */
  public void requireSame(PlannedSweep now, Path directory) {
    List<String> differences = new ArrayList<>();
    if (jobs.size() != now.jobs.size()) {
      differences.add(
          String.format(Locale.ROOT, "%d jobs then, %d jobs now", jobs.size(), now.jobs.size()));
    }
    for (int i = 0; i < Math.min(jobs.size(), now.jobs.size()); i++) {
      Job before = jobs.get(i);
      Job after = now.jobs.get(i);
      if (!before.fingerprint().equals(after.fingerprint())) {
        differences.add(
            before.label().equals(after.label())
                ? String.format(
                    Locale.ROOT,
                    "job %d (%s): another configuration, set by an argument that all jobs share, by"
                        + " a configuration file or by another version of the program",
                    i,
                    after.label())
                : String.format(
                    Locale.ROOT, "job %d: %s then, %s now", i, before.label(), after.label()));
      }
    }
    if (differences.isEmpty()) {
      return;
    }
    int shown = Math.min(MOST_SHOWN, differences.size());
    String more =
        shown < differences.size()
            ? String.format(Locale.ROOT, "; and %d more", differences.size() - shown)
            : "";
    throw new BenchException(
        ExitCode.CONFIG,
        Problem.of("OtherSweep", "this directory holds another sweep")
            .at(directory.toString())
            .expecting(
                "the same jobs; but: " + String.join("; ", differences.subList(0, shown)) + more)
            .next(
                "choose a new folder with `hydra.sweep.dir=FOLDER`, or go on with the sweep that is"
                    + " there: `java -jar bench.jar -m --resume FOLDER`"));
  }
}
