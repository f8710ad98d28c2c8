package org.eobench.core.stages;

/** A part of a run whose time can be measured. A stage may run within another one. */
public enum Stage {
  READ("read and decode"),
  PREPROCESS("preprocess"),
  WAIT("wait for samples"),
  COLLATE("join a batch"),
  COPY("copy to the device"),
  ENCODER("encoder, forward"),
  DECODER("decoder, forward"),
  LOSS("loss"),
  BACKWARD("backward"),
  OPTIMIZER("optimizer"),
  VALIDATION("validation"),
  SCORES("scores"),
  CHECKPOINT("checkpoint");

  private final String words;

  Stage(String words) {
    this.words = words;
  }

  /** Its name for users. */
  public String words() {
    return words;
  }
}
