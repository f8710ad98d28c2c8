package org.eobench.analysis.spectrum;

/**
 * The spectrum of one layer's weights, after Martin and Mahoney (JMLR 2021, arXiv:1810.01075): the
 * eigenvalues of {@code WᵀW}, which in well trained layers have a tail like a power law.
 *
 * @param tensor name of the weight
 * @param outputs rows of the matrix
 * @param inputs columns of the matrix; all other axes of a kernel
 * @param logNorm decimal logarithm of the sum of the eigenvalues, the squared Frobenius norm
 * @param alpha exponent of the power law, or NaN for a layer of fewer than 50 eigenvalues
 * @param distance distance of Kolmogorov and Smirnov of the tail from the law, or NaN
 * @param tail eigenvalues in the tail
 */
public record WeightLayer(
    String tensor,
    int outputs,
    int inputs,
    double logNorm,
    double alpha,
    double distance,
    int tail) {}
