/**
 * Runs as their directories tell them: found below the folders that a user names, read from {@code
 * run.json}, and grouped by what they have in common.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.report.runs;
