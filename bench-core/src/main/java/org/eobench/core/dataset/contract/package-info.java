/**
 * Checks of the data against what the configuration says of them: band order, units, missing data,
 * labels, dates, and leakage between the splits. Each rule is one class; docs/data-checks.md
 * explains all of them, with what they measure and when they report.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.dataset.contract;
