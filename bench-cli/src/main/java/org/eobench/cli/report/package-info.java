/**
 * Verbs about runs that have ended: tables and pages that report them, comparisons, and gates. They
 * read run directories and train nothing.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.report;
