package org.eobench.serve.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFolder;
import org.eobench.core.io.TemporaryFiles;
import org.eobench.serve.limit.Refusal;
import org.eobench.serve.limit.ServiceLimits;

/**
 * The bodies of requests as files in a folder that only this user reads. Names are numbers of its
 * own. All of them together have a bound; closing removes the folder.
 */
public final class Spool implements AutoCloseable {
  private static final int BLOCK = 64 * 1024;

  private final ServiceLimits limits;
  private final Path folder = TemporaryFiles.folder("serve");
  private final AtomicLong names = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  public Spool(ServiceLimits limits) {
    this.limits = limits;
  }

  /** Bytes on disk. */
  public long bytes() {
    return bytes.get();
  }

  /** A name that no file has yet. */
  public Path newFile(String extension) {
    return folder.resolve(names.incrementAndGet() + "." + extension);
  }

  /**
   * Stores a body.
   *
   * @param declared its length as the client declares it, or -1
   * @param deadline the instant, as {@link System#nanoTime()} counts, at which it must be there
   * @throws Refusal if it is too long or too slow, or too many bytes are stored already
   */
  public Received receive(InputStream body, long declared, long deadline) throws IOException {
    if (declared > limits.bodyBytes()) {
      throw tooLong();
    }
    Received received = new Received(newFile("part"));
    try (OutputStream out = Files.newOutputStream(received.file)) {
      byte[] block = new byte[BLOCK];
      for (int n = body.read(block); n >= 0; n = body.read(block)) {
        received.claim(n);
        out.write(block, 0, n);
        if (System.nanoTime() - deadline > 0) {
          throw slow();
        }
      }
    } catch (IOException | RuntimeException failure) {
      received.close();
      throw failure;
    }
    return received;
  }

  private Refusal tooLong() {
    return Refusal.tooLarge(
        "BodyTooLarge",
        "the body of the request is too large",
        String.format(Locale.ROOT, "at most %d bytes", limits.bodyBytes()),
        "send a compressed GeoTIFF or parts of the image, or start the service with a higher"
            + " --max-mb");
  }

  private Refusal slow() {
    return Refusal.of(
        Refusal.SLOW,
        Problem.of(
                "SlowRequest",
                String.format(
                    Locale.ROOT,
                    "the body of the request is not complete after %d seconds",
                    limits.seconds()))
            .next("send the request again, or a smaller image"));
  }

  @Override
  public void close() {
    AtomicFolder.remove(folder);
  }

  /** A body on disk. Closing removes it. */
  public final class Received implements AutoCloseable {
    private final Path file;
    private long size;

    private Received(Path file) {
      this.file = file;
    }

    public Path file() {
      return file;
    }

    public long size() {
      return size;
    }

    private void claim(int more) {
      size += more;
      if (bytes.addAndGet(more) > limits.spoolBytes()) {
        throw Refusal.busy(
            1,
            Problem.of(
                    "SpoolFull", "the bodies of other requests fill the disk space of the service")
                .expecting(
                    String.format(
                        Locale.ROOT, "at most %d bytes of all requests", limits.spoolBytes()))
                .next("send the request again after the seconds in Retry-After"));
      }
      if (size > limits.bodyBytes()) {
        throw tooLong();
      }
    }

    @Override
    public void close() throws IOException {
      bytes.addAndGet(-size);
      size = 0;
      Files.deleteIfExists(file);
    }
  }
}
