package org.eobench.core.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** Computes the SHA-256 of a file, formatted like {@code sha256sum}. */
final class Sha256 {
  private Sha256() {}

  /**
   * Reads the whole file.
   *
   * @param progress receives the number of bytes read so far, from time to time
   */
  static String of(Path file, LongConsumer progress) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 20];
      long done = 0;
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        digest.update(buffer, 0, got);
        done += got;
        progress.accept(done);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException failure) {
      throw new BenchException(
          ExitCode.WEIGHTS,
          Problem.of("CannotRead", "the file cannot be read: " + failure.getMessage())
              .at(file.toString())
              .next("check its permissions"),
          failure);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java has SHA-256
    }
  }
}
