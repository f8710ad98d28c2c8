package org.eobench.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.progress.ProgressListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder, a file to download into it, and the messages to the user. */
@Timeout(60)
abstract class FetchTrial {

  /** Quick to try again, but never out of patience on a busy machine. */
  static final Patience QUICK =
      new Patience(
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          4,
          Duration.ofMillis(5),
          Duration.ofMillis(20));

  /** For a server that falls silent. */
  static final Patience WAKEFUL =
      new Patience(
          QUICK.connect(), Duration.ofMillis(400), 100, QUICK.pause(), QUICK.longestPause());

  static final byte[] CONTENT = content(3_000_000, 1);
  static final String TAG = "\"one\"";

  @TempDir Path folder;
  final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  static byte[] content(int size, int seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Path target() {
    return folder.resolve("models/w.pth");
  }

  RemoteFile file(FileServer server, @Nullable Long size, @Nullable String sha256) {
    return new RemoteFile(server.address("/w.pth"), target(), size, sha256);
  }

  RemoteFile file(FileServer server) {
    return file(server, (long) CONTENT.length, sha256(CONTENT));
  }

  void fetch(RemoteFile file) {
    fetch(file, false);
  }

  void fetch(RemoteFile file, boolean replace) {
    new Fetcher(QUICK, new Lines()).fetch(file, replace);
  }

  final class Lines implements ProgressListener {
    @Override
    public void message(String text) {
      lines.add(text);
    }

    @Override
    public Bar bar(String stage, long total) {
      return ProgressListener.silent().bar(stage, total);
    }
  }

  void assertWhole() throws IOException {
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(names()).containsExactlyInAnyOrder("w.pth", ".fetch.lock");
  }

  List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(target().getParent())) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }

  BenchException refusal(RemoteFile file) {
    try {
      fetch(file);
    } catch (BenchException refused) {
      assertThat(target()).doesNotExist();
      assertThat(refused.exitCode()).isEqualTo(ExitCode.WEIGHTS);
      return refused;
    }
    throw new AssertionError("the file was taken");
  }

  static long begin(FileServer server, int request) {
    return Long.parseLong(server.ranges().get(request).replaceAll("bytes=(\\d+)-", "$1"));
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void await(CountDownLatch latch, long millis) {
    try {
      latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
