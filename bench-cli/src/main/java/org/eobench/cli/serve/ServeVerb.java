package org.eobench.cli.serve;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.bench.Bench;
import org.eobench.bench.PreparedRun;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.plugins.FinishedRun;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.serve.PredictionService;
import org.eobench.serve.ServeOptions;
import org.eobench.serve.limit.ServiceLimits;
import org.eobench.serve.model.RunModel;
import org.jspecify.annotations.Nullable;

/** {@code serve}: the model of a finished run as an HTTP service with a map page. */
public final class ServeVerb implements Verb {
  private static final String HOST = "host";
  private static final String PORT = "port";
  private static final String SCENES = "scenes";
  private static final String MAX_MB = "max-mb";
  private static final String MAX_PIXELS = "max-pixels";
  private static final String MAX_REQUESTS = "max-requests";
  private static final String TIMEOUT = "timeout";
  private static final int DEFAULT_PORT = 8080;
  private static final int LARGEST_PORT = 65_535;
  private static final int MEBIBYTE = 20;

  @Override
  public String name() {
    return "serve";
  }

  @Override
  public String arguments() {
    return "RUN_DIR [OVERRIDES]";
  }

  @Override
  public String summary() {
    return "serve predictions of a finished run over HTTP, with a map page";
  }

  @Override
  public String details() {
    return """
    The page shows scenes and their predictions on a map; POST /predict takes a GeoTIFF or an array of
    NumPy. Only this machine reaches it, unless --host says otherwise. Ctrl-C ends it.

    Options
      --port N           (default 8080; 0 for any that is free)
      --host ADDRESS     address to listen at (default 127.0.0.1)
      --scenes FOLDER    GeoTIFFs, .npy and .npz files to show on the map
      --max-mb N         MiB of the body of a request (default 64)
      --max-pixels N     pixels of an image (default 4194304, which is 2048 x 2048)
      --max-requests N   predictions that wait or run at a time (default 256)
      --timeout SECONDS  from a request to its prediction (default 60)
      --config-dir DIR   where the run had configurations of its own

    Examples
      java -jar bench.jar serve RUN_DIR --scenes FOLDER
      java -jar bench.jar serve RUN_DIR --port 0 --max-pixels 1048576
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Flags flags =
        Flags.of(
            invocation.words(),
            List.of(HOST, PORT, SCENES, MAX_MB, MAX_PIXELS, MAX_REQUESTS, TIMEOUT),
            List.of());
    List<String> words = flags.wordsWithConfigFlags(this);
    if (words.isEmpty() || words.get(0).contains("=") || words.get(0).startsWith("-")) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("Usage", "serve requires a run directory")
              .at(String.join(" ", words))
              .expecting("java -jar bench.jar serve RUN_DIR"));
    }
    ServeOptions options = options(flags);
    try (Bench bench = invocation.bench(ConsoleProgress.ofProcess())) {
      PreparedRun run =
          bench.prepare(
              FinishedRun.compose(
                  words.get(0), words.subList(1, words.size()), invocation.plugins()));
      return run.withPredictor(
          model -> {
            serve(new RunModel(model), options, invocation);
            return ExitCode.OK;
          });
    }
  }

  private static void serve(RunModel model, ServeOptions options, Invocation invocation) {
    try (PredictionService service = new PredictionService(model, options)) {
      URI address = service.start();
      invocation.out().printf(Locale.ROOT, "%s is served at %s%n", model.facts().run(), address);
      invocation.out().flush();
      invocation.interruption().onStop(service::stop);
      service.run();
    }
  }

  private static ServeOptions options(Flags flags) {
    ServiceLimits usual = ServiceLimits.DEFAULT;
    String scenes = flags.value(SCENES);
    String host = flags.value(HOST);
    return new ServeOptions(
        host == null ? ServeOptions.LOOPBACK : host,
        port(flags.value(PORT)),
        scenes == null ? null : Path.of(scenes),
        new ServiceLimits(
            (long) flags.whole(MAX_MB, (int) (usual.bodyBytes() >> MEBIBYTE)) << MEBIBYTE,
            flags.whole(MAX_PIXELS, (int) usual.pixels()),
            flags.whole(MAX_REQUESTS, usual.requests()),
            flags.whole(TIMEOUT, usual.seconds())));
  }

  private static int port(@Nullable String text) {
    if (text == null) {
      return DEFAULT_PORT;
    }
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
    if (port < 0 || port > LARGEST_PORT) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagValue", "--" + PORT + " cannot be " + text)
              .at("--" + PORT)
              .expecting("a number from 0 to 65535, where 0 is any port that is free"));
    }
    return port;
  }
}
