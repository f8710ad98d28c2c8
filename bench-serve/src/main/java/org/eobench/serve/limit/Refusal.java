package org.eobench.serve.limit;

import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** A problem of one request, with the HTTP status of its answer. */
public final class Refusal extends BenchException {
  private static final long serialVersionUID = 1L;

  /** The client's own mistake. */
  public static final int BAD_REQUEST = 400;

  /** A page or a host name of somebody else. */
  public static final int FORBIDDEN = 403;

  public static final int NOT_FOUND = 404;
  public static final int METHOD = 405;

  /** None of the forms that the client accepts. */
  public static final int NOT_ACCEPTABLE = 406;

  /** The body came too slowly. */
  public static final int SLOW = 408;

  public static final int TOO_LARGE = 413;
  public static final int UNSUPPORTED = 415;

  /** A body of a known format that is damaged, or does not fit the model. */
  public static final int UNFIT = 422;

  public static final int FAILURE = 500;
  public static final int BUSY = 503;

  private final int status;
  private final int retryAfter;

  private Refusal(int status, int retryAfter, Problem problem) {
    super(ExitCode.DATA, problem);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  public static Refusal of(int status, Problem problem) {
    return new Refusal(status, 0, problem);
  }

  /**
   * The service has too much to do.
   *
   * @param retryAfter seconds after which the client may try again
   */
  public static Refusal busy(int retryAfter, Problem problem) {
    return new Refusal(BUSY, Math.max(1, retryAfter), problem);
  }

  /** Something is larger than the service takes. */
  public static Refusal tooLarge(String id, String what, String most, String next) {
    return of(TOO_LARGE, Problem.of(id, what).expecting(most).next(next));
  }

  /** An image has more pixels than the service takes. */
  public static Refusal tooManyPixels(long height, long width, ServiceLimits limits) {
    return tooLarge(
        "TooManyPixels",
        String.format(Locale.ROOT, "the image has %d × %d pixels", height, width),
        String.format(Locale.ROOT, "at most %d pixels", limits.pixels()),
        "send the image in parts, or start the service with a higher --max-pixels");
  }

  public int status() {
    return status;
  }

  /** Seconds after which the client may try again; 0 if that does not help. */
  public int retryAfter() {
    return retryAfter;
  }
}
