package org.eobench.decoders.prithvi;

/**
 * The keys of a convolutional head and its auxiliary head.
 *
 * @param channels width of the maps inside both heads
 * @param numConvs convolutions before the last layer
 * @param dropout share of channels dropped before the last layer in training
 * @param auxiliaryConvs convolutions of the auxiliary head
 * @param auxiliaryWeight factor of the auxiliary head's loss; 0 for none
 */
record FcnHeadKeys(
    int channels, int numConvs, double dropout, int auxiliaryConvs, double auxiliaryWeight) {
  public FcnHeadKeys {
    atLeastOne("channels", channels);
    atLeastOne("num_convs", numConvs);
    atLeastOne("auxiliary_convs", auxiliaryConvs);
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout=" + dropout + " must lie in [0, 1)");
    }
    if (!(auxiliaryWeight >= 0 && Double.isFinite(auxiliaryWeight))) {
      throw new IllegalArgumentException(
          "auxiliary_weight=" + auxiliaryWeight + " must be 0 or a positive number");
    }
  }

  /** Whether there is an auxiliary head. */
  boolean auxiliary() {
    return auxiliaryWeight > 0;
  }

  static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + "=" + value + " must be at least 1");
    }
  }
}
