package org.eobench.report.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.eobench.core.io.JsonFiles;

/** The findings of an audit as JSON: runs, rules by name, findings, and what was left out. */
public final class AuditJson {
  private static final JsonMapper JSON = JsonFiles.mapper().build();

  private record Content(
      int runs, Map<String, String> rules, List<AuditFinding> findings, List<String> leftOut) {}

  private AuditJson() {}

  /**
   * The text of the file.
   *
   * @param runs number of audited runs
   * @param leftOut sentences about directories that were not audited
   */
  public static String text(int runs, List<AuditFinding> findings, List<String> leftOut) {
    try {
      return JSON.writeValueAsString(new Content(runs, Audit.rules(), findings, leftOut)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers only", e);
    }
  }
}
