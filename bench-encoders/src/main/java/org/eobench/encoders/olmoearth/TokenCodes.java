package org.eobench.encoders.olmoearth;

import ai.djl.ndarray.NDArray;

/**
 * What the codes of the tokens of a batch are made from.
 *
 * @param months int64 {@code [B,T]}, from 0
 * @param monthTable {@code [12,D/4]}
 * @param dates codes of the dates' indices {@code [T,D/4]}; zeros with rotary positions
 * @param places {@code [B or 1,h,w,1,1,D/4]}; zeros with rotary positions
 */
record TokenCodes(NDArray months, NDArray monthTable, NDArray dates, NDArray places) {}
