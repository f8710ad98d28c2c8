package org.eobench.analysis.study;

import org.eobench.analysis.similarity.LinearCka;
import org.eobench.analysis.similarity.RelativeGeodesics;

/**
 * How alike two encoders are.
 *
 * @param cka linear CKA
 * @param neighbours k of the graphs
 * @param overlap mean share of the k neighbours of an image that are the same
 * @param chance that of unrelated encoders
 * @param geodesics comparison by paths along the graphs
 */
public record PairFindings(
    LinearCka cka, int neighbours, double overlap, double chance, RelativeGeodesics geodesics) {}
