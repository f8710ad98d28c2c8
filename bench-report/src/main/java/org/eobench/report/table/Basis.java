package org.eobench.report.table;

/** What a 95 % interval was computed over. */
public enum Basis {
  /** Student's t over the scores of the seeds. */
  SEEDS("t over seeds"),
  /** Bootstrap over the test samples of the only run. */
  SAMPLES("bootstrap over test samples"),
  /** Bootstrap over spatial blocks of the test samples of the only run. */
  BLOCKS("bootstrap over spatial blocks"),
  /** There is no interval. */
  NONE("none");

  private final String words;

  Basis(String words) {
    this.words = words;
  }

  /** The basis in a few words. */
  public String words() {
    return words;
  }
}
