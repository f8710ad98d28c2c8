package org.eobench.core.fetch;

import java.net.URI;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** The sentences about one file that cannot be fetched. */
final class FetchProblems {
  private final RemoteFile file;

  FetchProblems(RemoteFile file) {
    this.file = file;
  }

  /** By hand always works: a browser can log in, accept a licence and press buttons. */
  private String byHand() {
    return String.format(
        Locale.ROOT, "open %s in a browser and save the file as %s", file.address(), file.target());
  }

  BenchException webPage(String title) {
    return refused(
        "NoWeights",
        "the server answered with a web page instead of the file: " + oneLine(title),
        "the bytes of " + file.name(),
        fileAddress());
  }

  /** The pages that hubs show for a file have the file itself at a neighbouring address. */
  private String fileAddress() {
    String address = file.address().toString();
    String host = String.valueOf(file.address().getHost());
    if (host.endsWith("huggingface.co") && address.contains("/blob/")) {
      return "give the file's own address: encoder.download_url="
          + address.replaceFirst("/blob/", "/resolve/");
    }
    if (host.endsWith("github.com") && address.contains("/blob/")) {
      return "give the file's own address: encoder.download_url="
          + address.replaceFirst("/blob/", "/raw/");
    }
    if (host.endsWith("google.com")) {
      return "Google Drive wants a button pressed for large files: " + byHand();
    }
    return byHand();
  }

  BenchException lfsPointer() {
    return refused(
        "NoWeights",
        "the server answered with a Git LFS pointer instead of the file",
        "the bytes of " + file.name(),
        byHand());
  }

  BenchException status(int status) {
    return switch (status) {
      case 401, 403 ->
          refused(
              "FetchRefused",
              String.format(Locale.ROOT, "the server refuses the file (HTTP %d)", status),
              "a file that anyone may fetch",
              "it may need an account or a licence to be accepted: " + byHand());
      case 404, 410 ->
          refused(
              "FetchNotFound",
              String.format(Locale.ROOT, "the file is not there any more (HTTP %d)", status),
              "a file at its published address",
              "look where its authors publish it now, and give `encoder.download_url=ADDRESS`");
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
        "the file as it is",
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
        "the file that came has the SHA-256 " + actual,
        String.valueOf(file.sha256()),
        "it was removed; " + otherFile());
  }

  private static String otherFile() {
    return "it may have been replaced at its address: look at its page, and if the new file is"
        + " meant give its encoder.card.size and encoder.card.sha256";
  }

  BenchException present(String difference) {
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of("OtherFile", "another file lies there: " + difference)
            .at(file.target().toString())
            .expecting("the published file, or none")
            .next("add `--force` to replace it, or move it away"));
  }

  BenchException diskFull(long needed, long free) {
    return new BenchException(
        ExitCode.FAILURE,
        Problem.of(
                "DiskFull",
                String.format(
                    Locale.ROOT,
                    "%s needs %s, the disk has %s free",
                    file.name(),
                    Bytes.text(needed),
                    Bytes.text(free)))
            .at(file.target().toString())
            .expecting("more free space")
            .next("free some space, or give another place with `encoder.encoder_weights=PATH`"));
  }

  BenchException givenUp(CutOff last, int attempts, long kept) {
    String begun =
        kept > 0
            ? String.format(
                Locale.ROOT,
                "%s came and are kept: the same command goes on from there",
                Bytes.text(kept))
            : "look at the network (a proxy is given by java -Dhttps.proxyHost=…"
                + " -Dhttps.proxyPort=…)";
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of(
                "FetchFailed",
                String.format(
                    Locale.ROOT,
                    "the file could not be fetched, %d attempts failed in a row; the last: %s",
                    attempts,
                    oneLine(last.what())))
            .at(file.address().toString())
            .expecting("an answer with the file")
            .next(begun + "; or " + byHand()),
        last);
  }

  /** What came was dropped once, the file begun once more, and it happened again. */
  BenchException contradicts(CutOff last, long furthest) {
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of(
                "FetchContradicts",
                String.format(
                    Locale.ROOT,
                    "the server cuts the file off, after %s at the most, and answers wrongly when"
                        + " it is asked for the rest; the last: %s",
                    Bytes.text(furthest),
                    oneLine(last.what())))
            .at(file.address().toString())
            .expecting("the rest of the same file, or the whole file without a cut")
            .next("try again later, or " + byHand()),
        last);
  }

  static BenchException notHttp(URI address) {
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of(
                "FetchAddress",
                String.format(Locale.ROOT, "'%s' is no address that can be fetched", address))
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
