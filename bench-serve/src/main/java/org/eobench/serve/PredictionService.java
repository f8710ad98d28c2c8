package org.eobench.serve;

import java.net.URI;
import java.util.List;
import org.eobench.serve.http.HttpService;
import org.eobench.serve.image.Spool;
import org.eobench.serve.model.ModelQueue;
import org.eobench.serve.model.ServedModel;
import org.eobench.serve.scenes.SceneFolder;

/**
 * The service. HTTP has threads of its own; the model runs in the thread that calls {@link #run()},
 * which must be the one that loaded it.
 */
public final class PredictionService implements AutoCloseable {
  private final ModelQueue queue;
  private final Spool spool;
  private final HttpService http;

  /**
   * @throws org.eobench.core.error.BenchException if there is no such folder of scenes
   */
  public PredictionService(ServedModel model, ServeOptions options) {
    SceneFolder folder =
        options.scenes() == null ? null : new SceneFolder(options.scenes(), options.limits());
    queue = new ModelQueue(options.limits());
    spool = new Spool(options.limits());
    http =
        new HttpService(
            options.host(), options.port(), folder, model, queue, spool, options.limits());
  }

  /**
   * Begins to listen.
   *
   * @return the address of the page
   * @throws org.eobench.core.error.BenchException if the address cannot be bound to
   */
  public URI start() {
    return http.start();
  }

  /** Method and template of each path, such as {@code GET /scenes/{id}/image.png}. */
  List<String> paths() {
    return http.paths();
  }

  /** Runs the model for the requests that come; returns after {@link #stop()}. */
  public void run() {
    queue.run();
  }

  /**
   * Takes no new requests, finishes those that run, and lets {@link #run()} return. May be called
   * from any thread but the model's.
   */
  public void stop() {
    http.stop();
    queue.close();
  }

  /** Removes what is on disk. */
  @Override
  public void close() {
    spool.close();
  }
}
