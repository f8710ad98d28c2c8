package org.eobench.serve.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.serve.image.ImageReader;
import org.eobench.serve.image.Spool;
import org.eobench.serve.limit.Refusal;
import org.eobench.serve.limit.ServiceLimits;
import org.eobench.serve.model.ModelQueue;
import org.eobench.serve.model.ServedModel;
import org.eobench.serve.scenes.SceneFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP service. Headers are read without a thread for each connection, so that slow clients
 * hold nothing but a connection; a thread waits for each body and its prediction.
 */
public final class HttpService {
  private static final Logger LOG = LoggerFactory.getLogger("bench");
  private static final int OTHER_THREADS = 64;

  /** How long connections may be silent that no request runs on, while the service stops. */
  private static final long SHUTDOWN_MILLIS = 200;

  /** Bytes and seconds for the rest of a body that is refused, so that its client reads why. */
  private static final int DRAINED_BYTES = 4 << 20;

  private static final int DRAINED_SECONDS = 2;

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final ServiceLimits limits;
  private final Server server;
  private final ServerConnector connector;
  private final BrowserGuard guard;
  private final Routes routes;

  /**
   * @param host address to bind to
   * @param port port to bind to; 0 for any that is free
   * @param folder scenes to show, or null
   * @param queue brings predictions to the model's thread
   */
  public HttpService(
      String host,
      int port,
      @Nullable SceneFolder folder,
      ServedModel model,
      ModelQueue queue,
      Spool spool,
      ServiceLimits limits) {
    this.limits = limits;
    guard = new BrowserGuard(host);
    routes = new Routes(routes(folder, model, queue, spool));
    QueuedThreadPool threads =
        new QueuedThreadPool(
            Math.min(limits.requests(), ServiceLimits.CONNECTIONS) + OTHER_THREADS,
            8,
            (int) TimeUnit.SECONDS.toMillis(30));
    threads.setName("serve");
    threads.setDaemon(true);
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setRequestHeaderSize(ServiceLimits.HEADER_BYTES);
    http.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setAcceptQueueSize(ServiceLimits.CONNECTIONS);
    connector.setIdleTimeout(TimeUnit.SECONDS.toMillis(ServiceLimits.SILENT_SECONDS));
    connector.setShutdownIdleTimeout(SHUTDOWN_MILLIS);
    connector.addBean(new FirstRequestDeadline(server.getScheduler()));
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(ServiceLimits.CONNECTIONS, connector));
    server.setHandler(new GracefulHandler(new Answering()));
    server.setErrorHandler(new JettyErrors());
    server.setStopTimeout(TimeUnit.SECONDS.toMillis(limits.seconds() + 1L));
  }

  private List<Route> routes(
      @Nullable SceneFolder folder, ServedModel model, ModelQueue queue, Spool spool) {
    MapMaker maps = new MapMaker(model, new ImageReader(model.spec(), model.rules(), limits));
    List<Route> all = new ArrayList<>(new PageRoutes(limits).routes());
    all.addAll(new FactRoutes(model, queue, limits).routes());
    all.add(
        new Route(
            "POST", "/predict", PredictRoute.PARAMETERS, new PredictRoute(maps, queue, spool)));
    all.addAll(new SceneRoutes(folder, maps, queue, spool).routes());
    return all;
  }

  /** Method and template of each route, such as {@code GET /scenes/{id}/image.png}. */
  public List<String> paths() {
    return routes.all().stream().map(route -> route.method() + " " + route.template()).toList();
  }

  /**
   * Begins to answer.
   *
   * @return the address
   * @throws BenchException if the address cannot be bound to
   */
  public URI start() {
    try {
      server.start();
    } catch (Exception failure) { // Jetty declares any
      throw unbound(failure);
    }
    String host =
        connector.getHost().contains(":") ? "[" + connector.getHost() + "]" : connector.getHost();
    return URI.create(String.format(Locale.ROOT, "http://%s:%d/", host, connector.getLocalPort()));
  }

  private BenchException unbound(Exception failure) {
    try {
      server.stop();
    } catch (Exception ignored) {
      failure.addSuppressed(ignored);
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return new BenchException(
        ExitCode.USAGE,
        Problem.of("CannotListen", "the service cannot listen: " + cause.getMessage())
            .at(connector.getHost() + ":" + connector.getPort())
            .expecting("an address of this machine, and a port that is free")
            .next("give another `--port`, or `--port 0` for any"),
        failure);
  }

  /** Takes no new requests, and waits for those that run, as long as one may take. */
  public void stop() {
    try {
      server.stop();
    } catch (Exception late) { // some requests were cut off
      LOG.warn("some requests did not end in time: {}", late.getMessage());
    }
  }

  static void send(Answer answer, Response response, Callback callback) {
    response.setStatus(answer.status());
    var headers = response.getHeaders();
    headers.put(HttpHeader.CONTENT_TYPE, answer.type());
    headers.put(HttpHeader.CONTENT_LENGTH, answer.body().length);
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put("Content-Security-Policy", POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    answer.headers().forEach(headers::put);
    // Written as the client reads, without a thread that waits for it.
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }

  private final class Answering extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Answer answer;
      try {
        guard.require(request);
        answer = routes.answer(request);
      } catch (BenchException refused) {
        answer = ProblemAnswer.of(refused);
        if (answer.status() >= Refusal.FAILURE && answer.status() != Refusal.BUSY) {
          LOG.error("{} {}", request.getMethod(), request.getHttpURI().getPath(), refused);
        }
      } catch (IOException broken) {
        if (!isSlow(broken)) {
          callback.failed(broken); // the client is gone
          return true;
        }
        answer = slow();
      } catch (RuntimeException bug) {
        LOG.error("{} {}", request.getMethod(), request.getHttpURI().getPath(), bug);
        answer = ProblemAnswer.ofFault();
      }
      if (answer.status() != Answer.OK && answer.status() != Refusal.SLOW) {
        drain(request);
      }
      send(answer, response, callback);
      return true;
    }

    private boolean isSlow(IOException broken) {
      return broken.getCause() instanceof TimeoutException;
    }

    private Answer slow() {
      return ProblemAnswer.of(
          Refusal.SLOW,
          Problem.of("SlowRequest", "the body of the request stopped coming")
              .expecting("no pause of " + ServiceLimits.SILENT_SECONDS + " seconds"));
    }

    /** A client that still sends would not read the answer, and only see a lost connection. */
    private void drain(Request request) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAINED_SECONDS);
      try (InputStream rest = Request.asInputStream(request)) {
        byte[] block = new byte[64 * 1024];
        long read = 0;
        for (int n = 0; n >= 0 && read < DRAINED_BYTES && System.nanoTime() < end; ) {
          n = rest.read(block);
          read += Math.max(0, n);
        }
      } catch (IOException gone) {
        return; // nobody reads the answer
      }
    }
  }
}
