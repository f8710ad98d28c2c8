package org.eobench.datasets.embeddings.write;

import java.util.List;
import org.eobench.datasets.embeddings.format.Description;

/**
 * What was written.
 *
 * @param description what {@code embeddings.json} says
 * @param remarks what was guessed, filled or left out, as sentences; often none
 */
public record EmbedReport(Description description, List<String> remarks) {
  public EmbedReport {
    remarks = List.copyOf(remarks);
  }

  /** The number of embeddings, missing ones included. */
  public long positions() {
    return description.images().stream().mapToLong(e -> (long) e.height() * e.width()).sum();
  }

  /** The number of missing embeddings. */
  public long empty() {
    return description.images().stream().mapToLong(Description.Entry::empty).sum();
  }
}
