package org.eobench.core.run.scene;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.provenance.FileHash;
import org.eobench.core.run.LoadedRun;
import org.eobench.core.run.device.ComputeDevice;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.core.run.plan.RunRequest;

/**
 * What the numbers of a prediction depend on: the configuration, the weights, the scene and the
 * options. Large files are known by their size, date, and first and last mebibyte.
 */
final class SceneSettings {
  /** Increased whenever blocks of an earlier version must not be used. */
  private static final String VERSION = "1";

  private static final int END = 1 << 20;

  private SceneSettings() {}

  static Map<String, String> of(
      LoadedRun run,
      RunRequest request,
      ComputeDevice device,
      SceneOptions options,
      SceneSource scene) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("version", VERSION);
    settings.put("configuration", Fingerprint.of(request.config()));
    settings.put("weights", FileHash.sha256(run.weights()));
    settings.put("device", device.device().toString());
    settings.put("outputs", options.outputs().stream().map(SceneOutput::key).toList().toString());
    settings.put("dtype", options.bytes() ? "uint8" : "float32");
    settings.put("windows", options.lattice() ? "lattice" : "even");
    settings.put(
        "size", String.format(Locale.ROOT, "%d x %d", scene.grid().height(), scene.grid().width()));
    settings.put("georeference", scene.grid().crs() + " " + scene.grid().transform());
    settings.put("reading", scene.reading());
    int index = 0;
    for (Path file : scene.files()) {
      settings.put("file " + index++, file.toAbsolutePath() + ", " + identity(file));
    }
    return settings;
  }

  private static String identity(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long size = channel.size();
      add(digest, channel, 0, Math.min(END, size));
      add(digest, channel, Math.max(0, size - END), size);
      return String.format(
          Locale.ROOT,
          "%d bytes of %s, %s",
          size,
          Files.getLastModifiedTime(file),
          HexFormat.of().formatHex(digest.digest()));
    } catch (IOException failure) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("UnreadableScene", "the file cannot be read: " + failure.getMessage())
              .at(file.toString()),
          failure);
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException("every Java platform has SHA-256", failure);
    }
  }

  private static void add(MessageDigest digest, FileChannel channel, long from, long to)
      throws IOException {
    ByteBuffer part = ByteBuffer.allocate((int) (to - from));
    int read = 0;
    while (part.hasRemaining() && read >= 0) {
      read = channel.read(part, from + part.position());
    }
    digest.update(part.flip());
  }
}
