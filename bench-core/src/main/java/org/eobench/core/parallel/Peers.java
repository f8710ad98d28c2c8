package org.eobench.core.parallel;

/** The other processes of a group, as far as one of them watches them. */
public interface Peers {
  /** Of a process that only watches the leading one, and reports nothing. */
  Peers NONE =
      new Peers() {
        @Override
        public void requireAlive() {}

        @Override
        public void failed(int process) {}
      };

  /** Throws if a process that this one waits for is gone; is called several times a second. */
  void requireAlive();

  /**
   * Throws what a process has said about its failure, if this process is the one to report it.
   *
   * @param process the one that failed
   */
  void failed(int process);
}
