/**
 * Says of a set of runs what cannot be right, or should be known before their numbers are compared.
 * Each {@link org.eobench.report.audit.AuditRule} looks for one fault that result tables of this
 * field have had.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.report.audit;
