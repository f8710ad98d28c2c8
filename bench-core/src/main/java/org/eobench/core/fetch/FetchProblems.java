package org.eobench.core.fetch;

import java.net.URI;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** The errors about a file that cannot be downloaded. */
final class FetchProblems {
  private final RemoteFile file;

  FetchProblems(RemoteFile file) {
    this.file = file;
  }

  /**
   * Advice to download by hand, which always works: a browser can log in, accept a licence and
   * press buttons.
   */
  private String byHand() {
    return String.format(
        Locale.ROOT, "open %s in a browser and save the file as %s", file.address(), file.target());
  }

  BenchException webPage(String title) {
    return refused(
        "NoWeights",
        "the server answered with a web page instead of the file: " + oneLine(title),
        "the file " + file.name(),
        fileAddress());
  }

  /** Derives the file's direct address from the address of a hub's page. */
  private String fileAddress() {
    String address = file.address().toString();
    String host = String.valueOf(file.address().getHost());
    if (host.endsWith("huggingface.co") && address.contains("/blob/")) {
      return "set the direct address of the file: encoder.download_url="
          + address.replaceFirst("/blob/", "/resolve/");
    }
    if (host.endsWith("github.com") && address.contains("/blob/")) {
      return "set the direct address of the file: encoder.download_url="
          + address.replaceFirst("/blob/", "/raw/");
    }
    if (host.endsWith("google.com")) {
      return "Google Drive requires a click for large files: " + byHand();
    }
    return byHand();
  }

  BenchException lfsPointer() {
    return refused(
        "NoWeights",
        "the server answered with a Git LFS pointer instead of the file",
        "the file " + file.name(),
        byHand());
  }

  BenchException status(int status) {
    return switch (status) {
      case 401, 403 ->
          refused(
              "FetchRefused",
              String.format(Locale.ROOT, "the server refuses the file (HTTP %d)", status),
              "a public file",
              "it may require an account or an accepted licence: " + byHand());
      case 404, 410 ->
          refused(
              "FetchNotFound",
              String.format(
                  Locale.ROOT, "the file no longer exists at this address (HTTP %d)", status),
              "a file at the published address",
              "find its current address and set `encoder.download_url=ADDRESS`");
      default ->
          refused(
              "FetchFailed",
              "the server answers HTTP " + status,
              "HTTP 200 with the file",
              "try again later, or " + byHand());
    };
  }

  BenchException redirect(String reason) {
    return refused("FetchRedirect", reason, "the file, or a redirection to https", byHand());
  }

  BenchException encoded(String encoding) {
    return refused(
        "FetchFailed",
        "the server sends the file encoded as " + oneLine(encoding),
        "the file without content encoding",
        byHand());
  }

  BenchException length(long announced) {
    return refused(
        "OtherFile",
        String.format(Locale.ROOT, "the server has %,d bytes", announced),
        String.format(Locale.ROOT, "the %,d bytes that were published", file.size()),
        otherFile());
  }

  BenchException checksum(String actual) {
    return refused(
        "OtherFile",
        "the downloaded file has the SHA-256 " + actual,
        String.valueOf(file.sha256()),
        "it was removed; " + otherFile());
  }

  private static String otherFile() {
    return "it may have been replaced at its address: check its page, and to use the new file"
        + " set its encoder.card.size and encoder.card.sha256";
  }

  BenchException present(String difference) {
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of("OtherFile", "another file has this name: " + difference)
            .at(file.target().toString())
            .expecting("the published file, or no file")
            .next("add `--force` to replace it, or move it away"));
  }

  BenchException diskFull(long needed, long free) {
    return new BenchException(
        ExitCode.FAILURE,
        Problem.of(
                "DiskFull",
                String.format(
                    Locale.ROOT,
                    "%s needs %s, but the disk has only %s free",
                    file.name(),
                    Bytes.text(needed),
                    Bytes.text(free)))
            .at(file.target().toString())
            .expecting("more free space")
            .next("free some space, or choose another path with `encoder.encoder_weights=PATH`"));
  }

  BenchException givenUp(CutOff last, int attempts, long kept) {
    String begun =
        kept > 0
            ? String.format(
                Locale.ROOT,
                "%s are downloaded and kept: run the same command to continue",
                Bytes.text(kept))
            : "check the network (set a proxy with java -Dhttps.proxyHost=…"
                + " -Dhttps.proxyPort=…)";
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of(
                "FetchFailed",
                String.format(
                    Locale.ROOT,
                    "the download failed: %d attempts failed in a row; the last one: %s",
                    attempts,
                    oneLine(last.what())))
            .at(file.address().toString())
            .expecting("a response with the file")
            .next(begun + "; or " + byHand()),
        last);
  }

  /** The download restarted once, and the server contradicted itself again. */
  BenchException contradicts(CutOff last, long furthest) {
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of(
                "FetchContradicts",
                String.format(
                    Locale.ROOT,
                    "the server truncates the file after at most %s and responds wrongly to"
                        + " requests for the rest; the last response: %s",
                    Bytes.text(furthest),
                    oneLine(last.what())))
            .at(file.address().toString())
            .expecting("the rest of the same file, or the complete file")
            .next("try again later, or " + byHand()),
        last);
  }

  static BenchException notHttp(URI address) {
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of(
                "FetchAddress",
                String.format(Locale.ROOT, "'%s' is not a valid download address", address))
            .expecting("https://…, or http://…"));
  }

  private BenchException refused(String id, String what, String expected, String next) {
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of(id, what).at(file.address().toString()).expecting(expected).next(next));
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
