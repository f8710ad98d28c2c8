package org.eobench.core.logger.mlflow;

/** A request that the server did not carry out. */
final class MlflowFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  /**
   * @param passing whether the same request may succeed later
   */
  MlflowFailure(String what, boolean passing) {
    super(what);
    this.passing = passing;
  }

  boolean isPassing() {
    return passing;
  }
}
