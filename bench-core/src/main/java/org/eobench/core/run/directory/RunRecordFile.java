package org.eobench.core.run.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.JsonFiles;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes {@code run.json}. The file may come from another program or an older version, or
 * be edited or damaged, so everything in it is validated.
 */
final class RunRecordFile {
  static final String NAME = "run.json";

  /** Far more than the size of any record; larger files are not read. */
  private static final long MOST_BYTES = 16 << 20;

  private static final JsonMapper JSON = JsonFiles.mapper().build();

  private RunRecordFile() {}

  /** A file without a valid record; the message gives the reason, as the end of a sentence. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String why, @Nullable Throwable cause) {
      super(why, cause);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * Reads the record of a run directory.
   *
   * @throws Unreadable if there is none, or if it lacks something that every run writes
   */
  static RunRecord read(Path directory) throws Unreadable {
    Path file = directory.resolve(NAME);
    RunRecord record;
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new Unreadable("it is not a regular file", null);
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new Unreadable(
            String.format(Locale.ROOT, "it has more than %d MiB", MOST_BYTES >> 20), null);
      }
      record = JSON.readValue(Files.readAllBytes(file), RunRecord.class);
    } catch (NoSuchFileException absent) {
      throw new Unreadable("there is none", absent);
    } catch (JsonProcessingException | CharacterCodingException foreign) {
      throw new Unreadable("it is no record of a run: " + brief(foreign), foreign);
    } catch (IOException failure) {
      throw new Unreadable(
          failure.getClass().getSimpleName() + ": " + failure.getMessage(), failure);
    }
    requireWhole(record);
    return record;
  }

  /** Replaces the record atomically. */
  static void write(Path directory, RunRecord record) {
    AtomicFile.write(directory.resolve(NAME), out -> out.write(JSON.writeValueAsBytes(record)));
  }

  private static String brief(IOException failure) {
    if (failure instanceof MismatchedInputException other) {
      String key =
          other.getPath().stream()
              .map(part -> String.valueOf(part.getFieldName()))
              .collect(Collectors.joining("."));
      return key.isEmpty() ? "it is empty, or holds no mapping" : key + " has another type";
    }
    String message =
        failure instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : failure.getMessage();
    String line = String.valueOf(message).lines().findFirst().orElse("");
    return line.length() > 160 ? line.substring(0, 160) + "…" : line;
  }

  private static void requireWhole(@Nullable RunRecord record) throws Unreadable {
    if (record == null) {
      throw new Unreadable("it contains null instead of a record", null);
    }
    List<String> lacking = new ArrayList<>();
    require("name", record.name(), lacking);
    require("state", record.state(), lacking);
    require("fingerprint", record.fingerprint(), lacking);
    require("choices", record.choices(), lacking);
    require("overrides", record.overrides(), lacking);
    require("protocol", record.protocol(), lacking);
    require("started", record.started(), lacking);
    if (!lacking.isEmpty()) {
      throw new Unreadable("it lacks " + String.join(", ", lacking), null);
    }
    boolean holes =
        record.overrides().stream().anyMatch(Objects::isNull)
            || record.choices().values().stream().anyMatch(Objects::isNull);
    if (holes) {
      throw new Unreadable("its choices or overrides contain null", null);
    }
    if (record.starts() < 1) {
      throw new Unreadable(
          String.format(Locale.ROOT, "it counts %d starts", record.starts()), null);
    }
  }

  private static void require(String key, @Nullable Object value, List<String> lacking) {
    if (value == null || (value instanceof String text && text.isBlank())) {
      lacking.add(key);
    }
  }
}
