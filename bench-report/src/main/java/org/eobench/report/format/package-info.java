/**
 * A report's table in the formats of papers, spreadsheets and programs: Markdown, LaTeX, CSV and
 * JSON. Numbers for people are rounded and in percent; numbers for programs are neither.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.report.format;
