package org.eobench.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eobench.serve.limit.ServiceLimits;
import org.jspecify.annotations.Nullable;

/** A service on a free port with a thread for its model, and a client. */
public final class RunningService implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PredictionService service;
  private final URI address;
  private final Thread model;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public RunningService(TinyModel model, ServiceLimits limits, @Nullable Path scenes) {
    service = new PredictionService(model, new ServeOptions("127.0.0.1", 0, scenes, limits));
    address = service.start();
    this.model = new Thread(service::run, "model");
    this.model.start();
  }

  List<String> paths() {
    return service.paths();
  }

  Thread model() {
    return model;
  }

  URI address() {
    return address;
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(address.resolve(path));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  CompletableFuture<HttpResponse<byte[]>> sendAsync(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), BodyHandlers.ofByteArray());
  }

  public HttpResponse<byte[]> get(String path) {
    return send(to(path));
  }

  HttpRequest.Builder post(String path, byte[] body) {
    return post(path, BodyPublishers.ofByteArray(body));
  }

  HttpRequest.Builder post(String path, BodyPublisher body) {
    return to(path).POST(body);
  }

  public static JsonNode json(HttpResponse<byte[]> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What the service answers to these very bytes. */
  public String raw(String request) throws IOException {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  void stop() {
    service.stop();
  }

  @Override
  public void close() {
    stop();
    try {
      model.join();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
    service.close();
  }
}
