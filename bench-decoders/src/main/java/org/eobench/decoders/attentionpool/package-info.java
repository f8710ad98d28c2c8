/**
 * Attention-pool probes: a learned query attends to tokens, and one linear layer predicts from what
 * it gathers, for every position or for the whole image.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.attentionpool;
