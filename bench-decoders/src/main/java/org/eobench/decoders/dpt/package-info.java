/**
 * DPT: maps of a transformer reassembled at four sizes and fused from coarse to fine (Ranftl et
 * al., "Vision Transformers for Dense Prediction", ICCV 2021).
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.dpt;
