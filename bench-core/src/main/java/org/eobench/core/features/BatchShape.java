package org.eobench.core.features;

import java.util.List;
import java.util.Map;

/**
 * The shape of a batch: kernels are chosen by it.
 *
 * @param samples B
 * @param images {@code [C,T,H,W]} by modality
 */
record BatchShape(int samples, Map<String, List<Integer>> images) {}
