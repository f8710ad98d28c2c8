package org.eobench.report.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.eobench.core.io.JsonFiles;
import org.eobench.report.runs.StoredRun;
import org.eobench.report.table.ReportTable;

/**
 * A report as JSON, for programs: everything of {@link ReportTable} in full precision, fractions
 * not in percent. A run is its name. JSON has no NaN, which is written as null.
 */
public final class JsonReport {
  /** Raised when a key changes its meaning or goes away. */
  static final int VERSION = 1;

  private static final JsonMapper JSON =
      JsonFiles.mapper()
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .addModule(new SimpleModule().addSerializer(StoredRun.class, new AsName()))
          .build();

  private JsonReport() {}

  private record Content(int version, ReportTable report) {}

  /** The whole report. */
  public static String of(ReportTable table) {
    try {
      return JSON.writeValueAsString(new Content(VERSION, table)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a table holds numbers and texts only", e);
    }
  }

  private static final class AsName extends JsonSerializer<StoredRun> {
    @Override
    public void serialize(StoredRun run, JsonGenerator out, SerializerProvider unused)
        throws IOException {
      out.writeString(run.record().name());
    }
  }
}
