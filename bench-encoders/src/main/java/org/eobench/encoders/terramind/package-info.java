/**
 * TerraMind (Jakubik et al. 2025, arXiv:2504.11171): patches of several sensors as one sequence of
 * tokens. A map is the mean over the sensors.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.terramind;
